package runnel.markdown;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses may stand in a page: absolute ones of an allowed scheme.
 *
 * <p>Relative addresses are refused, since the author of an answer neither knows nor should call
 * the paths of this server.
 */
enum Links {
    /** What a click may open. */
    TARGETS("http://", "https://", "mailto:"),
    /** What a picture may be fetched from, once a person asks for it. */
    PICTURES("http://", "https://"),
    /** Everything: to compare with the published examples, never for a page. */
    ANY("");

    private static final String LITERAL = ":/?#@!$&'()*+,;=-._~%";
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private final String[] prefixes;

    Links(String... prefixes) {
        this.prefixes = prefixes;
    }

    /** The addresses of pictures where these are the targets of links. */
    Links pictures() {
        return this == ANY ? ANY : PICTURES;
    }

    /** The address as it may stand in an attribute once escaped, or nothing where it may not. */
    Optional<String> check(String address) {
        if (address.length() > Limits.URL_CHARS) {
            return Optional.empty();
        }
        var lower = address.toLowerCase(Locale.ROOT);
        for (var prefix : prefixes) {
            if (lower.startsWith(prefix) && (this == ANY || lower.length() > prefix.length())) {
                return Optional.of(encode(address));
            }
        }
        return Optional.empty();
    }

    /** Percent-encodes what must not stand in an address as it is; existing escapes stay. */
    private static String encode(String address) {
        var out = new StringBuilder(address.length() + 8);
        for (var b : address.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xFF);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || LITERAL.indexOf(c) >= 0)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 15]);
            }
        }
        return out.toString();
    }
}
