package runnel.base;

import java.util.Arrays;
import java.util.List;

/**
 * What went wrong, in words for the one who can mend it.
 *
 * <p>A problem has a kind (which decides the HTTP status), a stable code, and texts in every
 * language of {@link Messages}: the key {@code problem.CODE} is the message and names the offending
 * value, {@code problem.CODE.hint} is the remedy. Detail for the log only travels as the cause.
 * Immutable.
 */
public final class Problem extends RuntimeException {
    /** Classes of problems, each with the HTTP status that says it. */
    public enum Kind {
        INVALID(400),
        UNAUTHORIZED(401),
        FORBIDDEN(403),
        NOT_FOUND(404),
        WRONG_METHOD(405),
        CONFLICT(409),
        TOO_LARGE(413),
        UNSUPPORTED(415),
        UNPROCESSABLE(422),
        TOO_MANY(429),
        HEAD_TOO_LARGE(431),
        INTERNAL(500),
        UPSTREAM(502),
        UNAVAILABLE(503),
        STORAGE(507);

        private final int status;

        Kind(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    /** Characters of a value that the texts name, at most; the rest is left out. */
    private static final int VALUE_CHARS = 1_000;

    private final Kind kind;
    private final String code;
    private final transient Object[] values;

    public Problem(Kind kind, String code, Object... values) {
        super(
                Messages.of("en")
                        .text(
                                "problem." + code,
                                Arrays.stream(values).map(Problem::shown).toArray()));
        this.kind = kind;
        this.code = code;
        this.values = Arrays.stream(values).map(Problem::shown).toArray();
    }

    public Kind kind() {
        return kind;
    }

    /** Stable, in kebab-case: what programs compare. */
    public String code() {
        return code;
    }

    /** The values that the texts name, as text. */
    public List<String> values() {
        return Arrays.stream(values).map(String::valueOf).toList();
    }

    /** What went wrong, naming the value, in the language of the given messages. */
    public String message(Messages messages) {
        return messages.text("problem." + code, values);
    }

    /** What to do about it; empty where the message already says so. */
    public String hint(Messages messages) {
        var key = "problem." + code + ".hint";
        return messages.has(key) ? messages.text(key, values) : "";
    }

    /** What a client sent comes back to it, but not the whole of whatever it was. */
    private static Object shown(Object value) {
        return value instanceof String text ? Text.shortened(text, VALUE_CHARS) : value;
    }

    /** The same problem with the throwable that led to it, for the log. */
    public Problem because(Throwable cause) {
        if (getCause() == null) {
            initCause(cause);
        }
        return this;
    }
}
