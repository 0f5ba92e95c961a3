package runnel.tool.documents;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done for the index, one after the other, on a thread that lives as long as there is
 * work. Thread-safe.
 */
final class Jobs {
    /** How long a search waits for what is attached to its conversation: people expect that. */
    private static final long ATTACHED_MILLIS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final ReentrantLock lock;
    private final Condition quiet;
    private final Worker worker;

    private final Deque<Job> waiting = new ArrayDeque<>();
    private boolean working;
    private boolean closed;

    /** Conversations whose attached documents are still to be read. */
    private int attaching;

    /** Does the work. */
    interface Worker {
        void work(Job job) throws IOException;

        /** A job came to nothing. */
        void failed(Job job, Exception why);

        /** For now there is nothing more to do; the caller holds the lock. */
        void rest();
    }

    /**
     * @param lock guards what is waiting here, and what the worker shares
     */
    Jobs(ReentrantLock lock, Worker worker) {
        this.lock = lock;
        this.quiet = lock.newCondition();
        this.worker = worker;
    }

    /** Adds a job before all that wait. */
    void addFirst(Job job) {
        lock.lock();
        try {
            waiting.addFirst(job);
            if (job instanceof Job.Attach) {
                attaching++;
            }
            if (!working && !closed) {
                working = true;
                Thread.ofPlatform().daemon().name("documents").start(this::workOff);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts others in the place of some that wait; of the worker alone. */
    void replace(Predicate<Job> some, Collection<Job> others) {
        lock.lock();
        try {
            waiting.removeIf(some);
            waiting.addAll(others);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all is done, but not for long. */
    void await(long millis) throws InterruptedException {
        var left = TimeUnit.MILLISECONDS.toNanos(ATTACHED_MILLIS);
        lock.lockInterruptibly();
        try {
            while (working && attaching > 0 && left > 0) {
                left = quiet.awaitNanos(left);
            }
            left = Math.min(left, TimeUnit.MILLISECONDS.toNanos(millis));
            while (working && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Documents that are still to be read. */
    int documents() {
        lock.lock();
        try {
            return working
                    ? (int) waiting.stream().filter(Job.Read.class::isInstance).count() + 1
                    : 0;
        } finally {
            lock.unlock();
        }
    }

    boolean areUnderWay() {
        lock.lock();
        try {
            return working;
        } finally {
            lock.unlock();
        }
    }

    boolean areClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up all that wait; what is under way ends. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.forEach(job -> worker.failed(job, new IllegalStateException("closed")));
            waiting.clear();
            attaching = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is under way. */
    void awaitRest(long millis) throws InterruptedException {
        var left = TimeUnit.MILLISECONDS.toNanos(millis);
        lock.lock();
        try {
            while (working && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void workOff() {
        for (var job = next(); job.isPresent(); job = next()) {
            try {
                worker.work(job.get());
            } catch (IOException | RuntimeException e) {
                LOG.error("the index of documents cannot be written", e);
                worker.failed(job.get(), e);
            } finally {
                over(job.get());
            }
        }
    }

    private Optional<Job> next() {
        lock.lock();
        try {
            if (waiting.isEmpty()) {
                worker.rest();
            }
            // Something may have come meanwhile.
            var job = closed ? null : waiting.poll();
            if (job == null) {
                working = false;
                quiet.signalAll();
            }
            return Optional.ofNullable(job);
        } finally {
            lock.unlock();
        }
    }

    private void over(Job job) {
        if (job instanceof Job.Attach) {
            lock.lock();
            try {
                attaching--;
                quiet.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
