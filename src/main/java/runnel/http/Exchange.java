package runnel.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * One request and its answer as the HTTP library carries them; all else in this package knows
 * nothing of that library.
 */
interface Exchange {
    String method();

    /** As sent, still escaped, beginning with a slash. */
    String path();

    /** As sent, without the question mark; empty where there is none. */
    String query();

    /** All values of a header, whose name may be in any case. */
    List<String> headers(String name);

    /** Of all headers: names, values, and what stands between them. */
    int headerBytes();

    boolean isSecure();

    /** The client's address as the socket tells it. */
    String remote();

    boolean hasBody();

    InputStream body();

    /** Sends head and body at once. */
    void send(int status, Head head, byte[] body) throws IOException;

    /** Sends a head whose body will follow in pieces, the first of them along with the head. */
    void open(int status, Head head, byte[] first) throws IOException;

    /** Sends a piece of the body, at once. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Has the action run, on another thread, when it becomes known that the client left while this
     * is being answered. It may never be.
     */
    void onLeave(Runnable action);

    /** Says that the body is complete. */
    void end() throws IOException;

    /**
     * Has the connection end after this answer, since what the client still sends is not wanted.
     * Before sending only.
     */
    void hangUp();
}
