package runnel.base;

import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Names for things that last: a kind letter, an underscore, nine characters of time and fourteen of
 * chance.
 *
 * <p>Identifiers of one kind sort by their time of birth (milliseconds), so that indexes stay
 * local; the 70 random bits make them unguessable. Of conversations and files no two have the same
 * millisecond, the later one takes the next: what lists them by time falls back on that order.
 * Thread-safe.
 */
public final class Id {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int TIME_CHARS = 9;
    private static final int RANDOM_CHARS = 14;
    private static final AtomicLong LAST_MILLIS = new AtomicLong();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private Id() {}

    public static String conversation() {
        return next('c', nextMillis());
    }

    public static String message() {
        return next('m', Clock.system().millis());
    }

    public static String run() {
        return next('r', Clock.system().millis());
    }

    public static String file() {
        return next('f', nextMillis());
    }

    /** An identifier for one request or one error, to find it in the server's log. */
    public static String trace() {
        return next('t', Clock.system().millis());
    }

    /**
     * Whether a name given from outside is short and safe enough to be an identifier, a path
     * segment and a header.
     */
    public static boolean isSafe(String name) {
        return SAFE.matcher(name).matches();
    }

    /** Random text of {@code chars} characters, five bits each, for secrets. */
    public static String secret(int chars) {
        var text = new char[chars];
        var bytes = new byte[chars];
        RANDOM.nextBytes(bytes);
        for (var i = 0; i < chars; i++) {
            text[i] = ALPHABET[bytes[i] & 31];
        }
        return new String(text);
    }

    /** A number from 0 to below the bound, for spreading things in time. */
    public static int below(int bound) {
        return ThreadLocalRandom.current().nextInt(bound);
    }

    private static long nextMillis() {
        var now = Clock.system().millis();
        return LAST_MILLIS.updateAndGet(last -> Math.max(last + 1, now));
    }

    private static String next(char kind, long time) {
        var text = new StringBuilder(2 + TIME_CHARS + RANDOM_CHARS).append(kind).append('_');
        for (var shift = (TIME_CHARS - 1) * 5; shift >= 0; shift -= 5) {
            text.append(ALPHABET[(int) (time >>> shift) & 31]);
        }
        return text.append(secret(RANDOM_CHARS)).toString();
    }
}
