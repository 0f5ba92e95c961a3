package runnel.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Problem;

/**
 * Group commit: one writer collects what all logs appended, keeps it in one transaction, then makes
 * it visible.
 *
 * <p>An idle journal sleeps; a busy one's groups grow with the load, so its latency hardly does. A
 * failed commit kills the logs whose entries it held, and only those: they are opened anew from
 * what is durable. Thread-safe.
 */
public final class Journal implements AutoCloseable {
    /**
     * Age at which a log's open entries are settled although their part goes on, so that old
     * commits can be trimmed.
     */
    static final long OPEN_MILLIS = 30_000;

    /** Time from the beginning of one commit to that of the next, at least. */
    static final long GATHER_NANOS = 500_000;

    /**
     * The same for each log of the last commit: where hundreds grow at once, each wakes its readers
     * less often and tells them more, which nobody sees and which costs less.
     */
    static final long GATHER_NANOS_A_LOG = 30_000;

    /** The same, at most. */
    static final long GATHER_NANOS_MOST = 50_000_000;

    /** Rest between two rounds of the store's housekeeping. */
    static final long TIDY_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final LogStore store;
    private final Clock clock;
    private final Meter meter;
    private final ConcurrentLinkedQueue<Log> queue = new ConcurrentLinkedQueue<>();
    private final Object commitLock = new Object();

    /** Logs with open entries, longest open first. Guarded by the commit lock. */
    private final LinkedHashMap<Log, Opened> opened = new LinkedHashMap<>();

    /** Logs that a failed commit killed, until their conversation is opened anew. */
    private final Map<String, Log> failed = new ConcurrentHashMap<>();

    private final Thread writer;
    private final Thread tidier;
    private volatile boolean untidy;
    private long begun;
    private long pauseNanos = GATHER_NANOS;
    private volatile boolean asleep;
    private volatile boolean closing;
    private volatile boolean healthy = true;

    /** Guarded by the commit lock. */
    private long lastCommit;

    private Journal(LogStore store, Clock clock, Meter meter) {
        this.store = store;
        this.clock = clock;
        this.meter = meter;
        // A virtual thread: waking the many virtual threads that follow costs it a tenth of what a
        // platform thread pays.
        this.writer = Thread.ofVirtual().name("journal").unstarted(this::write);
        // It waits for the disk, in a way that would keep a virtual thread's carrier waiting too.
        this.tidier = Thread.ofPlatform().name("journal-tidy").daemon().unstarted(this::tidy);
    }

    /** Settles what a crash left open, then starts to write. */
    public static Journal open(LogStore store, Clock clock, Meter meter) {
        var journal = new Journal(store, clock, meter);
        journal.recover();
        journal.writer.start();
        journal.tidier.start();
        return journal;
    }

    /** Whether commits succeed; after a failure it tries one. */
    public boolean isHealthy() {
        if (!healthy) {
            try {
                synchronized (commitLock) {
                    lastCommit = store.commit(new LogStore.Commit(List.of(), List.of(), 0));
                }
                healthy = true;
            } catch (RuntimeException e) {
                LOG.debug("still unable to commit", e);
            }
        }
        return healthy;
    }

