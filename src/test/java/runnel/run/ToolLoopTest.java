package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Problem;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.event.Verdict;
import runnel.llm.Prompt;
import runnel.log.Entry;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.Permission;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

class ToolLoopTest {
    private static final ScriptedModel.Script ANSWER =
            ScriptedModel.says(text -> List.of("The ", "answer."), 0);

    @TempDir Path directory;

    @Test
    void callsToolsAtTheSameTimeAndHandsTheirResultsBack() throws Exception {
        // Both meet at the barrier: they can only pass it together.
        var barrier = new CyclicBarrier(2);
        Hand.Work meet =
                arguments -> {
                    meet(barrier);
                    return ToolOutput.of("got " + arguments.path("n").asText());
                };
        var model =
                ScriptedModel.of(
                        calls(
                                "Let me see. ",
                                call("1", "one", "{\"n\":1}"),
                                call("2", "two", "{\"n\":2}")),
                        ANSWER);
        try (var core =
                new Core(
                        directory,
                        model,
                        agent(Hand.quick("one", meet), Hand.quick("two", meet)))) {
            var accepted = core.send("", "go");
            var seen = core.untilEnd(accepted);
            assertThat(end(seen))
                    .isEqualTo(new Event.RunEnd(accepted.run(), Outcome.DONE, 8, 1, 9, 0));
            assertThat(of(seen, Event.ToolRequest.class))
                    .extracting(Event.ToolRequest::tool)
                    .containsExactly("one", "two");
            assertThat(of(seen, Event.ToolEnd.class))
                    .extracting(Event.ToolEnd::text)
                    .containsExactlyInAnyOrder("got 1", "got 2");
            assertThat(of(seen, Event.StepEnd.class)).hasSize(1);
            var turns = model.prompts().getLast().turns();
            assertThat(turns.get(1))
                    .isEqualTo(
                            new Prompt.Assistant(
                                    "Let me see. ",
                                    List.of(
                                            call("1", "one", "{\"n\":1}"),
                                            call("2", "two", "{\"n\":2}"))));
            assertThat(((Prompt.Tool) turns.get(2)).result().text())
                    .isEqualTo("<tool-result>\ngot 1\n</tool-result>");
            core.untilEnd(core.send(accepted.conversation(), "and now?"));
            assertThat(model.prompts().getLast().turns())
                    .startsWith(turns.toArray(Prompt.Turn[]::new))
                    .endsWith(
                            new Prompt.Assistant("The answer.", List.of()),
                            new Prompt.User("and now?"));
        }
    }

    @Test
    void tellsTheModelWhatWentWrong() throws Exception {
        var model =
                ScriptedModel.of(
                        calls(
                                "",
                                call("1", "missing", "{}"),
                                call("2", "fine", "{broken"),
                                call("3", "fails", "{}"),
                                call("4", "crashes", "{}"),
                                call("5", "slow", "{}"),
                                call("6", "fine", "[]")),
                        ANSWER);
        Tool fails =
                Hand.quick(
                        "fails",
                        arguments -> {
                            throw new ToolFailure("No such city.");
                        });
        Tool crashes =
                Hand.quick(
                        "crashes",
                        arguments -> {
                            throw new IllegalStateException("secret detail");
                        });
        var slow =
                new Hand(
                        "slow",
                        false,
                        50,
                        arguments -> {
                            Thread.sleep(60_000);
                            return ToolOutput.of("");
                        });
        var fine = Hand.quick("fine", arguments -> ToolOutput.of("ok"));
        try (var core = new Core(directory, model, agent(fails, crashes, slow, fine))) {
            var seen = core.untilEnd(core.send("", "go"));
            assertThat(end(seen).outcome()).isEqualTo(Outcome.DONE);
            var results =
                    model.prompts().getLast().turns().stream()
                            .filter(Prompt.Tool.class::isInstance)
                            .map(turn -> ((Prompt.Tool) turn).result().text())
                            .toList();
            assertThat(results.get(0)).contains("no tool \"missing\"", "fine");
            assertThat(results.get(1)).contains("no JSON");
            assertThat(results.get(2)).isEqualTo("Error: No such city.");
            assertThat(results.get(3)).contains("The tool failed, error").doesNotContain("secret");
            assertThat(results.get(4)).contains("longer than");
            assertThat(results.get(5)).contains("must be a JSON object");
            assertThat(of(seen, Event.ToolEnd.class)).hasSize(6).allMatch(Event.ToolEnd::failed);
            assertThat(fine.calls()).isEmpty();
            slow.awaitStopped();
        }
    }

