package runnel.http;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;

/**
 * An open stream of server-sent events to one client.
 *
 * <p>Whole frames go in, each call is one write to the socket. Used by the thread of its request
 * only. When the server stops, it calls what {@link #onStop} was given, on another thread; the
 * handler then returns, and the body ends cleanly. That a client left shows at the next write, with
 * HTTP/2 also at once through {@link #onStop}.
 */
public final class EventStream implements AutoCloseable {
    /** How long a reader's right to read is believed. */
    static final int PERMIT_SECONDS = 10;

    private static final Clock CLOCK = Clock.system();
    private static final int OPENING_BYTES = 2048;
    private static final byte[] OPENING = opening();

    private final Exchange exchange;
    private final Request request;
    private volatile boolean stopping;
    private volatile @Nullable Runnable stop;
    private boolean closed;
    private long permittedNanos;
    private Optional<Problem> refusal = Optional.empty();

    EventStream(Exchange exchange, Request request) {
        this.exchange = exchange;
        this.request = request;
        this.permittedNanos = CLOCK.nanos();
    }

    /** Of the route that opened the stream. */
    String pattern() {
        return request.pattern();
    }

    /**
     * Sends all frames of the buffer in one write, and empties it; an empty buffer sends nothing.
     */
    public void write(FrameBuffer frames) throws ClientGone {
        write(frames.array(), 0, frames.size());
        frames.reset();
    }

    /** Sends bytes that are whole frames, in one write. */
    public void write(byte[] frames) throws ClientGone {
        write(frames, 0, frames.length);
    }

    /** Sends bytes that are whole frames, in one write. */
    public void write(byte[] frames, int offset, int length) throws ClientGone {
        if (closed) {
            throw new IllegalStateException("the stream is closed");
        }
        if (length == 0) {
            return;
        }
        if (!mayGoOn()) {
            stop();
            return;
        }
        send(frames, offset, length);
    }

    private void send(byte[] frames, int offset, int length) throws ClientGone {
        try {
            exchange.write(frames, offset, length);
        } catch (IOException e) {
            closed = true;
            throw new ClientGone("the client left", e);
        }
    }

    /**
     * Sends a comment, so that neither side nor anything between them takes the stream for dead.
     */
    public void heartbeat() throws ClientGone {
        write(FrameBuffer.HEARTBEAT);
    }

    /**
     * Sets what to call when the handler should return, since the server stops or the client is
     * known to have left; at once, if that is so already. It must be quick, and may be called more
     * than once.
     */
    public void onStop(Runnable action) {
        stop = action;
        if (stopping) {
            action.run();
        }
    }

    /**
     * Whether the handler should return, since the server stops or the client is known to have
     * left.
     */
    public boolean isStopping() {
        return stopping;
    }

    /** Why the reader may read no more; empty while they may. */
    public Optional<Problem> refusal() {
        return refusal;
    }

    /** Sends frames about the end, which those get too who may read no more. */
    public void farewell(FrameBuffer frames) throws ClientGone {
        send(frames.array(), 0, frames.size());
        frames.reset();
    }

    /** Ends the body. Needless before the handler returns, which does the same. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            try {
                exchange.end();
            } catch (IOException e) {
                // The client was faster.
            }
        }
    }

    // Whoever lost the right to read while a stream is open must not read on; heartbeats see to it
    // that it is asked for on silent streams too.
    private boolean mayGoOn() {
        var now = CLOCK.nanos();
        if (now - permittedNanos > PERMIT_SECONDS * 1_000_000_000L) {
            permittedNanos = now;
            refusal = request.refusal();
        }
        return refusal.isEmpty();
    }

    void stop() {
        stopping = true;
        var action = stop;
        if (action != null) {
            action.run();
        }
    }

    /**
     * The first bytes of a stream: a comment long enough that nothing on the way waits for more.
     */
    static byte[] first() {
        return OPENING;
    }

    private static byte[] opening() {
        var bytes = new byte[OPENING_BYTES];
        Arrays.fill(bytes, (byte) ' ');
        bytes[0] = ':';
        bytes[OPENING_BYTES - 2] = '\n';
        bytes[OPENING_BYTES - 1] = '\n';
        return bytes;
    }
}
