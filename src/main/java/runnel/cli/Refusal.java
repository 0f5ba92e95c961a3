package runnel.cli;

import runnel.base.Problem;

/**
 * A problem that came from elsewhere with its texts: what a server said no with.
 *
 * <p>Not a {@link Problem}, whose texts are our own.
 */
public final class Refusal extends RuntimeException {
    private final int status;
    private final String code;
    private final String hint;

    /**
     * @param status HTTP status
     * @param code stable code of the problem; empty where the answer had none
     * @param hint what to do about it; may be empty
     */
    public Refusal(int status, String code, String message, String hint) {
        super(message);
        this.status = status;
        this.code = code;
        this.hint = hint;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    public String hint() {
        return hint;
    }
}
