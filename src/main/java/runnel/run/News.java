package runnel.run;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import runnel.base.Clock;
import runnel.event.Outcome;
import runnel.tool.ToolServer;

/**
 * Tells readers what they would want to know whatever conversation they look at: that a run of
 * theirs has ended, and that the tools of a server have changed.
 *
 * <p>What has been told is kept for a while, for readers that change from one connection to the
 * next; later, the log has it. Thread-safe.
 */
public final class News {
    private static final int KEPT = 200;

    /** Stands for every owner; none has an empty name. */
    private static final String ALL = "";

    private static final long KEPT_MILLIS = 5 * 60_000L;

    private final Clock clock;
    private final Map<String, Set<Consumer<Item>>> listeners = new HashMap<>();
    private final ArrayDeque<Told> kept = new ArrayDeque<>();
    private long last;
    private long lastChange;

    News(Clock clock) {
        this.clock = clock;
    }

    /** The number of what was told last: 0 before anything was. */
    public synchronized long last() {
        return last;
    }

    /** The number of the last change of tools that was told: 0 before there was one. */
    public synchronized long lastChange() {
        return lastChange;
    }

    /**
     * @param after what has a higher number and is still kept is told at once
     * @param listener is called on the run's thread, so it must be quick
     * @return ends it
     */
    public synchronized Subscription listen(String owner, long after, Consumer<Item> listener) {
        forget();
        for (var told : kept) {
            if (told.isFor(owner) && told.item.number() > after) {
                listener.accept(told.item);
            }
        }
        listeners.computeIfAbsent(owner, key -> new HashSet<>()).add(listener);
        return () -> remove(owner, listener);
    }

    synchronized void tell(String owner, String conversation, String title, Outcome outcome) {
        var item = new Item.Ended(number(), conversation, title, outcome);
        keep(new Told(owner, item));
        listeners.getOrDefault(owner, Set.of()).forEach(listener -> listener.accept(item));
    }

    /** Tells everybody. */
    public synchronized void tell(ToolServer.Change change) {
        var item = new Item.Tools(number(), change);
        lastChange = item.number();
        keep(new Told(ALL, item));
        listeners.values().forEach(all -> all.forEach(listener -> listener.accept(item)));
    }

    private long number() {
        // A time, so that numbers go on growing when the server has started anew.
        last = Math.max(last + 1, clock.millis());
        return last;
    }

    private void keep(Told told) {
        kept.add(told);
        forget();
    }

    private void forget() {
        while (kept.size() > KEPT
                || (!kept.isEmpty() && kept.peek().item.number() < clock.millis() - KEPT_MILLIS)) {
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

    private record Told(String owner, Item item) {
        boolean isFor(String reader) {
            return owner.equals(ALL) || owner.equals(reader);
        }
    }

    /** What is told. */
    public sealed interface Item {
        /** Higher than that of all items before. */
        long number();

        /** A run has ended, and that is durable. */
        record Ended(long number, String conversation, String title, Outcome outcome)
                implements Item {}

        /** The tools of a server have changed, or whether they can be used. */
        record Tools(long number, ToolServer.Change change) implements Item {}
    }

    /** Somebody who listens. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
