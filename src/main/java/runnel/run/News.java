package runnel.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import runnel.base.Clock;
import runnel.event.Outcome;

/**
 * Tells the readers of one owner that a run has ended, whatever conversation they look at.
 *
 * <p>What has been told is kept for a while, for readers that change from one connection to the
 * next; later, the log has it. Thread-safe.
 */
public final class News {
    private static final int KEPT = 200;
    private static final long KEPT_MILLIS = 5 * 60_000L;

    private final Clock clock;
    private final Map<String, Set<Consumer<Item>>> listeners = new HashMap<>();
    private final ArrayDeque<Told> kept = new ArrayDeque<>();
    private long last;

    News(Clock clock) {
        this.clock = clock;
    }

    /** The number of what was told last: 0 before anything was. */
    public synchronized long last() {
        return last;
    }

    /**
     * @param after what has a higher number and is still kept is told at once
     * @param listener is called on the run's thread, so it must be quick
     * @return ends it
     */
    public synchronized Subscription listen(String owner, long after, Consumer<Item> listener) {
        forget();
        for (var told : kept) {
            if (told.owner.equals(owner) && told.item.number > after) {
                listener.accept(told.item);
            }
        }
        listeners.computeIfAbsent(owner, key -> new HashSet<>()).add(listener);
        return () -> remove(owner, listener);
    }

    synchronized void tell(String owner, String conversation, String title, Outcome outcome) {
        // A time, so that numbers go on growing when the server has started anew.
        last = Math.max(last + 1, clock.millis());
        var item = new Item(last, conversation, title, outcome);
        kept.add(new Told(owner, item));
        forget();
        listeners.getOrDefault(owner, Set.of()).forEach(listener -> listener.accept(item));
    }

    private void forget() {
        while (kept.size() > KEPT
                || (!kept.isEmpty() && kept.peek().item.number < clock.millis() - KEPT_MILLIS)) {
            kept.remove();
        }
    }

    private synchronized void remove(String owner, Consumer<Item> listener) {
        listeners.computeIfPresent(
                owner,
                (key, held) -> {
                    held.remove(listener);
                    return held.isEmpty() ? null : held;
                });
    }

    private record Told(String owner, Item item) {}

    /**
     * A run that has ended, and is durable.
     *
     * @param number higher than that of all items before
     */
    public record Item(long number, String conversation, String title, Outcome outcome) {}

    /** Somebody who listens. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
