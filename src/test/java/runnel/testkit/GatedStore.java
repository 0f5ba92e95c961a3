package runnel.testkit;

import java.util.List;
import runnel.log.LogStore;
import runnel.log.Span;

/** A store that lets a test hold back each commit, or refuse it, and hold back each reading. */
public final class GatedStore implements LogStore {
    private final LogStore store;
    private final Runnable gate;
    private final Runnable reading;

    /**
     * @param gate runs before each commit; what it throws, the commit throws
     */
    public GatedStore(LogStore store, Runnable gate) {
        this(store, gate, () -> {});
    }

    /**
     * @param reading runs before each reading of a log
     */
    public GatedStore(LogStore store, Runnable gate, Runnable reading) {
        this.store = store;
        this.gate = gate;
        this.reading = reading;
    }

    @Override
    public long commit(Commit commit) {
        gate.run();
        return store.commit(commit);
    }

    @Override
    public List<Span> read(String conversation, long seq, long through, int chars) {
        reading.run();
        return store.read(conversation, seq, through, chars);
    }

    @Override
    public long last(String conversation) {
        return store.last(conversation);
    }

    @Override
    public List<Piece> open() {
        return store.open();
    }

    @Override
    public void tidy() {
        store.tidy();
    }
}
