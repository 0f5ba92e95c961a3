package runnel.log;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * One shared timer that nudges cursors which have been silent for long, so that their readers can
 * send a heartbeat.
 *
 * <p>A timed wait per reader would arm a timer for every token; this costs one pass a second over
 * sleeping cursors. Thread-safe.
 */
public final class Pulse implements AutoCloseable {
    private static final long TICK_MILLIS = 1_000;

    private final Set<Beat> beats = ConcurrentHashMap.newKeySet();
    private final int silentTicks;
    private final Thread timer;
    private volatile int tick;

    /**
     * @param silentSeconds how long a cursor may be silent
     */
    public Pulse(int silentSeconds) {
        this.silentTicks = silentSeconds;
        this.timer = Thread.ofVirtual().name("pulse").start(this::run);
    }

    /** Watches a cursor until the beat is closed. */
    public Beat watch(Cursor cursor) {
        return watched(cursor, () -> 0);
    }

    /**
     * Watches several as one, which are also nudged when a number changes.
     *
     * @param news asked at every tick: must be quick
     */
    public Beat watch(Cursors cursors, LongSupplier news) {
        return watched(cursors, news);
    }

    private Beat watched(Sleeper sleeper, LongSupplier news) {
        var beat = new Beat(sleeper, news);
        beats.add(beat);
        return beat;
    }

    /** How many cursors are watched, that is: how many readers are connected. */
    public int watched() {
        return beats.size();
    }

    @Override
    public void close() {
        timer.interrupt();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes.
    private void run() {
        try {
            while (true) {
                Thread.sleep(TICK_MILLIS);
                var now = ++tick;
                for (var beat : beats) {
                    var news = beat.news.getAsLong();
                    if ((news != beat.known || now - beat.spoken > silentTicks)
                            && beat.sleeper.isWaiting()) {
                        beat.spoken = now;
                        beat.known = news;
                        beat.sleeper.nudge();
                    }
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** The watch over one reader. */
    public final class Beat implements AutoCloseable {
        private final Sleeper sleeper;
        private final LongSupplier news;
        private volatile int spoken = tick;
        private long known;

        private Beat(Sleeper sleeper, LongSupplier news) {
            this.sleeper = sleeper;
            this.news = news;
            this.known = news.getAsLong();
        }

        /** To be called whenever something was sent. */
        public void spoke() {
            spoken = tick;
        }

        @Override
        public void close() {
            beats.remove(this);
        }
    }
}
