package runnel.http;

import java.util.Collection;

/**
 * Cuts connections that are stuck, in place of a timer for every read and write: those would cost
 * more than the reads and writes themselves.
 */
final class Watchdog implements AutoCloseable {
    /** How long a connection may stay open between two requests. */
    static final long IDLE_MILLIS = 120_000;

    /** How long a client may take to hang up after the server did. */
    static final long LINGER_MILLIS = 1_000;

    private static final long SLOWEST_TICK_MILLIS = 500;

    private final Collection<Connection> connections;
    private final long tickMillis;
    private final int stuckTicks;
    private final Thread thread;
    private volatile int tick;

    Watchdog(Collection<Connection> connections, long stuckMillis) {
        this.connections = connections;
        this.tickMillis = Math.clamp(stuckMillis / 8, 10, SLOWEST_TICK_MILLIS);
        this.stuckTicks = ticks(stuckMillis);
        this.thread = Thread.ofVirtual().name("http-watchdog").start(this::run);
    }

    int deadlineOfStuck() {
        return after(stuckTicks);
    }

    int deadlineOfIdle() {
        return after(ticks(IDLE_MILLIS));
    }

    int deadlineOfLinger() {
        return after(ticks(LINGER_MILLIS));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private int after(int ticks) {
        var deadline = tick + ticks;
        return deadline == 0 ? 1 : deadline;
    }

    private int ticks(long millis) {
        return (int) (millis / tickMillis) + 1;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only this thread writes.
    private void run() {
        try {
            while (true) {
                Thread.sleep(tickMillis);
                var now = ++tick;
                connections.forEach(connection -> connection.pipe().check(now));
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }
}
