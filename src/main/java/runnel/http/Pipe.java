package runnel.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of one connection, in and out, and how long either may take. It holds a buffer only
 * while it reads.
 *
 * <p>Read by one thread; written by one at a time; watched and cut by any.
 */
final class Pipe implements DataWriter, Supplier<byte @Nullable []> {
    private static final Logger LOG = LoggerFactory.getLogger(Pipe.class);
    private static final int SMALL_READ = 2 << 10;
    private static final int LARGE_READ = 32 << 10;

    /** While an answer is on its way next to nothing comes, and there may be thousands of those. */
    private static final int AHEAD_READ = 128;

    private static final int PIECE_BYTES = 16 << 10;

    /**
     * What the system may hold of a stream that its reader has not taken: enough for text over any
     * distance.
     */
    private static final int STREAM_BYTES = 32 << 10;

    private final Socket raw;
    private final Watchdog watchdog;
    private final int headLimitBytes;
    private final RequestLine line = new RequestLine();
    private Socket socket;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private @Nullable FrameScanner frames;
    private int readSize = SMALL_READ;
    private int headBytes;
    private volatile boolean clientEnded;
    private volatile @Nullable Runnable onEnd;

    /** What comes while an answer is on its way, read ahead to notice that the client hangs up. */
    private volatile @Nullable CompletableFuture<byte @Nullable []> ahead;

    /** Whether what comes belongs to a request that is being answered, and not to the next one. */
    private volatile boolean answering;

    /** Ticks of the watchdog at which the connection is cut; zero for never. */
    private volatile int readDeadline;

    private volatile int writeDeadline;

    Pipe(Socket raw, Watchdog watchdog, int headLimitBytes) {
        this.raw = raw;
        this.socket = raw;
        this.watchdog = watchdog;
        this.headLimitBytes = headLimitBytes;
        this.readDeadline = watchdog.deadlineOfStuck();
    }

    /**
     * @return the protocol that the client asked for within TLS; empty without
     */
    String open(@Nullable Tls tls) throws IOException {
        raw.setTcpNoDelay(true);
        raw.setKeepAlive(true);
        var protocol = "";
        if (tls != null) {
            var secure = tls.handshake(raw);
            socket = secure;
            protocol = secure.getApplicationProtocol();
        }
        in = socket.getInputStream();
        out = socket.getOutputStream();
        return protocol;
    }

    /** Says that the connection carries the frames of HTTP/2. */
    void carry(FrameScanner scanner) {
        frames = scanner;
    }

    Socket socket() {
        return raw;
    }

    boolean isSecure() {
        return socket != raw;
    }

    /** To be called when a request begins to be answered: from now on the client may be silent. */
    void beginAnswer() {
        answering = true;
        readDeadline = 0;
    }

    /**
     * To be called when a stream of events begins. What its reader has not taken waits in the log,
     * where it is joined, and not in the system: that would hold megabytes of it, and not say for
     * minutes that a slow reader has read on.
     */
    void narrow() throws IOException {
        raw.setSendBufferSize(STREAM_BYTES);
    }

    /** To be called when all requests are answered. */
    void endAnswer(boolean last) {
        answering = false;
        headBytes = 0;
        line.begin();
        readDeadline = last ? watchdog.deadlineOfLinger() : watchdog.deadlineOfIdle();
    }

    /** Nobody waits any more for what {@link #onEnd} was to tell. */
    void forgetEnd() {
        onEnd = null;
    }

    /** Ends the connection if it is past its time. */
    void check(int tick) {
        if (isPast(readDeadline, tick) || isPast(writeDeadline, tick)) {
            LOG.debug("connection of {} cut: it was stuck", raw.getRemoteSocketAddress());
            cut();
        }
    }

    /** Ends the connection at once, whatever is being read or written. */
    void cut() {
        try {
            raw.close();
        } catch (IOException e) {
            LOG.trace("already closed", e);
        }
    }

    /**
     * Says good-bye, and reads what is still coming for a while: else the client may lose the end
     * of the answer.
     */
    void finish() {
        try (raw) {
            if (!clientEnded && !raw.isClosed()) {
                writeDeadline = watchdog.deadlineOfLinger();
                readDeadline = writeDeadline;
                if (isSecure()) {
                    socket.shutdownOutput();
                }
                raw.shutdownOutput();
                raw.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            LOG.trace("client was gone", e);
        }
    }

    /** Waits for bytes; null at the end. */
    @Override
    public byte @Nullable [] get() {
        var ofAnswer = answering;
        if (ofAnswer && frames == null) {
            readDeadline = watchdog.deadlineOfStuck();
        }
        try {
            var bytes = readAheadOrNow();
            if (bytes == null) {
                return null;
            }
            if (frames != null) {
                frames.scan(bytes);
            } else if (ofAnswer) {
                readDeadline = 0;
            } else {
                account(bytes.length);
                return line.put(bytes);
            }
            return bytes;
        } catch (IOException e) {
            clientEnded = true;
            throw new ServerConnectionException("cannot read", e);
        }
    }

    /**
     * Has the action run, on another thread, when the client hangs up before it has its answer. It
     * takes reading: what comes is kept for the next request.
     */
    void onEnd(Runnable action) {
        onEnd = action;
        if (answering && frames == null && ahead == null) {
            var reading = new CompletableFuture<byte @Nullable []>();
            ahead = reading;
            Thread.startVirtualThread(() -> readAhead(reading));
        }
    }

    private void readAhead(CompletableFuture<byte @Nullable []> reading) {
        try {
            reading.complete(read(AHEAD_READ));
        } catch (IOException e) {
            clientEnded = true;
            reading.completeExceptionally(e);
        }
        var action = onEnd;
        if (clientEnded && action != null) {
            action.run();
        }
    }

    private byte @Nullable [] readAheadOrNow() throws IOException {
        var reading = ahead;
        if (reading == null) {
            return read(readSize);
        }
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } finally {
            ahead = null;
        }
    }

    private byte @Nullable [] read(int size) throws IOException {
        var buffer = new byte[size];
        var count = in.read(buffer);
        if (count < 0) {
            clientEnded = true;
            return null;
        }
        readSize = count == size ? Math.min(readSize * 2, LARGE_READ) : SMALL_READ;
        return count == buffer.length ? buffer : Arrays.copyOf(buffer, count);
    }

    /** The head of a request must come within its time and size, be it in however many pieces. */
    private void account(int count) {
        if (headBytes == 0) {
            readDeadline = watchdog.deadlineOfStuck();
        }
        headBytes += count;
        if (headBytes > headLimitBytes) {
            throw RequestException.builder()
                    .type(EventType.BAD_REQUEST)
                    .status(Status.create(431, "Request Header Fields Too Large"))
                    .setKeepAlive(false)
                    .message("headers too large")
                    .build();
        }
    }

    /**
     * Writes at once what is small; what is large in pieces, so that a slow client is not taken for
     * a stuck one.
     */
    @Override
    public void writeNow(BufferData data) {
        try {
            if (frames == null && data.available() <= PIECE_BYTES) {
                writeDeadline = watchdog.deadlineOfStuck();
                data.writeTo(out);
                return;
            }
            // Also for what comes in parts, such as a frame's header and payload: each part would
            // be a write.
            var piece = new byte[Math.min(data.available(), PIECE_BYTES)];
            while (data.available() > 0) {
                writeDeadline = watchdog.deadlineOfStuck();
                out.write(piece, 0, data.read(piece));
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

    private static boolean isPast(int deadline, int tick) {
        return deadline != 0 && tick - deadline > 0;
    }
}
