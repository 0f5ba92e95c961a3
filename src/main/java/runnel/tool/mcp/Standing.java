package runnel.tool.mcp;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import runnel.base.Clock;
import runnel.tool.ToolServer;
import runnel.tool.ToolServer.Change;
import runnel.tool.ToolServer.Session;
import runnel.tool.ToolServer.State;

/**
 * How it is with one server. What changes about it is told in the order in which it happens.
 * Thread-safe.
 */
final class Standing {
    private static final int REASON_CHARS = 300;

    private final String name;
    private final Clock clock;
    private final Consumer<Change> changes;
    private final CountDownLatch known = new CountDownLatch(1);
    private State state = State.STARTING;
    private String reason = "";
    private long sinceMillis;
    private int restarts;
    private boolean seen;
    private List<String> tools = List.of();

    Standing(String name, Clock clock, Consumer<Change> changes) {
        this.name = name;
        this.clock = clock;
        this.changes = changes;
        this.sinceMillis = clock.millis();
    }

    /** It is there, with these tools. */
    synchronized void running(List<String> names) {
        var before = tools;
        var added = names.stream().filter(tool -> !before.contains(tool)).toList();
        var removed = before.stream().filter(tool -> !names.contains(tool)).toList();
        var back = state == State.FAILED && seen;
        if (state == State.RUNNING && added.isEmpty() && removed.isEmpty()) {
            return;
        }
        if (back) {
            restarts++;
        }
        enter(State.RUNNING, "");
        tools = List.copyOf(names);
        // What it begins with is no change of anything.
        changes.accept(
                seen
                        ? new Change(name, state, added, removed)
                        : new Change(name, state, List.of(), List.of()));
        seen = true;
        known.countDown();
    }

    /** It is not there; true where that, or the reason, is news. */
    synchronized boolean failed(String why) {
        var words = why.substring(0, Math.min(REASON_CHARS, why.length()));
        if (state == State.FAILED && words.equals(reason)) {
            return false;
        }
        var was = state;
        enter(State.FAILED, words);
        if (was != State.FAILED) {
            changes.accept(new Change(name, state, List.of(), List.of()));
        }
        known.countDown();
        return true;
    }

    /** Waits until it is there, or is known not to be; false where that takes longer. */
    boolean awaitKnown(long nanos) throws InterruptedException {
        return known.await(nanos, TimeUnit.NANOSECONDS);
    }

    synchronized ToolServer now(Session session) {
        return new ToolServer(name, state, reason, sinceMillis, restarts, session, tools);
    }

    private void enter(State next, String why) {
        if (state != next) {
            state = next;
            sinceMillis = clock.millis();
        }
        reason = why;
    }
}
