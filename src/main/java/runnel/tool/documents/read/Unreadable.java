package runnel.tool.documents.read;

/** A document cannot be read; the others can. */
public final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    public Unreadable(Reason reason) {
        super(reason.words());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why it cannot be read. */
    public enum Reason {
        DAMAGED("it is damaged, or something else than its name says"),
        PASSWORD("it is protected by a password"),
        NO_TEXT("it holds no text, perhaps only pictures of it"),
        TOO_LARGE("it is larger than the limits allow"),
        TOO_SLOW("reading it took too long"),
        MEMORY("reading it took too much memory"),
        GONE("it went away, or may not be opened");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
