package runnel.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Connections for short use, each with its statements: opened when all others are in use, and kept
 * from then on. Thread-safe.
 */
final class Pool implements AutoCloseable {
    /** Connections at once. */
    private static final int SIZE = 4;

    /** How long somebody waits for one, and the end for those who still have one. */
    private static final int WAIT_SECONDS = 30;

    private final Opening opening;
    private final Semaphore free = new Semaphore(SIZE, true);
    private final Deque<Statements> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    /** Opens a connection. */
    interface Opening {
        Connection open() throws SQLException;
    }

    /**
     * @param first one that is open already
     */
    Pool(Connection first, Opening opening) {
        this.opening = opening;
        idle.add(new Statements(first));
    }

    /** Does work with a connection that nobody else has meanwhile. */
    <T> T use(Database.Work<T> work) throws SQLException {
        take();
        try {
            var known = idle.pollFirst();
            var statements = known == null ? new Statements(opening.open()) : known;
            T result;
            try {
                result = work.of(statements);
            } catch (SQLException | Error e) {
                // A statement half done holds a lock, and what was opened while nothing could be
                // written never will be: what a failed connection still knows is not worth it.
                statements.close();
                throw e;
            } catch (RuntimeException e) {
                give(statements);
                throw e;
            }
            give(statements);
            return result;
        } finally {
            free.release();
        }
    }

    /** Waits for those who have a connection; nobody gets one from now on. */
    @Override
    public void close() {
        closed = true;
        try {
            if (free.tryAcquire(SIZE, WAIT_SECONDS, TimeUnit.SECONDS)) {
                free.release(SIZE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var one = idle.pollFirst(); one != null; one = idle.pollFirst()) {
            one.close();
        }
    }

    // Who was stopped may still write down that it was: only waiting is refused to them.
    private void take() throws SQLException {
        try {
            if (!free.tryAcquire() && !free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new SQLTransientConnectionException("no connection is free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted", e);
        }
        if (closed) {
            free.release();
            throw new SQLNonTransientConnectionException("the database is closed");
        }
    }

    private void give(Statements statements) {
        if (closed) {
            statements.close();
        } else {
            idle.addFirst(statements);
        }
    }
}
