package runnel.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.event.Event;

/**
 * The append-only sequence of events of one conversation.
 *
 * <p>Appending is cheap and returns at once; the journal makes entries durable in groups, and only
 * then can cursors see them. In memory are the open entries and a few settled ones for readers near
 * the end; older ones come from the store. Thread-safe; the order of events is the business of the
 * conversation's single writer.
 */
public final class Log {
    /** Settled entries kept in memory for cursors near the tail. */
    static final int RETAINED_ENTRIES = 64;

    /** Open entries after which they are settled even in mid-part. */
    static final int OPEN_ENTRIES = 256;

    /** Characters of them after which they are. */
    static final int OPEN_CHARS = Span.MOST_CHARS;

    /** Entries that may wait for the journal before {@link #awaitRoom} makes their writer wait. */
    static final int WAITING_ENTRIES = 4096;

    private final String conversation;
    private final LogStore store;
    private final Journal journal;
    private final Clock clock;
    private final CopyOnWriteArrayList<Cursor> cursors = new CopyOnWriteArrayList<>();

    // Guarded by this; taken and settled are written by the journal only.
    private final Tail tail;
    private long last;
    private long taken;
    private long settled;
    private long openChars;
    private boolean queued;
    private boolean boundary;
    private boolean settleSoon;

    private volatile Consumer<List<Span>> settledListener = spans -> {};
    private volatile long durable;
    private volatile @Nullable Problem failure;

    private Log(String conversation, long last, LogStore store, Journal journal, Clock clock) {
        this.conversation = conversation;
        this.store = store;
        this.journal = journal;
        this.clock = clock;
        this.last = last;
        taken = last;
        settled = last;
        durable = last;
        tail = new Tail(last + 1);
    }

    /**
     * Opens the log of a conversation, which must not be open already (or have failed). While its
     * store still fails to write, it can be read to its end but is dead.
     *
     * @throws Problem when the store cannot even be read
     */
    public static Log open(String conversation, LogStore store, Journal journal, Clock clock) {
        try {
            journal.reopen(conversation);
        } catch (Problem e) {
            // What was shown can still be read while nothing can be written.
            return stranded(conversation, store, journal, clock, e);
        }
        return new Log(conversation, store.last(conversation), store, journal, clock);
    }

    private static Log stranded(
            String conversation, LogStore store, Journal journal, Clock clock, Problem reason) {
        var log = new Log(conversation, store.last(conversation), store, journal, clock);
        for (var entry : Journal.leftOpen(conversation, store)) {
            log.tail.add(entry);
            log.last = entry.seq();
        }
        log.taken = log.last;
        log.durable = log.last;
        log.failure = reason;
        return log;
    }

    /** Begins the log of a conversation that nobody has heard of. */
    public static Log begin(String conversation, LogStore store, Journal journal, Clock clock) {
        return new Log(conversation, 0, store, journal, clock);
    }

    /** Has every settling told to a listener, on the journal's thread: it must be quick. */
    public void onSettled(Consumer<List<Span>> listener) {
        settledListener = listener;
    }

    /** Whether something of it still waits for the journal. */
    public boolean isBehind() {
        synchronized (this) {
            return last > durable || settled < last;
        }
    }

    /** Ends the log for everybody: whoever reads from it or appends to it gets the reason. */
    public void end(Problem reason) {
        fail(reason);
    }

    public String conversation() {
        return conversation;
    }

    /** Seq of the last entry that is durable, hence visible; 0 in an empty log. */
    public long durable() {
        return durable;
    }

    /** Seq of the last entry, durable or not. */
    public long last() {
        synchronized (this) {
            return last;
        }
    }

    /** Whether somebody follows this log or something of it still waits for the journal. */
    public boolean inUse() {
        synchronized (this) {
            return !cursors.isEmpty() || last > durable || settled < last;
        }
    }

    public int followers() {
        return cursors.size();
    }

    /**
     * Appends events, in order and with nothing between them.
     *
     * @return seq of the last one; durable once {@link #awaitDurable} returns
     * @throws Problem when the log's store failed: nothing was appended, the log is dead and must
     *     be opened anew
     */
    public long append(Event... events) {
        synchronized (this) {
            check();
            var now = clock.millis();
            for (var event : events) {
                var entry = new Entry(++last, now, event);
                tail.add(entry);
                openChars += entry.chars();
                boundary |= !(event instanceof Event.Delta);
            }
            enqueue();
            return last;
        }
    }

