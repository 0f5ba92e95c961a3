package runnel.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections and knows those that are open. */
final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final int BACKLOG = 4_096;
    private static final long PAUSE_NANOS = 50_000_000;

    private final ServerSocket server;
    private final Library library;
    private final @Nullable Tls tls;
    private final int mostConnections;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final Watchdog watchdog;

    /** Whether connections are being refused, so that the log says so only once. */
    private boolean full;

    private final Thread.Builder.OfVirtual threads =
            Thread.ofVirtual().inheritInheritableThreadLocals(false);

    Listener(ServerSocket server, Library library, @Nullable Tls tls, Limits limits) {
        this.server = server;
        this.library = library;
        this.tls = tls;
        this.mostConnections = limits.connections();
        this.watchdog = new Watchdog(connections, limits.stuckMillis());
    }

    static ServerSocket bind(InetSocketAddress address) throws IOException {
        var server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(address, BACKLOG);
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** Begins to accept. The thread is what keeps the process alive. */
    void start() {
        Thread.ofPlatform().name("http-listener").daemon(false).start(this::accept);
    }

    Library library() {
        return library;
    }

    @Nullable Tls tls() {
        return tls;
    }

    Watchdog watchdog() {
        return watchdog;
    }

    int open() {
        return open.get();
    }

    void closed(Connection connection) {
        connections.remove(connection);
        open.decrementAndGet();
    }

    /** Refuses new connections; those that are idle end, others after their request. */
    void drain() {
        try {
            server.close();
        } catch (IOException e) {
            LOG.debug("already closed", e);
        }
        connections.forEach(Connection::drain);
    }

    /** Interrupts what is still running. */
    void interrupt() {
        library.executor().shutdownNow();
        connections.forEach(Connection::interrupt);
    }

    /** Closes whatever is left. */
    void cut() {
        connections.forEach(connection -> connection.pipe().cut());
        watchdog.close();
        library.executor().shutdown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                accepted(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    // Such as no more file descriptors: others will be given back.
                    LOG.warn("cannot accept a connection: {}", e.toString());
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void accepted(Socket socket) throws IOException {
        if (open.incrementAndGet() > mostConnections) {
            open.decrementAndGet();
            socket.close();
            if (!full) {
                full = true;
                LOG.warn("{} connections are open: others are refused", mostConnections);
            }
            return;
        }
        full = false;
        var connection = new Connection(this, socket);
        connections.add(connection);
        threads.start(connection);
    }
}
