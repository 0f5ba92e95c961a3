package runnel.log;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;

/**
 * Several cursors that one thread reads: it sleeps until any of them has something. Used by one
 * thread; {@link #nudge} and {@link #end} may come from any.
 */
public final class Cursors implements Sleeper, AutoCloseable {
    private final List<Cursor> all;
    private volatile @Nullable Thread waiting;
    private volatile @Nullable Thread resting;
    private volatile boolean nudged;
    private volatile boolean ended;
    private int turn;

    /**
     * @param all belong to this from now on, and are closed with it
     */
    public Cursors(List<Cursor> all) {
        this.all = List.copyOf(all);
        this.all.forEach(cursor -> cursor.join(this));
    }

    /**
     * Waits for a cursor that has something to hand over; all get their turn.
     *
     * @return which one; -1 after a nudge or when ended
     * @throws runnel.base.Problem when the store of one of the logs failed
     */
    public int next() throws InterruptedException {
        while (true) {
            var due = due();
            if (due >= 0) {
                return due;
            }
            if (nudged || ended) {
                nudged = false;
                return -1;
            }
            waiting = Thread.currentThread();
            // Looks again after it has said that it sleeps, so that no wake-up is lost.
            if (all.stream().noneMatch(Cursor::isDue) && !nudged && !ended) {
                LockSupport.park(this);
            }
            waiting = null;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    /** Like {@link #next}, without a wait: -1 if no cursor has anything now. */
    public int due() {
        for (var i = 0; i < all.size() && !ended; i++) {
            turn = (turn + 1) % all.size();
            if (all.get(turn).isDue()) {
                return turn;
            }
        }
        return -1;
    }

    /** Sleeps whatever comes, so that more comes together; until the end at most. */
    public void rest(long nanos) throws InterruptedException {
        var until = Clock.system().nanos() + nanos;
        resting = Thread.currentThread();
        for (var left = nanos; left > 0 && !ended; left = until - Clock.system().nanos()) {
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        resting = null;
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public boolean isWaiting() {
        return waiting != null;
    }

    @Override
    public void nudge() {
        nudged = true;
        wake();
    }

    @Override
    public void end() {
        ended = true;
        wake();
        LockSupport.unpark(resting);
    }

    @Override
    public void close() {
        all.forEach(Cursor::close);
    }

    void wake() {
        var thread = waiting;
        if (thread != null) {
            waiting = null;
            LockSupport.unpark(thread);
        }
    }
}