    @Test
    void stopsAModelThatGoesRoundInCircles() throws Exception {
        var tool = Hand.quick("again", arguments -> ToolOutput.of("more"));
        var model = ScriptedModel.of(calls("", call("1", "again", "{}")));
        var agent = new Agent("assistant", "", new Toolbox(List.of(tool), Map.of()), 3);
        try (var core = new Core(directory, model, agent)) {
            var seen = core.untilEnd(core.send("", "go"));
            assertThat(end(seen).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(of(seen, Event.RunProblem.class))
                    .extracting(Event.RunProblem::code)
                    .containsExactly("agent-rounds");
            assertThat(tool.calls()).hasSize(3);
            assertThat(of(seen, Event.ToolEnd.class).get(3).text())
                    .contains("No further tool calls");
        }
    }

    @Test
    void cancelStopsToolsAndAsksTheModelNoMore() throws Exception {
        var over = new CountDownLatch(1);
        var deaf =
                new Hand(
                        "deaf",
                        false,
                        60_000,
                        arguments -> {
                            awaitDeafly(over);
                            return ToolOutput.of("late");
                        });
        var endless = Hand.endless("endless", false);
        var model =
                ScriptedModel.of(
                        calls("", call("1", "endless", "{}"), call("2", "deaf", "{}")), ANSWER);
        try (var core = new Core(directory, model, agent(endless, deaf))) {
            var accepted = core.send("", "go");
            endless.awaitBegun();
            deaf.awaitBegun();
            var from = System.nanoTime();
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            var seen = core.untilEnd(accepted);
            var millis = (System.nanoTime() - from) / 1_000_000;
            System.out.println("cancel with two tools at work: " + millis + " ms");
            // A tool that does not listen is left behind, not waited for.
            assertThat(millis).isLessThan(1_500);
            assertThat(end(seen).outcome()).isEqualTo(Outcome.CANCELLED);
            endless.awaitStopped();
            assertThat(model.prompts()).hasSize(1);
        } finally {
            over.countDown();
        }
    }

    /** Hears no interrupt, and leaves the machine to others meanwhile. */
    private static void awaitDeafly(CountDownLatch over) {
        while (over.getCount() > 0) {
            try {
                over.await();
            } catch (InterruptedException e) {
                // Deaf.
            }
        }
    }

    @Test
    void sourcesAreNumberedOnceAndCitedByTheirNumber() throws Exception {
        var a = new ToolOutput.Source("A", "https://a.example/", "about a");
        var b = new ToolOutput.Source("B", "https://b.example/", "about b");
        var find = Hand.quick("find", arguments -> new ToolOutput("", List.of(a, b)));
        var more = Hand.quick("more", arguments -> new ToolOutput("found", List.of(b)));
        var model =
                ScriptedModel.of(
                        calls("", call("1", "find", "{}")),
                        calls("", call("2", "more", "{}")),
                        ANSWER);
        try (var core = new Core(directory, model, agent(find, more))) {
            var seen = core.untilEnd(core.send("", "go"));
            assertThat(of(seen, Event.SourceAdd.class))
                    .extracting(Event.SourceAdd::number, Event.SourceAdd::title)
                    .containsExactly(tuple(1, "A"), tuple(2, "B"));
            assertThat(of(seen, Event.ToolEnd.class).get(1).text()).startsWith("found\n\n[2] B");
        }
    }

    @Test
    void asksBeforeAToolWithSideEffectsAndTakesOneAnswer() throws Exception {
        var answeredThrice = new CountDownLatch(1);
        var send =
                new Hand(
                        "send",
                        true,
                        20_000,
                        arguments -> {
                            answeredThrice.await();
                            return ToolOutput.of("sent");
                        });
        var model = ScriptedModel.of(calls("", call("1", "send", "{\"to\":\"bob\"}")), ANSWER);
        try (var core = new Core(directory, model, agent(send))) {
            var accepted = core.send("", "go");
            var id = accepted.conversation();
            var asked =
                    (Event.ApprovalRequest)
                            core.follow(id, 0, event -> event instanceof Event.ApprovalRequest)
                                    .getLast()
                                    .event();
            assertThat(send.calls()).isEmpty();
            assertThatThrownBy(() -> answer(core, accepted.run(), id, "a_other", true))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("approval-over"));
            assertThatThrownBy(() ->
                            core.runs.command(
                                    "mallory",
                                    id,
                                    new Command.Answer(accepted.run(), asked.approval(), true)))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            e -> assertThat(e.code()).isEqualTo("conversation-unknown"));
            answer(core, accepted.run(), id, asked.approval(), true);
            answer(core, accepted.run(), id, asked.approval(), true);
            assertThatThrownBy(() -> answer(core, accepted.run(), id, asked.approval(), false))
                    .isInstanceOf(Problem.class);
            answeredThrice.countDown();
            var seen = core.untilEnd(accepted);
            assertThat(send.calls()).containsExactly("{\"to\":\"bob\"}");
            assertThat(of(seen, Event.ApprovalAnswer.class))
                    .extracting(Event.ApprovalAnswer::verdict)
                    .containsExactly(Verdict.ALLOWED);
        }
    }

    @Test
    void aCallThatIsNotAllowedIsNotMade() throws Exception {
        var send = new Hand("send", true, 20_000, arguments -> ToolOutput.of("sent"));
        var secret = Hand.quick("secret", arguments -> ToolOutput.of("x"));
        var model =
                ScriptedModel.of(
                        calls("", call("1", "send", "{}"), call("2", "secret", "{}")), ANSWER);
        var agent =
                new Agent(
                        "assistant",
                        "",
                        new Toolbox(List.of(send, secret), Map.of("secret", Permission.DENY)),
                        5);
        try (var core = new Core(directory, model, agent)) {
            var accepted = core.send("", "go");
            var asked =
                    (Event.ApprovalRequest)
                            core.follow(
                                            accepted.conversation(),
                                            0,
                                            event -> event instanceof Event.ApprovalRequest)
                                    .getLast()
                                    .event();
            answer(core, accepted.run(), accepted.conversation(), asked.approval(), false);
            core.untilEnd(accepted);
            assertThat(send.calls()).isEmpty();
            assertThat(secret.calls()).isEmpty();
            assertThat(model.prompts().getFirst().tools())
                    .extracting("name")
                    .containsExactly("send");
            var results = model.prompts().getLast().turns();
            assertThat(((Prompt.Tool) results.get(2)).result().text()).contains("did not allow");
            assertThat(((Prompt.Tool) results.get(3)).result().text())
                    .contains("no tool \"secret\"");
        }
    }

    private static void answer(
            Core core, String run, String conversation, String approval, boolean allow)
            throws InterruptedException {
        core.runs.command(Core.OWNER, conversation, new Command.Answer(run, approval, allow));
    }

    private static void meet(CyclicBarrier barrier) throws InterruptedException {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new ToolFailure("alone");
        }
    }

    private static Agent agent(Tool... tools) {
        return new Agent(
                "assistant", "", new Toolbox(Arrays.asList(tools), Map.of()), Agent.ROUNDS);
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments);
    }

    private static Event.RunEnd end(List<Entry> seen) {
        return (Event.RunEnd) seen.getLast().event();
    }

    private static <T extends Event> List<T> of(List<Entry> seen, Class<T> type) {
        return seen.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
    }
}
