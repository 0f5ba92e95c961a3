package runnel.base;

import java.time.Instant;

/**
 * The time of day, and a steady count for durations. Everything that asks the time asks a clock, so
 * that tests can set it.
 */
public interface Clock {
    Instant now();

    /** Milliseconds since 1970. */
    default long millis() {
        return now().toEpochMilli();
    }

    /** Nanoseconds from an arbitrary origin, never going back: for durations only. */
    default long nanos() {
        return System.nanoTime();
    }

    static Clock system() {
        return SystemClock.INSTANCE;
    }

    /** A clock whose time of day stands still. */
    static Clock fixed(Instant instant) {
        return () -> instant;
    }

    /** The machine's clock. */
    enum SystemClock implements Clock {
        INSTANCE;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    }
}
