package runnel.http;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A cookie to be set, always {@code HttpOnly} and for all paths, {@code Secure} where the client
 * uses TLS.
 *
 * @param maxAge how long the browser keeps it; zero deletes it, negative keeps it until the browser
 *     ends
 * @param strict whether it stays away from requests that other sites start ({@code
 *     SameSite=Strict}, else {@code Lax})
 */
public record Cookie(String name, String value, Duration maxAge, boolean strict) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern VALUE =
            Pattern.compile("[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*");

    public Cookie {
        if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a cookie: " + name);
        }
    }

    public static Cookie lax(String name, String value, Duration maxAge) {
        return new Cookie(name, value, maxAge, false);
    }

    public static Cookie strict(String name, String value, Duration maxAge) {
        return new Cookie(name, value, maxAge, true);
    }

    public static Cookie delete(String name) {
        return new Cookie(name, "", Duration.ZERO, false);
    }

    /** The value of a {@code Set-Cookie} header. */
    String header(boolean secure) {
        var text = new StringBuilder(name).append('=').append(value).append("; Path=/");
        if (!maxAge.isNegative()) {
            text.append("; Max-Age=").append(maxAge.toSeconds());
        }
        text.append("; HttpOnly; SameSite=").append(strict ? "Strict" : "Lax");
        return secure ? text.append("; Secure").toString() : text.toString();
    }
}
