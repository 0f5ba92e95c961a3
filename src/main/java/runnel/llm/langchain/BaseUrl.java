package runnel.llm.langchain;

import java.net.URI;
import java.util.Locale;
import runnel.base.Problem;

/**
 * Puts the address of an OpenAI-compatible endpoint into the one form that paths are appended to.
 */
final class BaseUrl {
    private static final String CHAT = "/chat/completions";

    private BaseUrl() {}

    /**
     * Drops a slash at the end, a pasted path to the chat endpoint and any query; adds {@code /v1}
     * where there is no path.
     *
     * @throws Problem {@code model-address-invalid}
     */
    static String of(String written) {
        var base = plain(written);
        var path = URI.create(base).getRawPath();
        return base.substring(0, base.length() - path.length()) + withVersion(path);
    }

    /**
     * The same for providers whose paths are their own: drops a slash at the end and any query, and
     * adds nothing.
     *
     * @throws Problem {@code model-address-invalid}
     */
    static String plain(String written) {
        var text = written.strip();
        try {
            var uri = URI.create(text);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getUserInfo() != null
                    || !(scheme.equals("http") || scheme.equals("https"))) {
                throw invalid(text);
            }
            return scheme + "://" + uri.getRawAuthority() + withoutSlash(uri.getRawPath());
        } catch (IllegalArgumentException e) {
            throw invalid(text).because(e);
        }
    }

    private static String withVersion(String written) {
        var path = written;
        if (path.endsWith(CHAT)) {
            path = withoutSlash(path.substring(0, path.length() - CHAT.length()));
        }
        return path.isEmpty() ? "/v1" : path;
    }

    private static String withoutSlash(String path) {
        var end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static Problem invalid(String text) {
        // A user name and a password may stand before the @.
        return new Problem(
                Problem.Kind.INVALID, "model-address-invalid", text.replaceFirst("//[^/]*@", "//"));
    }
}
