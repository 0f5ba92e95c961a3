package runnel.http;

/** A running HTTP server. */
public final class Server implements AutoCloseable {
    private final int port;

    private Server(int port) {
        this.port = port;
    }

    /** Starts to listen; comes back when clients can connect. */
    public static Server start(Settings settings, Routes routes) {
        throw new UnsupportedOperationException();
    }

    public int port() {
        return port;
    }

    /** The address to open in a browser, without a slash at the end. */
    public String url() {
        return "";
    }

    /** Takes no more requests, has open streams end, waits for running requests for a while, and stops. */
    @Override
    public void close() {}
}
