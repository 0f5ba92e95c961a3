package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static runnel.run.Cast.agent;
import static runnel.run.Cast.ask;
import static runnel.run.Cast.boss;
import static runnel.run.Cast.call;
import static runnel.run.Cast.deeper;
import static runnel.run.Cast.helpers;
import static runnel.run.Cast.outcome;
import static runnel.run.Cast.reply;
import static runnel.run.Cast.says;
import static runnel.run.Cast.text;
import static runnel.run.Cast.tools;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.ToolOutput;

/** Agents that turn to others for help. */
class DelegationTest {
    @TempDir Path directory;

    private final Cast cast = new Cast();

    @Test
    void a_helper_answers_in_a_reply_of_its_own_and_its_sources_become_the_answers()
            throws Exception {
        var source = new ToolOutput.Source("Rivers", "https://example.org/r", "two");
        var own = new ToolOutput.Source("Own", "https://example.org/own", "");
        var find = Hand.quick("find", arguments -> new ToolOutput("", List.of(source)));
        var look = Hand.quick("look", arguments -> new ToolOutput("", List.of(own)));
        cast.plays("boss", calls("First. ", call("0", "look")));
        cast.plays("boss", calls("", ask("1", "scout", "How many rivers?")), says("Two [2]."));
        cast.plays("scout", calls("", call("1", "find")), says("There are two [1]."));
        try (var core = cast.core(directory, boss(List.of("scout"), look), agent("scout", find))) {
            var accepted = core.send("", "go");
            var seen = core.untilEnd(accepted);
            assertThat(outcome(seen)).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(reply.text()).isEqualTo("First. \n\nTwo [2].");
            var helper = helpers(reply).getFirst();
            assertThat(helper.agent()).isEqualTo("scout");
            assertThat(helper.ended()).isTrue();
            assertThat(text(helper)).isEqualTo("There are two [1].");
            assertThat(tools(reply).getLast().result())
                    .as("the citation has the number that the source has here")
                    .isEqualTo("There are two [2].");
            assertThat(((Event.RunEnd) seen.getLast().event()).outputTokens())
                    .as("what helpers take counts: 3 calls that ask, 2 that answer")
                    .isEqualTo(3 * 2 + 2 * 7);
        }
        assertThat(cast.turns(1, "scout")).isEqualTo("How many rivers?");
    }

    @Test
    void helpers_work_at_the_same_time() throws Exception {
        var both = new CountDownLatch(2);
        ScriptedModel.Script together =
                (prompt, sink) -> {
                    both.countDown();
                    if (!both.await(20, TimeUnit.SECONDS)) {
                        throw new AssertionError("one after the other");
                    }
                    sink.text("done");
                    return ScriptedModel.done();
                };
        cast.plays("boss", calls("", ask("1", "a", "x"), ask("2", "b", "y")), says("Both."));
        cast.plays("a", together);
        cast.plays("b", together);
        try (var core = cast.core(directory, boss(List.of("a", "b")), agent("a"), agent("b"))) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            assertThat(helpers(reply(core, accepted)))
                    .extracting(Cast::text)
                    .containsExactly("done", "done");
        }
    }

    @Test
    void depth_is_limited_and_so_is_all_that_they_take_together() throws Exception {
        // Each has itself as a helper's helper: it ends where no helper is offered any more.
        var wide = new Agent.Limits(100, 100, 1_000_000);
        var boss = agent("boss", wide, List.of("twin"), List.of());
        var twin = agent("twin", wide, List.of("boss"), List.of());
        for (var i = 0; i < 10; i++) {
            cast.plays("boss", deeper("twin"));
            cast.plays("twin", deeper("boss"));
        }
        try (var core = cast.core(directory, boss, twin)) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            var depth = 0;
            var reply = reply(core, accepted);
            for (var next = helpers(reply.parts()); !next.isEmpty(); depth++) {
                next = helpers(next.getFirst().parts());
            }
            assertThat(depth).isEqualTo(3);
        }
        var few = new Agent.Limits(3, 100, 1_000_000);
        cast.clear();
        cast.heard.clear();
        cast.plays("boss", calls("", ask("1", "scout", "x")), says("Enough."));
        var find = Hand.quick("find", arguments -> ToolOutput.of("more"));
        for (var i = 0; i < 9; i++) {
            cast.plays("scout", calls("", call("c" + i, "find")));
        }
        try (var core =
                cast.core(
                        directory,
                        agent("boss", few, List.of("scout"), List.of()),
                        agent("scout", find))) {
            var accepted = core.send("", "go");
            core.untilEnd(accepted);
            assertThat(find.calls()).as("one round is the boss's own").hasSize(2);
            assertThat(tools(reply(core, accepted)).getFirst().result()).contains("rounds");
        }
    }

    @Test
    void stop_reaches_the_tool_of_a_helpers_helper() throws Exception {
        var hangs = Hand.endless("hang", false);
        cast.plays("boss", calls("", ask("1", "a", "x")));
        cast.plays("a", calls("", ask("1", "b", "y")));
        cast.plays("b", calls("", call("1", "hang")));
        var a = agent("a", Agent.Limits.DEFAULT, List.of("b"), List.of());
        try (var core = cast.core(directory, boss(List.of("a")), a, agent("b", hangs))) {
            var accepted = core.send("", "go");
            hangs.awaitBegun();
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            hangs.awaitStopped();
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void a_helper_that_fails_is_told_of_and_takes_nobody_down() throws Exception {
        cast.plays("boss", calls("", ask("1", "scout", "x")), says("It failed."));
        cast.plays(
                "scout",
                (prompt, sink) -> {
                    throw new Problem(Problem.Kind.UPSTREAM, "reply-truncated");
                });
        try (var core = cast.core(directory, boss(List.of("scout")), agent("scout"))) {
            var accepted = core.send("", "go");
            assertThat(outcome(core.untilEnd(accepted))).isEqualTo(Outcome.DONE);
            var reply = reply(core, accepted);
            assertThat(tools(reply).getFirst().state()).isEqualTo(Part.Tool.State.FAILED);
            assertThat(helpers(reply).getFirst().ended()).isTrue();
        }
    }
}
