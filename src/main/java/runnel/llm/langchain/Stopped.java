package runnel.llm.langchain;

/**
 * The calling thread was interrupted; carries the interrupt through callers that know no checked
 * exceptions.
 */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    Stopped() {
        super("interrupted", null, false, false);
    }
}
