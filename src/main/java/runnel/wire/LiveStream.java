package runnel.wire;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.http.ClientGone;
import runnel.http.EventStream;
import runnel.http.FrameBuffer;
import runnel.log.Cursor;
import runnel.log.Cursors;
import runnel.log.Entry;
import runnel.log.Pulse;

/**
 * The loop that every live stream runs: read on from a cursor, encode, write, and keep the line
 * warm.
 *
 * <p>All that is pending goes out in one write. The stream ends when the encoder has seen what it
 * waited for, when the reader leaves, or when the server shuts down; the body then ends cleanly and
 * the reader can go on from its last id.
 */
public final class LiveStream {
    /** Silence after which a heartbeat is sent. */
    public static final int HEARTBEAT_SECONDS = 15;

    /**
     * From one write to the next of a stream for people. Each write is a frame of their screen to
     * lay out and paint anew, whatever it brings.
     */
    public static final int PACE_MILLIS = 100;

    private static final long NANOS_A_MILLI = 1_000_000;

    /** When a client shall come back after a cut; spread, so that not all come at once. */
    private static final int RETRY_MILLIS = 300;

    private static final int RETRY_SPREAD_MILLIS = 500;

    private static final int LOST_RETRY_MILLIS = 5_000;

    private final Pulse pulse;

    public LiveStream(Pulse pulse) {
        this.pulse = pulse;
    }

    /**
     * Streams until the end; returns then.
     *
     * @param after the reader has seen everything up to here
     */
    public void run(Conversation conversation, long after, Encoder encoder, EventStream stream)
            throws InterruptedException {
        try (var cursor = conversation.cursor(after);
                var beat = pulse.watch(cursor)) {
            try {
                var seen = follow(cursor, beat, encoder, stream, after);
                if (stream.refusal().isPresent()) {
                    lost(stream.refusal().get(), seen, encoder, stream);
                }
            } catch (Problem e) {
                lost(e, cursor.seq(), encoder, stream);
            }
        } catch (ClientGone e) {
            // The reader's affair: the log goes on, and it can come back to where it was.
            return;
        }
        stream.close();
    }

    /**
     * Streams several conversations in one body, for people to look at: what comes within {@link
     * #PACE_MILLIS} of the last write goes out together. Before frames of another conversation than
     * before stands a frame {@code event: at} with its number.
     *
     * @param aside writes what belongs to none of them, whenever the cursors are awake
     * @param news a number; when it changes, there is something to write aside
     */
    public void run(
            List<Channel> channels,
            Cursors cursors,
            Consumer<FrameBuffer> aside,
            LongSupplier news,
            EventStream stream)
            throws InterruptedException {
        try (var beat = pulse.watch(cursors, news)) {
            stream.onStop(cursors::end);
            try {
                follow(channels, cursors, beat, aside, stream);
                if (stream.refusal().isPresent()) {
                    lost(stream.refusal().get(), channels, stream);
                }
            } catch (Problem e) {
                lost(e, channels, stream);
            }
        } catch (ClientGone e) {
            return;
        }
        stream.close();
    }

    private static void lost(Problem problem, List<Channel> channels, EventStream stream)
            throws ClientGone {
        if (channels.isEmpty()) {
            throw problem;
        }
        var last = channels.getLast();
        lost(problem, last.cursor().seq(), last.encoder(), stream);
    }

    // Where a store fails, all its readers come again: not as soon as after a cut.
    private static void lost(Problem problem, long seq, Encoder encoder, EventStream stream)
            throws ClientGone {
        var told = new FrameBuffer();
        encoder.lost(problem, seq, told);
        if (told.isEmpty()) {
            throw problem;
        }
        stream.farewell(new FrameBuffer().id(seq).retry(LOST_RETRY_MILLIS).end());
        stream.farewell(told);
    }

    private static void follow(
            List<Channel> channels,
            Cursors cursors,
            Pulse.Beat beat,
            Consumer<FrameBuffer> aside,
            EventStream stream)
            throws InterruptedException, ClientGone {
        var last = openAll(channels, aside, stream);
        while (!cursors.isEnded()) {
            var ready = cursors.next();
            var wasReady = ready >= 0;
            var frames = new FrameBuffer();
            aside.accept(frames);
            for (var turn = 0; ready >= 0 && turn < channels.size(); turn++) {
                var channel = channels.get(ready);
                if (ready != last) {
                    at(channel, frames);
                    last = ready;
                }
                for (var entry : channel.cursor().next()) {
                    channel.encoder().entry(entry, frames);
                }
                channel.cursor().skip(channel.encoder().covered());
                ready = cursors.due();
            }
            if (!frames.isEmpty()) {
                stream.write(frames);
                beat.spoke();
                cursors.rest(PACE_MILLIS * NANOS_A_MILLI);
            } else if (!wasReady && !cursors.isEnded()) {
                stream.heartbeat();
            }
        }
    }

    private static int openAll(
            List<Channel> channels, Consumer<FrameBuffer> aside, EventStream stream)
            throws ClientGone {
        var frames = new FrameBuffer();
        aside.accept(frames);
        for (var channel : channels) {
            at(channel, frames);
            channel.encoder().open(channel.cursor().seq(), frames);
        }
        stream.write(frames);
        return channels.size() - 1;
    }

    private static void at(Channel channel, FrameBuffer frames) {
        frames.event("at").open().number(channel.number()).end();
    }

    /**
     * Returns how far the reader has come, which is not where the cursor is if a write was refused.
     */
    private static long follow(
            Cursor cursor, Pulse.Beat beat, Encoder encoder, EventStream stream, long after)
            throws InterruptedException, ClientGone {
        stream.onStop(cursor::end);
        open(encoder, after, stream);
        var seen = after;
        while (!encoder.isOver() && !cursor.isEnded()) {
            var entries = cursor.next();
            if (!entries.isEmpty()) {
                write(entries, encoder, stream);
                if (stream.refusal().isPresent()) {
                    return seen;
                }
                cursor.skip(encoder.covered());
                seen = cursor.seq();
                beat.spoke();
            } else if (!cursor.isEnded()) {
                stream.heartbeat();
            }
        }
        return seen;
    }

    // The buffers live in frames of their own, so that a stream that waits holds none.
    private static void open(Encoder encoder, long after, EventStream stream) throws ClientGone {
        var frames = new FrameBuffer();
        // With an id from the first byte on: who is cut before the first frame comes back to the
        // same place.
        frames.id(after).retry(RETRY_MILLIS + Id.below(RETRY_SPREAD_MILLIS)).end();
        encoder.open(after, frames);
        stream.write(frames);
    }

    private static void write(List<Entry> entries, Encoder encoder, EventStream stream)
            throws ClientGone {
        var frames = new FrameBuffer();
        for (var entry : entries) {
            if (!encoder.isOver()) {
                encoder.entry(entry, frames);
            }
        }
        stream.write(frames);
    }

    /**
     * One of the conversations of a stream of several, from the cursor's place on.
     *
     * @param number by which the client knows it
     */
    public record Channel(int number, Cursor cursor, Encoder encoder) {}
}
