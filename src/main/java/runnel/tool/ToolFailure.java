package runnel.tool;

/** A tool could not do what it was asked for. The message is for the model. */
public final class ToolFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ToolFailure(String message) {
        super(message);
    }
}
