package runnel.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Problem;

/** A running HTTP server. Thread-safe. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final long STEP_MILLIS = 10;

    private final Listener listener;
    private final StreamRegistry streams;
    private final Limits limits;
    private final String host;
    private final int port;
    private final boolean secure;
    private boolean closed;

    private Server(Settings settings, int port, Listener listener, StreamRegistry streams) {
        this.host = settings.host();
        this.port = port;
        this.secure = settings.certificate().isPresent();
        this.limits = settings.limits();
        this.listener = listener;
        this.streams = streams;
    }

    /**
     * Starts to listen; comes back when clients can connect.
     *
     * @throws Problem {@code address-unusable}, {@code certificate-invalid}
     */
    public static Server start(Settings settings, Routes routes) {
        var tls = settings.certificate().map(Tls::of).orElse(null);
        var socket = bind(settings);
        var streams = new StreamRegistry(settings.observer());
        var callers = new Callers(socket.getInetAddress(), settings.hosts(), settings.origins());
        var dispatcher = new Dispatcher(routes, callers, settings, streams);
        var listener =
                new Listener(
                        socket, new Library(dispatcher, settings.limits()), tls, settings.limits());
        listener.start();
        return new Server(settings, socket.getLocalPort(), listener, streams);
    }

    public int port() {
        return port;
    }

    /** The address to open in a browser, without a slash at the end. */
    public String url() {
        var any = host.equals("0.0.0.0") || host.equals("::") || host.isEmpty();
        var name = any ? "localhost" : host.contains(":") ? '[' + host + ']' : host;
        return (secure ? "https://" : "http://") + name + ':' + port;
    }

    /** How many connections are open. */
    public int connections() {
        return listener.open();
    }

    /** How many event streams are open. */
    public int streams() {
        return streams.size();
    }

    /**
     * Takes no more requests, has open streams end, waits for running requests for a while, and
     * stops.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        listener.drain();
        streams.stopAll();
        await(limits.graceMillis());
        if (listener.open() > 0) {
            LOG.debug("{} connections did not end in time", listener.open());
            listener.interrupt();
            await(limits.graceMillis() / 4);
        }
        listener.cut();
    }

    private void await(long millis) {
        var clock = Clock.system();
        var end = clock.nanos() + millis * 1_000_000;
        try {
            while (listener.open() > 0 && clock.nanos() < end) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket bind(Settings settings) {
        try {
            return Listener.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw new Problem(
                            Problem.Kind.UNAVAILABLE,
                            "address-unusable",
                            settings.host(),
                            settings.port(),
                            String.valueOf(e.getMessage()))
                    .because(e);
        }
    }
}
