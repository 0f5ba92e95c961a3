package runnel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import runnel.tool.Tool;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** A tool that does what the test says, and remembers each call. */
public final class Hand implements Tool {
    private final String name;
    private final boolean sideEffects;
    private final int timeoutMillis;
    private final Work work;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** What one call does. */
    public interface Work {
        ToolOutput run(JsonNode arguments) throws InterruptedException;
    }

    public Hand(String name, boolean sideEffects, int timeoutMillis, Work work) {
        this.name = name;
        this.sideEffects = sideEffects;
        this.timeoutMillis = timeoutMillis;
        this.work = work;
    }

    /** Harmless and quick. */
    public static Hand quick(String name, Work work) {
        return new Hand(name, false, 20_000, work);
    }

    /** Works until it is stopped. */
    public static Hand endless(String name, boolean sideEffects) {
        return new Hand(
                name,
                sideEffects,
                60_000,
                arguments -> {
                    Thread.sleep(120_000);
                    return ToolOutput.of("never");
                });
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(name, "A test's tool.", "{\"type\":\"object\",\"properties\":{}}");
    }

    @Override
    public boolean hasSideEffects() {
        return sideEffects;
    }

    @Override
    public int timeoutMillis() {
        return timeoutMillis;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        calls.add(arguments.toString());
        begun.countDown();
        try {
            return work.run(arguments);
        } catch (InterruptedException e) {
            stopped.countDown();
            throw e;
        }
    }

    /** The arguments of all calls so far. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void awaitBegun() throws InterruptedException {
        await(begun, "begun");
    }

    /** Waits until a call was interrupted. */
    public void awaitStopped() throws InterruptedException {
        await(stopped, "stopped");
    }

    private void await(CountDownLatch latch, String what) throws InterruptedException {
        if (!latch.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " was not " + what);
        }
    }
}
