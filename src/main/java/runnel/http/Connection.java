package runnel.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's connection, on a virtual thread of its own: bytes in, bytes out, and how long either may take.
 *
 * <p>The library brings a connection of its own, which is not used: it holds a read buffer for each client for as long
 * as the client stays, never gives up on one that sends its request byte by byte, and does not say when a client
 * abandons a stream of HTTP/2. This one owns no buffer while nothing is read.
 */
final class Connection implements ConnectionContext, DataWriter, Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final int SMALL_READ = 2 << 10;
    private static final int LARGE_READ = 32 << 10;
    private static final byte[] HTTP2 = {'P', 'R', 'I', ' '};

    private final Listener listener;
    private final Socket raw;
    private Socket socket;
    private @Nullable InputStream in;
    private @Nullable OutputStream out;
    private @Nullable DataReader reader;
    private @Nullable FrameScanner frames;
    private @Nullable ServerConnection protocol;
    private int readSize = SMALL_READ;
    private int headBytes;
    private boolean clientEnded;
    private volatile boolean draining;
    /** Requests that are being answered; more than one only with HTTP/2. */
    private final AtomicInteger active = new AtomicInteger();

    /** Ticks of the watchdog at which the connection is cut; zero for never. */
    private volatile int readDeadline;

    private volatile int writeDeadline;

    Connection(Listener listener, Socket raw) {
        this.listener = listener;
        this.raw = raw;
        this.socket = raw;
        this.readDeadline = listener.watchdog().deadlineOfStuck();
    }

    @Override
    public void run() {
        try {
            raw.setTcpNoDelay(true);
            raw.setKeepAlive(true);
            var tls = listener.tls();
            var spoken = "";
            if (tls != null) {
                var secure = tls.handshake(raw);
                socket = secure;
                spoken = secure.getApplicationProtocol();
            }
            in = socket.getInputStream();
            out = socket.getOutputStream();
            reader = DataReader.create(this::read);
            if (spoken.equals("h2") || reader.startsWith(HTTP2)) {
                frames = new FrameScanner();
                protocol = listener.library().http2(this);
            } else {
                protocol = listener.library().http1(this);
            }
            protocol.handle(listener.library().limit());
        } catch (CloseConnectionException | DataReader.InsufficientDataAvailableException | UncheckedIOException e) {
            LOG.trace("connection ended", e);
        } catch (IOException | InterruptedException e) {
            LOG.debug("connection failed: {}", e.toString());
        } catch (Throwable e) {
            LOG.warn("connection failed", e);
        } finally {
            listener.closed(this);
            finish();
        }
    }

    /** Called by the watchdog with its count of ticks. */
    void check(int tick) {
        if (isPast(readDeadline, tick) || isPast(writeDeadline, tick)) {
            LOG.debug("connection of {} cut: it was stuck", raw.getRemoteSocketAddress());
            cut();
        }
    }

    /** Ends the connection at once, whatever it is doing. */
    void cut() {
        try {
            raw.close();
        } catch (IOException e) {
            LOG.trace("already closed", e);
        }
    }

    /** Has the connection end when the requests that are being answered are done. */
    void drain() {
        var running = protocol;
        if (running == null) {
            cut();
        } else if (isMultiplexed()) {
            // The library would end the connection at the next frame that comes, whatever is still being answered.
            // It is the client that hangs up when it has all, so that it does not lose what it has not yet read.
            draining = true;
            writeNow(BufferData.create(FrameScanner.GO_AWAY));
            if (active.get() == 0) {
                readDeadline = listener.watchdog().deadlineOfLinger();
            }
        } else {
            running.close(false);
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
    void enter() {
        active.incrementAndGet();
        readDeadline = 0;
    }

    /** To be called when a request was answered. */
    void leave() {
        if (active.decrementAndGet() == 0) {
            headBytes = 0;
            var watchdog = listener.watchdog();
            readDeadline = draining ? watchdog.deadlineOfLinger() : watchdog.deadlineOfIdle();
        }
    }

    /** Whether the client gave up this stream of HTTP/2. */
    boolean isAbandoned(int stream) {
        return frames != null && frames.wasReset(stream);
    }

    /** Nothing more will be asked about this stream. */
    void forget(int stream) {
        if (frames != null) {
            frames.forget(stream);
        }
    }

    boolean isMultiplexed() {
        return frames != null;
    }

    Limits limits() {
        return listener.library().limits();
    }

    String remote() {
        return raw.getInetAddress().getHostAddress();
    }

    /** Waits for bytes; null at the end. Holds a buffer only meanwhile. */
    private byte @Nullable [] read() {
        var answering = active.get() > 0;
        if (answering && !isMultiplexed()) {
            readDeadline = listener.watchdog().deadlineOfStuck();
        }
        try {
            var buffer = new byte[readSize];
            var count = Objects.requireNonNull(in).read(buffer);
            if (count < 0) {
                clientEnded = true;
                return null;
            }
            readSize = count == buffer.length ? Math.min(readSize * 2, LARGE_READ) : SMALL_READ;
            account(count, answering);
            var bytes = count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
            if (frames != null) {
                frames.scan(bytes);
            }
            return bytes;
        } catch (IOException e) {
            clientEnded = true;
            throw new ServerConnectionException("cannot read", e);
        }
    }

    private void account(int count, boolean answering) {
        if (isMultiplexed()) {
            return;
        }
        if (answering) {
            readDeadline = 0;
            return;
        }
        if (headBytes == 0) {
            readDeadline = listener.watchdog().deadlineOfStuck();
        }
        headBytes += count;
        if (headBytes > listener.library().headLimitBytes()) {
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .status(Status.create(431, "Request Header Fields Too Large"))
                    .setKeepAlive(false)
                    .message("headers too large")
                    .build();
        }
    }

    @Override
    public void writeNow(BufferData data) {
        var stream = Objects.requireNonNull(out);
        writeDeadline = listener.watchdog().deadlineOfStuck();
        try {
            if (isMultiplexed()) {
                // A frame's header and payload come apart, and would be two writes.
                var bytes = new byte[data.available()];
                data.read(bytes);
                stream.write(bytes);
            } else {
                data.writeTo(stream);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writeDeadline = 0;
        }
    }

    @Override
    public void writeNow(BufferData... data) {
        writeNow(BufferData.create(data));
    }

    @Override
    public void write(BufferData data) {
        writeNow(data);
    }

    @Override
    public void write(BufferData... data) {
        writeNow(BufferData.create(data));
    }

    /** Says good-bye, and reads what is still coming for a while: else the client may lose the end of the answer. */
    private void finish() {
        try (raw) {
            if (!clientEnded && !raw.isClosed()) {
                writeDeadline = listener.watchdog().deadlineOfStuck();
                if (socket == raw) {
                    raw.shutdownOutput();
                    readDeadline = listener.watchdog().deadlineOfLinger();
                    raw.getInputStream().transferTo(OutputStream.nullOutputStream());
                } else {
                    socket.close();
                }
            }
        } catch (IOException e) {
            LOG.trace("client was gone", e);
        }
    }

    private static boolean isPast(int deadline, int tick) {
        return deadline != 0 && tick - deadline > 0;
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
        return this;
    }

    @Override
    public DataReader dataReader() {
        return Objects.requireNonNull(reader);
    }

    @Override
    public Router router() {
        return listener.library().router();
    }

    @Override
    public PeerInfo remotePeer() {
        return new Peer(raw.getRemoteSocketAddress());
    }

    @Override
    public PeerInfo localPeer() {
        return new Peer(raw.getLocalSocketAddress());
    }

    @Override
    public boolean isSecure() {
        return socket != raw;
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
