package runnel.log;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Goes through a part of a log and holds no more than a stretch of it. For one thread. */
final class Stretches implements Iterator<Entry> {
    private final Log log;
    private final long through;
    private long seq;
    private Iterator<Entry> stretch = Collections.emptyIterator();

    Stretches(Log log, long seq, long through) {
        this.log = log;
        this.seq = seq;
        this.through = through;
    }

    @Override
    public boolean hasNext() {
        if (!stretch.hasNext()) {
            var entries = log.read(seq, Math.min(through, log.durable()));
            if (entries.isEmpty()) {
                return false;
            }
            seq = entries.getLast().seq();
            stretch = entries.iterator();
        }
        return true;
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return stretch.next();
    }
}
