package runnel.llm.langchain;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;

/**
 * One thread that looks after all readers and stops those who wait too long. Thread-safe.
 *
 * <p>A reader only counts what it awaits, without asking for the time; the watchdog looks every
 * {@value #TICK_MILLIS} ms, so a limit is exceeded by that much at most. It sleeps while nobody
 * reads.
 */
final class Watchdog implements AutoCloseable {
    static final int TICK_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Clock clock;
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition wanted = lock.newCondition();
    private final Runnable idle;
    private volatile boolean asleep;
    private volatile boolean closed;

    /**
     * @param idle called once in a while when the last reader has gone
     */
    Watchdog(Clock clock, Runnable idle) {
        this.clock = clock;
        this.idle = idle;
        Thread.ofPlatform().daemon().name("runnel-model-watch").start(this::patrol);
    }

    /**
     * Begins to watch the calling thread, which is about to wait; {@code kill} ends its wait from
     * another thread.
     */
    Watch watch(int limitMillis, Runnable kill) {
        var watch = new Watch(limitMillis, kill);
        watches.add(watch);
        if (asleep) {
            wake();
        }
        return watch;
    }

    @Override
    public void close() {
        closed = true;
        wake();
    }

    private void wake() {
        lock.lock();
        try {
            wanted.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void patrol() {
        while (!closed) {
            try {
                if (watches.isEmpty()) {
                    sleepUntilWanted();
                } else {
                    Thread.sleep(TICK_MILLIS);
                    var now = clock.nanos();
                    watches.forEach(watch -> watch.check(now));
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void sleepUntilWanted() throws InterruptedException {
        lock.lock();
        try {
            asleep = true;
            while (watches.isEmpty() && !closed) {
                if (!wanted.await(30, TimeUnit.SECONDS)) {
                    attempt(idle);
                    wanted.await();
                }
            }
        } finally {
            asleep = false;
            lock.unlock();
        }
    }

    // A connection that its reader gives back at this very moment complains of being closed: the
    // others must not be without a look-out for that.
    private static void attempt(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.debug("a connection was gone before it was closed", e);
        }
    }

    /** A reader was stopped for waiting too long. */
    static final class Overdue extends IOException {
        private static final long serialVersionUID = 1;
        private final int limitMillis;

        Overdue(int limitMillis) {
            super("silent for more than " + limitMillis + " ms");
            this.limitMillis = limitMillis;
        }

        int limitMillis() {
            return limitMillis;
        }
    }

    /** The look-out for one reader. Its methods are for that reader only. */
    final class Watch implements AutoCloseable {
        private final Runnable kill;
        private final Thread reader = Thread.currentThread();

        /** What is awaited, times two; and one more while the reader waits for it. */
        private volatile long waits = 1;

        private volatile int limitMillis;
        private volatile boolean fired;
        private long seen = -1;
        private long seenAtNanos;

        private Watch(int limitMillis, Runnable kill) {
            this.limitMillis = limitMillis;
            this.kill = kill;
        }

        void limit(int millis) {
            limitMillis = millis;
        }

        /** Something has come that counts: whatever is awaited from now on has all the time. */
        void begin() {
            waits = (waits & ~1) + 2;
        }

        /** The reader waits. */
        void waiting() {
            waits = waits | 1;
        }

        /** The wait has ended; whatever the reader does now may take its time. */
        void busy() {
            waits = waits & ~1;
        }

        /** Whether the reader was stopped for waiting longer than the limit. */
        boolean fired() {
            return fired;
        }

        int limitMillis() {
            return limitMillis;
        }

        @Override
        public void close() {
            watches.remove(this);
        }

        private void check(long now) {
            var current = waits;
            if (current >> 1 != seen) {
                seen = current >> 1;
                seenAtNanos = now;
            } else if ((current & 1) == 1 && now - seenAtNanos > limitMillis * 1_000_000L) {
                fired = true;
                attempt(kill);
            }
            // The interrupt of a virtual thread closes the socket it reads; that of a platform
            // thread does not.
            if (!reader.isVirtual() && reader.isInterrupted()) {
                attempt(kill);
            }
        }
    }
}
