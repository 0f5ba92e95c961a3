package runnel.run;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import runnel.event.Outcome;

/**
 * Tells the readers of one owner that a run has ended, whatever conversation they look at. What
 * nobody listens to is not kept: the log has it. Thread-safe.
 */
public final class News {
    private final Map<String, Set<Consumer<Item>>> listeners = new ConcurrentHashMap<>();

    /**
     * @param listener is called on the run's thread, so it must be quick
     * @return ends it
     */
    public Subscription listen(String owner, Consumer<Item> listener) {
        listeners.compute(
                owner,
                (key, held) -> {
                    var all = held == null ? ConcurrentHashMap.<Consumer<Item>>newKeySet() : held;
                    all.add(listener);
                    return all;
                });
        return () ->
                listeners.computeIfPresent(
                        owner,
                        (key, held) -> {
                            held.remove(listener);
                            return held.isEmpty() ? null : held;
                        });
    }

    void tell(String owner, Item item) {
        listeners.getOrDefault(owner, Set.of()).forEach(listener -> listener.accept(item));
    }

    /** A run that has ended, and is durable. */
    public record Item(String conversation, String title, Outcome outcome) {}

    /** Somebody who listens. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
