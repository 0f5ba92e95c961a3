package runnel.run;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.conversation.Conversations;

/**
 * What is done now and then while the server runs: conversations that nobody reads are put away,
 * what is deleted is erased, new words are indexed, and runs that lost their store are taken up
 * again. On a thread of its own: in the database it would keep a virtual thread's carrier from
 * others. Thread-safe.
 */
final class Housekeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeper.class);
    private static final long ROUND_MILLIS = 5_000;

    /**
     * What the index rests for each time it works, so that tokens need not share the machine with
     * it.
     */
    private static final int INDEX_RESTS = 5;

    private static final long INDEX_REST_MILLIS = 20;

    /** How long the server waits at its end for what is just being done. */
    private static final long CLOSING_MILLIS = 2_000;

    private final Conversations conversations;
    private final Clock clock;
    private final Runnable watch;
    private final Runnable recovery;
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean recoveryNeeded;

    /**
     * @param watch looks after the runs that are alive
     * @param recovery takes up those that are not, where that was asked for
     */
    Housekeeper(Conversations conversations, Clock clock, Runnable watch, Runnable recovery) {
        this.conversations = conversations;
        this.clock = clock;
        this.watch = watch;
        this.recovery = recovery;
        this.thread = Thread.ofPlatform().daemon().name("housekeeper").unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    /** Has the next round take up what is unfinished. */
    void needRecovery() {
        recoveryNeeded = true;
    }

    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.interrupt();
        thread.join(CLOSING_MILLIS);
    }

    private void live() {
        try {
            while (!closing) {
                Thread.sleep(ROUND_MILLIS);
                chore(conversations::sweep);
                chore(conversations::erase);
                chore(watch::run);
                chore(this::recover);
                chore(this::index);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    // One that fails is tried again in the next round, and keeps none of the others from being
    // done.
    private void chore(Chore chore) throws InterruptedException {
        try {
            chore.run();
        } catch (RuntimeException e) {
            if (!closing) {
                LOG.error("housekeeping", e);
                needRecovery();
            }
        }
    }

    private void recover() {
        if (recoveryNeeded) {
            recoveryNeeded = false;
            recovery.run();
        }
    }

    // In small steps with long rests between them: tokens have precedence. Not for longer than a
    // round, however much is due: the rest of the house wants to be kept, too.
    private void index() throws InterruptedException {
        var began = clock.nanos();
        var begun = began;
        while (!closing
                && begun - began < MILLISECONDS.toNanos(ROUND_MILLIS)
                && conversations.store().index()) {
            var worked = NANOSECONDS.toMillis(clock.nanos() - begun);
            Thread.sleep(Math.max(INDEX_REST_MILLIS, INDEX_RESTS * worked));
            begun = clock.nanos();
        }
    }

    /** A part of a round. */
    private interface Chore {
        void run() throws InterruptedException;
    }
}
