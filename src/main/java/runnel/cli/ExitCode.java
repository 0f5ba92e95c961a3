package runnel.cli;

/** What the program tells the shell when it ends. */
public final class ExitCode {
    public static final int OK = 0;

    /** It was asked for something sensible and failed. */
    public static final int FAILED = 1;

    /** It was not asked properly. */
    public static final int USAGE = 2;

    /** It was stopped by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /** Its reader went away. */
    public static final int PIPE_CLOSED = 141;

    private ExitCode() {}
}
