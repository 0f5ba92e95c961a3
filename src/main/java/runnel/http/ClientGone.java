package runnel.http;

import org.jspecify.annotations.Nullable;

/**
 * The client left, or read so slowly that it was cut off: there is nobody to write to. Not an
 * error.
 */
public final class ClientGone extends Exception {
    private static final long serialVersionUID = 1L;

    public ClientGone(String message, @Nullable Throwable cause) {
        // Without a stack trace: it is thrown for every closed tab.
        super(message, cause, false, false);
    }
}
