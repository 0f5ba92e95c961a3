package runnel.tool.mcp;

import java.net.ConnectException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Says why a server is away, in a few words. */
final class Reasons {
    /** Causes of causes that are looked at. */
    private static final int DEPTH = 8;

    private Reasons() {}

    static String words(Throwable why) {
        var cause = why;
        for (var depth = 0; isWrapper(cause) && depth < DEPTH; depth++) {
            var inner = cause.getCause();
            if (inner == null) {
                break;
            }
            cause = inner;
        }
        var message = cause.getMessage();
        return switch (cause) {
            case ConnectException _ -> "no connection";
            case TimeoutException _ -> "no answer in time";
            default -> message == null || message.isBlank() ? cause.toString() : message;
        };
    }

    /** Nobody was there to be asked, so that nothing can have happened. */
    static boolean isRefusal(Throwable why) {
        var cause = why;
        for (var depth = 0; depth < DEPTH; depth++) {
            if (cause instanceof ConnectException) {
                return true;
            }
            var inner = cause.getCause();
            if (inner == null) {
                return false;
            }
            cause = inner;
        }
        return false;
    }

    /** Says nothing itself. */
    private static boolean isWrapper(Throwable why) {
        return why instanceof ExecutionException
                || why instanceof CompletionException
                || why.getClass() == RuntimeException.class;
    }
}
