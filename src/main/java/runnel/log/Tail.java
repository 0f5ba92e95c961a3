package runnel.log;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The newest entries of a log, by seq: a ring that grows. Not thread-safe; its log guards it. */
final class Tail {
    private static final int SMALLEST = 16;
    private @Nullable Entry[] ring = new @Nullable Entry[SMALLEST];

    /** Seq of the oldest entry held. */
    private long first;

    private long next;

    Tail(long next) {
        this.first = next;
        this.next = next;
    }

    void add(Entry entry) {
        if (next - first == ring.length) {
            var larger = new @Nullable Entry[ring.length * 2];
            for (var seq = first; seq < next; seq++) {
                larger[(int) (seq & (larger.length - 1))] = ring[(int) (seq & (ring.length - 1))];
            }
            ring = larger;
        }
        ring[(int) (entry.seq() & (ring.length - 1))] = entry;
        next++;
    }

    long first() {
        return first;
    }

    Entry get(long seq) {
        return Objects.requireNonNull(ring[(int) (seq & (ring.length - 1))]);
    }

    /** A copy of the entries {@code from} (inclusive) to {@code to} (exclusive). */
    List<Entry> copy(long from, long to) {
        var entries = new Entry[(int) (to - from)];
        for (var i = 0; i < entries.length; i++) {
            entries[i] = get(from + i);
        }
        return new Entries(entries);
    }

    /**
     * Forgets what comes before {@code seq}; a large ring that is nearly empty becomes small again.
     */
    void dropBefore(long seq) {
        for (; first < seq; first++) {
            ring[(int) (first & (ring.length - 1))] = null;
        }
        if (ring.length > SMALLEST * 8 && next - first <= SMALLEST) {
            var held = copy(first, next);
            ring = new @Nullable Entry[SMALLEST];
            next = first;
            held.forEach(this::add);
        }
    }

    /** A fixed list without the copy that {@code List.of} would make. */
    private static final class Entries extends AbstractList<Entry> {
        private final Entry[] entries;

        Entries(Entry[] entries) {
            this.entries = entries;
        }

        @Override
        public Entry get(int index) {
            return entries[index];
        }

        @Override
        public int size() {
            return entries.length;
        }
    }
}
