package runnel.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, on a virtual thread of its own.
 *
 * <p>The library brings a connection of its own, which is not used: it holds a read buffer for each
 * client for as long as the client stays, never gives up on one that sends its request byte by
 * byte, and does not say when a client abandons a stream of HTTP/2.
 */
final class Connection implements ConnectionContext, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final byte[] HTTP2 = {'P', 'R', 'I', ' '};

    private final Listener listener;
    private final Pipe pipe;
    private final DataReader reader;

    /** Requests that are being answered; more than one only with HTTP/2. */
    private final AtomicInteger active = new AtomicInteger();

    private volatile @Nullable FrameScanner frames;
    private volatile @Nullable ServerConnection protocol;
    private volatile boolean draining;

    Connection(Listener listener, Socket socket) {
        this.listener = listener;
        this.pipe = new Pipe(socket, listener.watchdog(), listener.library().headLimitBytes());
        this.reader = new ChunkReader(pipe);
    }

    @Override
    public void run() {
        try {
            var spoken = pipe.open(listener.tls());
            speak(spoken.equals("h2") || reader.startsWith(HTTP2))
                    .handle(listener.library().limit());
        } catch (CloseConnectionException
                | DataReader.InsufficientDataAvailableException
                | UncheckedIOException e) {
            LOG.trace("connection ended", e);
        } catch (IOException | InterruptedException e) {
            LOG.debug("connection failed: {}", e.toString());
        } catch (Throwable e) {
            LOG.warn("connection failed", e);
        } finally {
            var scanner = frames;
            if (scanner != null) {
                scanner.end();
            }
            pipe.finish();
            listener.closed(this);
        }
    }

    private ServerConnection speak(boolean http2) {
        if (http2) {
            var scanner = new FrameScanner();
            pipe.carry(scanner);
            frames = scanner;
        }
        var speaker = http2 ? listener.library().http2(this) : listener.library().http1(this);
        protocol = speaker;
        return speaker;
    }

    Pipe pipe() {
        return pipe;
    }

    /** Has the connection end when the requests that are being answered are done. */
    void drain() {
        var running = protocol;
        if (running == null) {
            pipe.cut();
        } else if (isMultiplexed()) {
            draining = true;
            Thread.startVirtualThread(this::goAway);
        } else {
            running.close(false);
        }
    }

    /**
     * Tells the client to begin nothing new. It is the client that hangs up when it has all, so
     * that it does not lose what it has not yet read. The library would end the connection at the
     * next frame that comes, whatever is still being answered.
     */
    private void goAway() {
        try {
            pipe.writeNow(BufferData.create(FrameScanner.GO_AWAY));
        } catch (UncheckedIOException e) {
            LOG.trace("client was gone", e);
        }
        if (active.get() == 0) {
            pipe.endAnswer(true);
        }
    }

    /** Interrupts whoever answers a request. */
    void interrupt() {
        var running = protocol;
        if (running != null) {
            running.close(true);
        }
    }

    /** To be called when a request begins to be answered. */
    synchronized void enter() {
        active.incrementAndGet();
        pipe.beginAnswer();
    }

    /**
     * To be called when a request was answered. Not while another begins: the connection would be
     * taken for an idle one for as long as that is answered.
     */
    synchronized void leave() {
        pipe.forgetEnd();
        if (active.decrementAndGet() == 0) {
            pipe.endAnswer(draining);
        }
    }

    /** To be called when a stream of events begins. */
    void carryEvents() throws IOException {
        if (!isMultiplexed()) {
            pipe.narrow();
        }
    }

    /** Whether the client gave up this stream of HTTP/2. */
    boolean isAbandoned(int stream) {
        var scanner = frames;
        return scanner != null && scanner.wasReset(stream);
    }

    /** Has the action run when the client gives up this stream of HTTP/2. */
    void onAbandon(int stream, Runnable action) {
        var scanner = frames;
        if (scanner != null) {
            scanner.watch(stream, action);
        }
    }

    /** Has the action run when the client hangs up while the request in hand is being answered. */
    void onEnd(Runnable action) {
        pipe.onEnd(action);
    }

    /** Nothing more will be asked about this stream. */
    void forget(int stream) {
        var scanner = frames;
        if (scanner != null) {
            scanner.forget(stream);
        }
    }

    boolean isMultiplexed() {
        return frames != null;
    }

    String remote() {
        return pipe.socket().getInetAddress().getHostAddress();
    }

    Limits limits() {
        return listener.library().limits();
    }

    @Override
    public ListenerContext listenerContext() {
        return listener.library();
    }

    @Override
    public ExecutorService executor() {
        return listener.library().executor();
    }

    @Override
    public DataWriter dataWriter() {
        return pipe;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public Router router() {
        return listener.library().router();
    }

    @Override
    public PeerInfo remotePeer() {
        return new Peer(pipe.socket().getRemoteSocketAddress());
    }

    @Override
    public PeerInfo localPeer() {
        return new Peer(pipe.socket().getLocalSocketAddress());
    }

    @Override
    public boolean isSecure() {
        return pipe.isSecure();
    }

    @Override
    public String socketId() {
        return "http";
    }

    @Override
    public String childSocketId() {
        return Integer.toHexString(System.identityHashCode(this));
    }
}
