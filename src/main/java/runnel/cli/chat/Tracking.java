package runnel.cli.chat;

import java.io.IOException;
import java.net.ConnectException;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cli.Refusal;

/**
 * Reads one stream from its cursor to its end, through any number of broken connections, each frame
 * once.
 *
 * <p>A stream that was never open is another matter: it fails soon, and says why.
 */
final class Tracking {
    /** The patience of a reader who waits for as long as it takes. */
    static final long FOREVER_MILLIS = Long.MAX_VALUE / 1_000_000;

    /** Attempts to open a stream for the first time. */
    private static final int FIRST_ATTEMPTS = 4;

    private final Clock clock;
    private final RemoteServer server;
    private final long patienceMillis;
    private final Backoff backoff = new Backoff();
    private long after;
    private long aliveNanos;
    private boolean opened;

    /**
     * @param after the reader has seen everything up to here; -1 for nothing
     * @param patienceMillis how long a server may be away
     */
    Tracking(Clock clock, RemoteServer server, long after, long patienceMillis) {
        this.clock = clock;
        this.server = server;
        this.after = after;
        this.patienceMillis = patienceMillis;
    }

    /** Where a stream comes from. */
    interface Source {
        /**
         * @param after where to go on; -1 for the beginning
         */
        Frames open(long after) throws IOException, InterruptedException;
    }

    /** Who reads it. */
    interface Reader {
        void take(Frame frame);

        /** Whether the reader has what it waited for. */
        boolean isOver();

        /** The connection broke; it is being made again. */
        void lost();

        /** Frames come again. */
        void found();
    }

    /**
     * Reads until the reader has what it waited for.
     *
     * @throws Problem when the server cannot be reached, or stays away for longer than the patience
     *     lasts
     * @throws Refusal when the server will not have it
     */
    void run(Source source, Reader reader) throws InterruptedException {
        aliveNanos = clock.nanos();
        for (var attempt = 1; !reader.isOver(); attempt++) {
            var retryMillis = -1L;
            try (var frames = source.open(after)) {
                read(frames, reader);
                retryMillis = frames.retryMillis();
            } catch (Refusal e) {
                if (!opened || e.status() < 500) {
                    throw e;
                }
            } catch (IOException e) {
                if (!opened && (attempt == FIRST_ATTEMPTS || e instanceof ConnectException)) {
                    throw server.unreachable(e);
                }
            }
            if (!reader.isOver()) {
                reader.lost();
                if (clock.nanos() - aliveNanos > patienceMillis * 1_000_000) {
                    throw new Problem(Problem.Kind.UNAVAILABLE, "cli-lost", server.address());
                }
                backoff.pause(retryMillis);
            }
        }
    }

    private void read(Frames frames, Reader reader) throws IOException, InterruptedException {
        for (var next = frames.next(); next.isPresent() && !reader.isOver(); next = frames.next()) {
            var frame = next.get();
            opened = true;
            backoff.reset();
            aliveNanos = clock.nanos();
            reader.found();
            if (isNew(frame)) {
                reader.take(frame);
                after = frame.event().equals("reset") ? frame.seq() : Math.max(after, frame.seq());
            }
        }
    }

    private boolean isNew(Frame frame) {
        return switch (frame.event()) {
            case "open", "reset", "problem" -> true;
            default -> frame.seq() < 0 || frame.seq() > after;
        };
    }
}
