package runnel.cube.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import runnel.cube.Rows;

/** Answers kept in memory, the least recently used ones leaving first; bounded in bytes. Thread-safe. */
final class ResultCache {
    /** The share of the cache that one answer may take. */
    private static final int ENTRIES_AT_LEAST = 8;

    private final long capacityBytes;
    private final SequencedMap<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    ResultCache(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** A statement, on one version of the data. */
    record Key(String version, String sql, List<Object> binds) {}

    /** Rows and when they were read. */
    record Entry(List<@Nullable Object[]> rows, Instant read, long bytes) {}

    synchronized Optional<Entry> get(Key key) {
        return Optional.ofNullable(entries.get(key));
    }

    synchronized void put(Key key, Entry entry) {
        if (entry.bytes() > capacityBytes / ENTRIES_AT_LEAST) {
            return;
        }
        var before = entries.put(key, entry);
        bytes += entry.bytes() - (before == null ? 0 : before.bytes());
        while (bytes > capacityBytes) {
            bytes -= entries.pollFirstEntry().getValue().bytes();
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Rows of an entry, to be read once more. */
    static Rows replay(Entry entry) {
        var all = entry.rows().iterator();
        return new Rows() {
            @Override
            public @Nullable Object @Nullable [] next() {
                return all.hasNext() ? all.next() : null;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /** Rows that are kept when they were read to their end. */
    Rows recorded(Key key, Rows rows, Instant now) {
        return new Rows() {
            private @Nullable List<@Nullable Object[]> kept = new ArrayList<>();
            private long size = size(key);

            @Override
            public @Nullable Object @Nullable [] next() throws InterruptedException {
                var row = rows.next();
                var list = kept;
                if (list == null) {
                    return row;
                }
                if (row == null) {
                    put(key, new Entry(list, now, size));
                    kept = null;
                    return null;
                }
                size += size(row);
                if (size > capacityBytes / ENTRIES_AT_LEAST) {
                    kept = null;
                } else {
                    list.add(row);
                }
                return row;
            }

            @Override
            public void close() {
                rows.close();
            }
        };
    }

    private static long size(Key key) {
        return 200 + 2L * key.sql().length() + key.binds().stream().mapToLong(ResultCache::size).sum();
    }

    /** About what a row takes in memory. */
    private static long size(@Nullable Object[] row) {
        var size = 24L + 8L * row.length;
        for (var value : row) {
            size += size(value);
        }
        return size;
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> 48 + 2L * text.length();
            case BigDecimal number -> 48;
            case Boolean truth -> 0;
            default -> 32;
        };
    }
}
