package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static runnel.run.Cast.agent;
import static runnel.run.Cast.ask;
import static runnel.run.Cast.boss;
import static runnel.run.Cast.call;
import static runnel.run.Cast.isText;
import static runnel.run.Cast.outcome;
import static runnel.run.Cast.request;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.Happening;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.ToolOutput;

/** Nobody is heard who goes on working when the work is over. */
class LeftBehindTest {
    private static final Agent.Limits SHORT = new Agent.Limits(5, 1, 1_000_000);

    @TempDir Path directory;

    private final Cast cast = new Cast();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);

    @Test
    void a_helper_that_is_deaf_to_a_stop_says_nothing_after_the_end() throws Exception {
        cast.plays("boss", calls("", ask("1", "scout", "x")));
        cast.plays("scout", this::talksOn);
        try (var core = cast.core(directory, boss(List.of("scout")), agent("scout"))) {
            var accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> isText(event, "heard"));
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.CANCELLED);
            over.countDown();
            assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(events(core, accepted).getLast()).isInstanceOf(Event.RunEnd.class);
        }
    }

    @Test
    void nobody_is_asked_any_more_for_a_helper_that_is_over() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        var answered = new CountDownLatch(1);
        cast.plays(
                "boss",
                calls("", ask("1", "a", "x")),
                (prompt, sink) -> {
                    sink.text("Too late.");
                    answered.await();
                    return ScriptedModel.done();
                });
        cast.plays("a", calls("", call("1", "send")));
        var a = agent("a", SHORT, List.of(), List.of(), send);
        try (var core = cast.core(directory, boss(List.of("a")), a)) {
            var accepted = core.send("", "go");
            var request = request(core, accepted);
            core.follow(accepted.conversation(), 0, event -> isText(event, "Too late."));
            var allow = new Command.Answer(accepted.run(), request.approval(), true);
            assertThatThrownBy(() -> core.runs.command(Core.OWNER, accepted.conversation(), allow))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("approval-over"));
            answered.countDown();
            core.untilEnd(accepted);
        }
        assertThat(send.calls()).isEmpty();
    }

    @Test
    void what_an_abandoned_call_returns_is_not_taken_for_the_result_of_the_next() throws Exception {
        var bench = new Bench("r", Clock.fixed(Instant.EPOCH));
        bench.start(
                0,
                () -> {
                    awaitDeafly();
                    left.countDown();
                    return ToolOutput.of("old");
                });
        bench.abandon(0);
        var next = new CountDownLatch(1);
        bench.start(
                0,
                () -> {
                    next.await();
                    return ToolOutput.of("new");
                });
        over.countDown();
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(100);
        next.countDown();
        assertThat(bench.await(20_000))
                .isInstanceOfSatisfying(
                        Happening.Done.class,
                        done -> assertThat(done.output().text()).isEqualTo("new"));
    }

    private Reply talksOn(Prompt prompt, Model.Sink sink) {
        try {
            sink.text("heard");
            awaitDeafly();
            sink.text("late");
            return ScriptedModel.done();
        } finally {
            left.countDown();
        }
    }

    /** Hears no interrupt. */
    private void awaitDeafly() {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                // Deaf.
            }
        }
    }

    /** All events that there are, durable or not yet. */
    private static List<Event> events(Core core, Accepted accepted) throws InterruptedException {
        try (var conversation = core.conversations.open(accepted.conversation())) {
            var last = conversation.log().last();
            conversation.log().awaitDurable(last);
            var events = new ArrayList<Event>();
            conversation.log().range(0, last).forEach(entry -> events.add(entry.event()));
            return events;
        }
    }
}