    /** Writes what is waiting, then stops. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        LockSupport.unpark(writer);
        writer.join();
        tidier.interrupt();
        tidier.join();
    }

    void enqueue(Log log) {
        queue.add(log);
        if (asleep) {
            asleep = false;
            LockSupport.unpark(writer);
        }
    }

    private void recover() {
        var settled =
                store.open().stream()
                        .map(piece ->
                                new LogStore.Settled(
                                        piece.conversation(), Span.join(piece.entries())))
                        .toList();
        lastCommit = store.commit(new LogStore.Commit(List.of(), settled, Long.MAX_VALUE));
    }

    private void write() {
        while (true) {
            gather();
            var taken = collect();
            if (!taken.isEmpty()) {
                commitOrFail(taken);
            } else if (closing && queue.isEmpty()) {
                return;
            } else {
                sleep();
            }
        }
    }

    // Without a writer everybody would wait for ever, so nothing may end it.
    private void commitOrFail(List<Log.Taken> taken) {
        try {
            commit(taken);
        } catch (Throwable e) {
            healthy = false;
            LOG.error("the journal failed", e);
            var problem =
                    new Problem(Problem.Kind.STORAGE, "storage-failed", e.toString()).because(e);
            taken.stream()
                    .filter(one -> one.through() > one.log().durable())
                    .forEach(one -> fail(one.log(), problem));
        }
    }

    // A commit costs much the same for one entry or a hundred: under load, a short wait saves most
    // of them.
    private void gather() {
        var now = clock.nanos();
        var early = begun + pauseNanos - now;
        if (early > 0 && !closing) {
            LockSupport.parkNanos(early);
            now = clock.nanos();
        }
        begun = now;
    }

    private void tidy() {
        try {
            while (!closing) {
                if (untidy) {
                    untidy = false;
                    tidyOnce();
                    Thread.sleep(TIDY_MILLIS);
                } else {
                    LockSupport.park(this);
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void tidyOnce() {
        try {
            store.tidy();
        } catch (RuntimeException e) {
            // What is left undone is done next time; commits tell of a disk that fails.
            LOG.debug("cannot tidy", e);
        }
    }

    private void sleep() {
        asleep = true;
        if (queue.isEmpty() && !closing) {
            LockSupport.park(this);
        }
        asleep = false;
    }

    // First all logs, then their entries: a log that gets more meanwhile queues again, and has its
    // turn in the next group.
    private List<Log.Taken> collect() {
        var logs = new ArrayList<Log>();
        for (var log = queue.poll(); log != null; log = queue.poll()) {
            if (!log.hasFailed()) {
                logs.add(log);
            }
        }
        pauseNanos = Math.clamp(logs.size() * GATHER_NANOS_A_LOG, GATHER_NANOS, GATHER_NANOS_MOST);
        var taken = new ArrayList<Log.Taken>(logs.size());
        for (var log : logs) {
            var one = log.take();
            // Nothing is left where it was settled since it asked for that.
            if (!one.entries().isEmpty() || !one.spans().isEmpty()) {
                taken.add(one);
            }
        }
        return taken;
    }

    private void commit(List<Log.Taken> taken) {
        var start = clock.nanos();
        try {
            keep(taken);
            healthy = true;
        } catch (RuntimeException e) {
            if (taken.size() > 1) {
                // One log's fault must not be another's: each gets its own try.
                taken.forEach(one -> commit(Collections.singletonList(one)));
            } else {
                healthy = false;
                fail(taken.getFirst().log(), e);
            }
            return;
        }
        var entries = 0;
        for (var one : taken) {
            entries += one.entries().size() + one.spans().size();
            one.log().publish(one);
        }
        meter.committed(entries, clock.nanos() - start);
        if (!untidy) {
            untidy = true;
            LockSupport.unpark(tidier);
        }
        settleOldest();
    }

    private void keep(List<Log.Taken> taken) {
        var open = new ArrayList<LogStore.Piece>();
        var settled = new ArrayList<LogStore.Settled>();
        for (var one : taken) {
            var conversation = one.log().conversation();
            if (one.spans().isEmpty()) {
                open.add(new LogStore.Piece(conversation, one.entries()));
            } else {
                settled.add(new LogStore.Settled(conversation, one.spans()));
            }
        }
        synchronized (commitLock) {
            lastCommit = store.commit(new LogStore.Commit(open, settled, trimBelow()));
            var now = clock.millis();
            for (var one : taken) {
                if (one.spans().isEmpty()) {
                    opened.putIfAbsent(one.log(), new Opened(lastCommit, now));
                } else {
                    opened.remove(one.log());
                }
            }
        }
    }

    /**
     * Settles what a failed log left open, so that it can be opened anew.
     *
     * @throws Problem when the store still fails
     */
    void reopen(String conversation) {
        synchronized (commitLock) {
            var dead = failed.get(conversation);
            if (dead == null) {
                return;
            }
            var left = leftOpen(conversation, store);
            var settled =
                    left.isEmpty()
                            ? List.<LogStore.Settled>of()
                            : List.of(new LogStore.Settled(conversation, Span.join(left)));
            lastCommit = store.commit(new LogStore.Commit(List.of(), settled, 0));
            opened.remove(dead);
            failed.remove(conversation);
        }
    }

    /** Durable entries of a log that are not settled. */
    static List<Entry> leftOpen(String conversation, LogStore store) {
        return store.open().stream()
                .filter(piece -> piece.conversation().equals(conversation))
                .flatMap(piece -> piece.entries().stream())
                .toList();
    }

    // The dead log keeps its place among the opened ones: what it left in older commits must not be
    // trimmed. One that never came to anything leaves nothing.
    private void fail(Log log, RuntimeException e) {
        LOG.error("commit failed for conversation {}", log.conversation(), e);
        if (log.durable() > 0) {
            failed.put(log.conversation(), log);
        }
        log.fail(
                e instanceof Problem problem
                        ? problem
                        : new Problem(
                                        Problem.Kind.STORAGE,
                                        "storage-failed",
                                        String.valueOf(e.getMessage()))
                                .because(e));
    }

    private long trimBelow() {
        return opened.isEmpty() ? lastCommit + 1 : opened.firstEntry().getValue().commit();
    }

    private void settleOldest() {
        Map.Entry<Log, Opened> oldest;
        synchronized (commitLock) {
            oldest = opened.firstEntry();
        }
        if (oldest != null && clock.millis() - oldest.getValue().timeMillis() > OPEN_MILLIS) {
            oldest.getKey().settleSoon();
        }
    }

    /** The first commit that holds open entries of a log, and when it was. */
    private record Opened(long commit, long timeMillis) {}

    /** Learns of each commit. */
    public interface Meter {
        Meter NONE = (entries, nanos) -> {};

        void committed(int entries, long nanos);
    }
}
