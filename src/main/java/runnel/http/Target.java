package runnel.http;

import java.util.Locale;
import java.util.Optional;

/**
 * What a request is for: a path and, where the client named it there, the authority before it (RFC
 * 9112, 3.2.2).
 *
 * <p>Proxies, and programs that take a server for one, send a whole address in the first line; it
 * then says more than the header {@code Host}, which is to be ignored.
 *
 * @param authority empty where the target is a path only
 * @param path begins with a slash
 */
record Target(Optional<String> authority, String path) {
    private static final String PLAIN = "http://";
    private static final String SECURE = "https://";

    /**
     * @param target the target without its query
     */
    static Target of(String target) {
        var start = start(target.toLowerCase(Locale.ROOT));
        if (start == 0) {
            return new Target(Optional.empty(), target);
        }
        var slash = target.indexOf('/', start);
        var end = slash < 0 ? target.length() : slash;
        var path = slash < 0 ? "/" : target.substring(slash);
        return new Target(Optional.of(unescaped(target.substring(start, end))), path);
    }

    /** The brackets of an address of version 6 are the only thing in an authority to escape. */
    private static String unescaped(String authority) {
        return authority.replace("%5B", "[").replace("%5D", "]");
    }

    private static int start(String target) {
        return target.startsWith(PLAIN)
                ? PLAIN.length()
                : target.startsWith(SECURE) ? SECURE.length() : 0;
    }
}
