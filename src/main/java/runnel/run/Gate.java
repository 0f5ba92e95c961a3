package runnel.run;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where all that works for a run waits while it is paused. Thread-safe. */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private volatile boolean closed;

    /** Whether anybody has waited since that was last asked. */
    private volatile boolean used;

    void close(boolean closed) {
        lock.lock();
        try {
            this.closed = closed;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void pass() throws InterruptedException {
        if (!closed) {
            return;
        }
        lock.lockInterruptibly();
        try {
            used = true;
            while (closed) {
                opened.await();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean wasUsed() {
        return used;
    }

    void forget() {
        used = false;
    }
}
