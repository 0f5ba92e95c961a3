package runnel.conversation;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells whether something has changed that an owner's list of conversations shows.
 *
 * <p>It counts, and whoever cares compares: there is nobody to be told and nothing to be missed.
 * Thread-safe.
 */
public final class Bulletin {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    /** How often something has changed since the start of the server. */
    public long count(String owner) {
        var count = counts.get(owner);
        return count == null ? 0 : count.get();
    }

    void changed(String owner) {
        counts.computeIfAbsent(owner, key -> new AtomicLong()).incrementAndGet();
    }
}
