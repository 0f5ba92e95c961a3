package runnel.log;

import java.util.List;

/**
 * Port to where logs are kept. Thread-safe, but only the journal commits.
 *
 * <p>Entries are kept in two forms: <em>open</em> ones as they come, cheap to append;
 * <em>settled</em> ones joined into spans, cheap to read and indexed. Settling a log covers all its
 * open entries up to a place.
 */
public interface LogStore {
    /**
     * Keeps everything in the commit, or nothing; when it returns, all of it survives the death of
     * the process.
     *
     * @return a number that grows with each commit, naming the place of its open entries (see
     *     {@link Commit#trimBelow})
     * @throws runnel.base.Problem {@code storage-full}, {@code storage-failed}: nothing of it was
     *     kept
     */
    long commit(Commit commit);

    /**
     * Settled spans that hold something after {@code seq} and up to {@code through}, oldest first.
     *
     * @param through the last seq of interest; the last span may reach beyond it
     * @param chars of events in the form in which they are kept: no further span once there are so
     *     many
     */
    List<Span> read(String conversation, long seq, long through, int chars);

    /** Seq of the last settled entry; 0 where there is none. */
    long last(String conversation);

    /**
     * Open entries that no span covers: what a crash left behind. Read at the start, before
     * anything is committed.
     */
    List<Piece> open();

    /**
     * Housekeeping that may take long and that no commit waits for; called now and then while
     * something is committed, by a thread of its own.
     */
    void tidy();

    /** Neighbouring entries of one conversation. */
    record Piece(String conversation, List<Entry> entries) {}

    /** Spans of one conversation that replace its open entries up to the last one. */
    record Settled(String conversation, List<Span> spans) {}

    /**
     * @param trimBelow open entries of commits with a smaller number are settled and may go
     */
    record Commit(List<Piece> open, List<Settled> settled, long trimBelow) {}
}
