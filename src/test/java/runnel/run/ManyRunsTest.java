package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** Many agents at once, each with tools. */
@Timeout(180)
class ManyRunsTest {
    private static final int RUNS = 500;
    private static final int WORDS = 40;

    @TempDir Path directory;

    @Test
    void fiveHundredAgentsCallTwoToolsEachAndLeaveNothingBehind() throws Exception {
        var calls = new AtomicInteger();
        Hand.Work work =
                arguments -> {
                    Thread.sleep(50);
                    calls.incrementAndGet();
                    return ToolOutput.of("done");
                };
        var model = ScriptedModel.of((prompt, sink) -> act(prompt, sink));
        try (var core = new Core(directory, model, agent(work))) {
            core.untilEnd(core.send("", "warm"));
            calls.set(0);
            var threads = Thread.activeCount();
            var from = System.nanoTime();
            var runs = sendAll(core);
            for (var run : runs) {
                var seen = core.untilEnd(run);
                assertThat(((Event.RunEnd) seen.getLast().event()).outcome())
                        .isEqualTo(Outcome.DONE);
                assertThat(seen.stream().filter(entry -> entry.event() instanceof Event.ToolEnd))
                        .hasSize(2);
            }
            System.out.printf(
                    "%d agents, two tools each: %d ms, platform threads %d, before %d%n",
                    RUNS, (System.nanoTime() - from) / 1_000_000, Thread.activeCount(), threads);
            assertThat(calls).hasValue(2 * RUNS);
            Await.until("no run is alive", () -> core.runs.count() == 0);
            Await.until("their threads are gone", () -> Thread.activeCount() <= threads + 2);
        }
    }

    @Test
    void cancelReachesFiveHundredAgentsAtWork() throws Exception {
        var working = new CountDownLatch(2 * RUNS);
        var stopped = new CountDownLatch(2 * RUNS);
        Hand.Work work =
                arguments -> {
                    working.countDown();
                    try {
                        Thread.sleep(120_000);
                    } catch (InterruptedException e) {
                        stopped.countDown();
                        throw e;
                    }
                    return ToolOutput.of("never");
                };
        var model = ScriptedModel.of((prompt, sink) -> act(prompt, sink));
        try (var core = new Core(directory, model, agent(work))) {
            var runs = sendAll(core);
            assertThat(working.await(60, TimeUnit.SECONDS)).isTrue();
            var from = System.nanoTime();
            for (var run : runs) {
                core.runs.command(Core.OWNER, run.conversation(), new Command.Cancel(run.run()));
            }
            assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
            var millis = (System.nanoTime() - from) / 1_000_000;
            System.out.printf("cancel of %d agents reached all tools after %d ms%n", RUNS, millis);
            for (var run : runs) {
                var seen = core.untilEnd(run);
                assertThat(((Event.RunEnd) seen.getLast().event()).outcome())
                        .isEqualTo(Outcome.CANCELLED);
            }
            Await.until("no run is alive", () -> core.runs.count() == 0);
        }
    }

    private static List<Accepted> sendAll(Core core) throws InterruptedException {
        var runs = new ArrayList<Accepted>();
        for (var i = 0; i < RUNS; i++) {
            runs.add(core.send("", "go"));
        }
        return runs;
    }

    /** Asks for both tools first, then talks. */
    private static Reply act(Prompt prompt, runnel.llm.Model.Sink sink) {
        if (prompt.turns().getLast() instanceof Prompt.User) {
            return new Reply(
                    Finish.TOOL_CALLS,
                    new Usage(5, 0, 2, 0),
                    List.of(new ToolCall("1", "one", "{}"), new ToolCall("2", "two", "{}")));
        }
        for (var word = 0; word < WORDS; word++) {
            sink.text("word ");
        }
        return ScriptedModel.done();
    }

    private static Agent agent(Hand.Work work) {
        var tools = List.<runnel.tool.Tool>of(Hand.quick("one", work), Hand.quick("two", work));
        return new Agent("assistant", "", new Toolbox(tools, Map.of()), Agent.ROUNDS);
    }
}