    /**
     * Waits until the entry at {@code seq} is durable.
     *
     * @throws Problem when the store failed: the entry and all after it are not kept
     */
    public void awaitDurable(long seq) throws InterruptedException {
        if (durable >= seq) {
            return;
        }
        try (var cursor = cursor(seq - 1)) {
            while (durable < seq) {
                check();
                cursor.await();
            }
        }
    }

    /** Makes a writer wait that is far ahead of the journal. */
    public void awaitRoom() throws InterruptedException {
        long ahead;
        synchronized (this) {
            ahead = last - WAITING_ENTRIES;
        }
        if (ahead > durable) {
            awaitDurable(ahead);
        }
    }

    /** A cursor that has seen everything up to {@code seq}; to be closed. */
    public Cursor cursor(long seq) {
        var cursor = new Cursor(this, seq);
        cursors.add(cursor);
        return cursor;
    }

    /**
     * All durable entries after {@code seq} and up to {@code through}, neighbouring deltas joined;
     * read as they are used.
     */
    public Iterable<Entry> range(long seq, long through) {
        return () -> new Stretches(this, seq, through);
    }

    /**
     * Durable entries after {@code seq}, deltas joined where they are neighbours: one stretch,
     * perhaps not all.
     */
    List<Entry> read(long seq, long through) {
        if (through <= seq) {
            return List.of();
        }
        synchronized (this) {
            if (seq + 1 >= tail.first()) {
                var entries = tail.copy(seq + 1, stretchEnd(seq, through) + 1);
                return entries.size() == 1 ? entries : joined(entries);
            }
        }
        return store.read(conversation, seq, through, Cursor.STRETCH_CHARS).stream()
                .map(span -> span.between(seq, through))
                .toList();
    }

    private long stretchEnd(long seq, long through) {
        var most = Math.min(through, seq + Cursor.STRETCH_ENTRIES);
        var end = seq + 1;
        for (var chars = tail.get(end).chars();
                end < most && chars < Cursor.STRETCH_CHARS;
                chars += tail.get(end).chars()) {
            end++;
        }
        return end;
    }

    void close(Cursor cursor) {
        cursors.remove(cursor);
    }

    void check() {
        var problem = failure;
        if (problem != null) {
            throw problem;
        }
    }

    /** Whether its store failed: it is dead then, and must be opened anew. */
    public boolean hasFailed() {
        return failure != null;
    }

    /** For the journal: what has come since the last call, settled if it is time. */
    Taken take() {
        synchronized (this) {
            queued = false;
            var from = taken + 1;
            taken = last;
            if (boundary
                    || settleSoon
                    || last - settled >= OPEN_ENTRIES
                    || openChars >= OPEN_CHARS) {
                boundary = false;
                settleSoon = false;
                openChars = 0;
                return new Taken(
                        this, last, List.of(), Span.join(tail.copy(settled + 1, last + 1)));
            }
            return new Taken(this, last, tail.copy(from, last + 1), List.of());
        }
    }

    /** For the journal: what was taken is durable now. */
    void publish(Taken taken) {
        synchronized (this) {
            if (!taken.spans().isEmpty()) {
                settled = taken.through();
                tail.dropBefore(Math.max(tail.first(), settled + 1 - RETAINED_ENTRIES));
            }
            durable = taken.through();
        }
        cursors.forEach(Cursor::wake);
        if (!taken.spans().isEmpty()) {
            settledListener.accept(taken.spans());
        }
    }

    /** For the journal: what was taken could not be kept. */
    void fail(Problem problem) {
        failure = problem;
        cursors.forEach(Cursor::wake);
    }

    /** For the journal: settle at the next opportunity, so that old open entries can go. */
    void settleSoon() {
        synchronized (this) {
            if (settled < last) {
                settleSoon = true;
                enqueue();
            }
        }
    }

    private void enqueue() {
        if (!queued) {
            queued = true;
            journal.enqueue(this);
        }
    }

    private static List<Entry> joined(List<Entry> entries) {
        return Span.join(entries).stream().map(span -> span.after(0)).toList();
    }

    /**
     * What the journal took from a log: either open entries or spans that cover all up to {@code
     * through}.
     */
    record Taken(Log log, long through, List<Entry> entries, List<Span> spans) {}
}
