package runnel.log;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A place in one log, and the way to read on from it: a viewer is a number, not a queue.
 *
 * <p>At the tail it sleeps; far behind it catches up in few, joined entries. Used by one thread;
 * {@link #nudge} and {@link #end} may come from any.
 */
public final class Cursor implements Sleeper, AutoCloseable {
    /** Entries handed over at once, at most. */
    static final int STRETCH_ENTRIES = 256;

    /** Characters after which a stretch ends: what a reader that is stuck holds in memory. */
    static final int STRETCH_CHARS = 16 << 10;

    private final Log log;
    private volatile long seq;
    private volatile @Nullable Thread waiting;
    private volatile @Nullable Cursors group;
    private volatile boolean nudged;
    private volatile boolean ended;

    Cursor(Log log, long seq) {
        this.log = log;
        this.seq = seq;
    }

    /** Everything up to this entry was handed over. */
    public long seq() {
        return seq;
    }

    /**
     * Goes on behind this entry, which its reader knows from elsewhere: what is joined across that
     * place is then handed over from there on. Never goes back.
     */
    public void skip(long to) {
        seq = Math.max(seq, to);
    }

    /** Whether {@link #end} was called: {@link #next} will not wait any more. */
    public boolean isEnded() {
        return ended;
    }

    /** Whether the reader is asleep at the tail. */
    @Override
    public boolean isWaiting() {
        return waiting != null;
    }

    /**
     * What comes next, waiting for it if need be.
     *
     * @return entries in order, neighbouring deltas joined; empty after a nudge or when ended
     * @throws runnel.base.Problem when the log's store failed, once all that is durable was handed
     *     over
     */
    public List<Entry> next() throws InterruptedException {
        while (true) {
            var durable = log.durable();
            if (durable > seq) {
                var entries = log.read(seq, durable);
                if (!entries.isEmpty()) {
                    seq = entries.getLast().seq();
                    return entries;
                }
            }
            log.check();
            if (nudged || ended) {
                nudged = false;
                return List.of();
            }
            await();
        }
    }

    /**
     * Lets a sleeping reader return from {@link #next} with nothing, to look after its own affairs.
     */
    @Override
    public void nudge() {
        nudged = true;
        wake();
    }

    /** Lets the reader come to its end: {@link #next} hands over what is there and then nothing. */
    @Override
    public void end() {
        ended = true;
        wake();
    }

    @Override
    public void close() {
        log.close(this);
    }

    /** Sleeps until woken or until there is something to do; may also return early. */
    void await() throws InterruptedException {
        waiting = Thread.currentThread();
        // Looks again after it has said that it sleeps, so that no wake-up is lost.
        if (log.durable() <= seq && !nudged && !ended && !log.hasFailed()) {
            LockSupport.park(this);
        }
        waiting = null;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    /** From now on a group sleeps for it. */
    void join(Cursors cursors) {
        group = cursors;
    }

    /** Whether there is something that {@link #next} hands over without a wait. */
    boolean isDue() {
        if (log.durable() > seq) {
            return true;
        }
        log.check();
        return false;
    }

    void wake() {
        var readers = group;
        if (readers != null) {
            readers.wake();
        }
        var thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }
}
