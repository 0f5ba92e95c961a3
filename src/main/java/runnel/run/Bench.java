package runnel.run;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.agent.Happening;
import runnel.base.Clock;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;

/**
 * Where the tools of one run work, each on a virtual thread of its own, and where the run waits for
 * them. The run alone writes events, so a tool that does not stop harms nobody: it is not heard any
 * more. Thread-safe.
 */
final class Bench {
    private static final Logger LOG = LoggerFactory.getLogger(Bench.class);

    private final String run;
    private final Clock clock;
    private final Map<Integer, Thread> working = new ConcurrentHashMap<>();
    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();

    Bench(String run, Clock clock) {
        this.run = run;
        this.clock = clock;
    }

    void start(int part, Callable<ToolOutput> work) {
        var thread = Thread.ofVirtual().name(run + "-" + part).unstarted(() -> work(part, work));
        working.put(part, thread);
        thread.start();
    }

    void abandon(int part) {
        var thread = working.remove(part);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Stops everything without waiting for it. */
    void clear() {
        working.keySet().forEach(this::abandon);
        happenings.clear();
    }

    void add(Happening happening) {
        happenings.add(happening);
    }

    Happening await(long untilMillis) throws InterruptedException {
        var left = Math.max(0, untilMillis - clock.millis());
        var next = happenings.poll(left, TimeUnit.MILLISECONDS);
        return next == null ? new Happening.Silence() : next;
    }

    private void work(int part, Callable<ToolOutput> work) {
        MDC.put("run", run);
        var from = clock.nanos();
        Happening end;
        try {
            var output = work.call();
            end = new Happening.Done(part, output, millis(from));
        } catch (InterruptedException e) {
            return;
        } catch (ToolFailure | Problem e) {
            end = new Happening.Failed(part, String.valueOf(e.getMessage()), millis(from));
        } catch (Exception | StackOverflowError e) {
            var trace = Id.trace();
            LOG.error("a tool failed, error {}", trace, e);
            end = new Happening.Failed(part, "The tool failed, error " + trace + ".", millis(from));
        }
        if (working.remove(part, Thread.currentThread())) {
            happenings.add(end);
        }
    }

    private long millis(long fromNanos) {
        return (clock.nanos() - fromNanos) / 1_000_000;
    }
}
