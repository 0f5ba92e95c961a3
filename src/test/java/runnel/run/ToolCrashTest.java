package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static runnel.testkit.ScriptedModel.calls;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.event.Verdict;
import runnel.llm.Prompt;
import runnel.log.Entry;
import runnel.testkit.Core;
import runnel.testkit.Hand;
import runnel.testkit.ScriptedModel;
import runnel.tool.Tool;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.Toolbox;

/** A server that goes down in the midst of a round, at each of its places. */
class ToolCrashTest {
    private static final ScriptedModel.Script ANSWER =
            ScriptedModel.says(text -> List.of("The ", "answer."), 0);
    private static final ScriptedModel.Script HANGS =
            (prompt, sink) -> {
                Thread.sleep(120_000);
                return ScriptedModel.done();
            };

    @TempDir Path directory;
    private Accepted accepted = new Accepted("", "", "", 0);

    private final Hand done = new Hand("done", true, 20_000, arguments -> ToolOutput.of("once"));

    @Test
    void whatIsDoneIsNotDoneAgainAndWhatIsHarmlessIs() throws Exception {
        var look = Hand.endless("look", false);
        var model = ScriptedModel.of(calls("", call("1", "done"), call("2", "look")));
        crash(
                model,
                agent(done, look),
                core -> {
                    allow(core);
                    await(core, Event.ToolEnd.class);
                    look.awaitBegun();
                });
        var looked = Hand.quick("look", arguments -> ToolOutput.of("seen"));
        var next = ScriptedModel.of(ANSWER);
        try (var core = new Core(directory, next, agent(done, looked))) {
            var seen = core.untilEnd(accepted);
            assertThat(end(seen)).isEqualTo(Outcome.DONE);
        }
        assertThat(done.calls()).hasSize(1);
        assertThat(looked.calls()).hasSize(1);
        assertThat(results(next)).containsExactly(fenced("once"), fenced("seen"));
    }

    @Test
    void betweenAToolAndTheNextModelCallNothingIsRepeated() throws Exception {
        var model = ScriptedModel.of(calls("Wait. ", call("1", "done")), HANGS);
        crash(
                model,
                agent(done),
                core -> {
                    allow(core);
                    await(core, Event.ToolEnd.class);
                });
        var next = ScriptedModel.of(ANSWER);
        try (var core = new Core(directory, next, agent(done))) {
            var seen = core.untilEnd(accepted);
            assertThat(Core.text(seen)).isEqualTo("Wait. The answer.");
            assertThat(of(seen, Event.ToolRequest.class)).hasSize(1);
        }
        assertThat(done.calls()).hasSize(1);
        assertThat(results(next)).containsExactly(fenced("once"));
    }

    @Test
    void aCallInDoubtAsksItsOwner() throws Exception {
        inDoubt();
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(done))) {
            var request = request(core, 2);
            assertThat(request.reason()).isEqualTo("doubt");
            assertThat(done.calls()).isEmpty();
            answer(core, request, true);
            core.untilEnd(accepted);
        }
        assertThat(done.calls()).hasSize(1);
    }

    @Test
    void aCallInDoubtThatIsNotWantedIsNotRepeated() throws Exception {
        inDoubt();
        var next = ScriptedModel.of(ANSWER);
        try (var core = new Core(directory, next, agent(done))) {
            answer(core, request(core, 2), false);
            core.untilEnd(accepted);
        }
        assertThat(done.calls()).isEmpty();
        assertThat(results(next).getFirst()).contains("left it unknown");
    }

    @Test
    void aCallInDoubtStaysSoOverASecondCrash() throws Exception {
        inDoubt();
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(done))) {
            request(core, 2);
        }
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(done))) {
            var request = request(core, 2);
            Thread.sleep(50);
            assertThat(done.calls()).isEmpty();
            answer(core, request, true);
            assertThat(of(core.untilEnd(accepted), Event.ApprovalRequest.class)).hasSize(2);
        }
        assertThat(done.calls()).hasSize(1);
    }

    @Test
    void aQuestionOutlivesTheServer() throws Exception {
        crash(
                ScriptedModel.of(calls("", call("1", "done"))),
                agent(done),
                core -> request(core, 1));
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(done))) {
            answer(core, request(core, 1), true);
            var seen = core.untilEnd(accepted);
            assertThat(of(seen, Event.ApprovalRequest.class)).hasSize(1);
        }
        assertThat(done.calls()).hasSize(1);
    }

    @Test
    void aQuestionCanBeAnsweredWhileItsRunIsPausedOverARestart() throws Exception {
        crash(
                ScriptedModel.of(calls("", call("1", "done"))),
                agent(done),
                core -> {
                    request(core, 1);
                    command(core, new Command.Pause(accepted.run()));
                });
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(done))) {
            var request = request(core, 1);
            command(core, new Command.Answer(accepted.run(), request.approval(), true));
            var denial = new Command.Answer(accepted.run(), request.approval(), false);
            assertThatThrownBy(() -> command(core, denial))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("approval-over"));
            assertThat(done.calls()).isEmpty();
            command(core, new Command.Resume(accepted.run()));
            var seen = core.untilEnd(accepted);
            assertThat(of(seen, Event.ApprovalRequest.class)).hasSize(1);
            assertThat(of(seen, Event.ApprovalAnswer.class)).hasSize(1);
        }
        assertThat(done.calls()).hasSize(1);
    }

    private void command(Core core, Command command) throws InterruptedException {
        core.runs.command(Core.OWNER, accepted.conversation(), command);
    }

    @Test
    void aQuestionExpiresWhileTheServerIsDown() throws Exception {
        crash(
                ScriptedModel.of(calls("", call("1", "done"))),
                agent(done),
                core -> request(core, 1));
        Hand hangs = Hand.endless("done", true);
        var later = Clock.fixed(Instant.now().plus(Duration.ofHours(2)));
        var next = ScriptedModel.of(ANSWER);
        try (var core = new Core(directory, next, agent(hangs), later)) {
            var seen = core.untilEnd(accepted);
            assertThat(of(seen, Event.ApprovalAnswer.class))
                    .extracting(Event.ApprovalAnswer::verdict)
                    .containsExactly(Verdict.EXPIRED);
        }
        assertThat(hangs.calls()).isEmpty();
        assertThat(results(next).getFirst()).contains("did not answer in time");
    }

    @Test
    void argumentsThatWereBegunGoOnInPlace() throws Exception {
        crash(halfACall(), agent(done), core -> await(core, Event.ToolDelta.class));
        var next = ScriptedModel.of(calls("Now ", call("9", "done", "{\"n\":12}")), ANSWER);
        try (var core = new Core(directory, next, agent(done))) {
            allow(core);
            var seen = core.untilEnd(accepted);
            assertThat(of(seen, Event.ToolRequest.class)).hasSize(1);
            var text = new StringBuilder();
            of(seen, Event.ToolDelta.class).forEach(delta -> text.append(delta.text()));
            assertThat(text).hasToString("{\"n\":12}");
            assertThat(Core.text(seen)).isEqualTo("Now The answer.");
        }
        assertThat(done.calls()).containsExactly("{\"n\":12}");
    }

    @Test
    void aModelThatWantsSomethingElseBeginsANewVersionWithAllThatWasDone() throws Exception {
        var model =
                ScriptedModel.of(
                        calls("First ", call("1", "done")),
                        (prompt, sink) -> {
                            sink.text("then ");
                            sink.toolArguments("2", "done", "{\"n\":1");
                            Thread.sleep(120_000);
                            return ScriptedModel.done();
                        });
        crash(
                model,
                agent(done),
                core -> {
                    allow(core);
                    core.follow(
                            accepted.conversation(),
                            0,
                            event ->
                                    event instanceof Event.ToolDelta delta
                                            && delta.text().contains("n"));
                });
        var next = ScriptedModel.of(ScriptedModel.says(text -> List.of("then ", "nothing."), 0));
        try (var core = new Core(directory, next, agent(done))) {
            core.untilEnd(accepted);
            try (var conversation = core.conversations.open(accepted.conversation())) {
                var messages = Transcript.latest(conversation, core.store, 10).messages();
                var reply = messages.getLast();
                assertThat(reply.versions()).hasSize(2);
                assertThat(reply.header().state()).isEqualTo(Header.State.DONE);
                assertThat(reply.text()).isEqualTo("First \n\nthen nothing.");
                assertThat(reply.parts())
                        .filteredOn(Message.Part.Tool.class::isInstance)
                        .extracting(part -> ((Message.Part.Tool) part).result())
                        .containsExactly("once");
            }
        }
        assertThat(done.calls()).hasSize(1);
        assertThat(results(next)).containsExactly(fenced("once"));
    }

    @Test
    void aToolThatTakesTheServerDownIsGivenUp() throws Exception {
        var killer = Hand.endless("look", false);
        crash(
                ScriptedModel.of(calls("", call("1", "look"))),
                agent(killer),
                core -> killer.awaitBegun());
        for (var attempt = 2; attempt <= Runs.Limits.DEFAULT.attempts() + 1; attempt++) {
            var again = Hand.endless("look", false);
            try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(again))) {
                again.awaitBegun();
                assertThat(core.runs.count()).isOne();
                core.follow(accepted.conversation(), 0, begun(attempt));
            }
        }
        try (var core = new Core(directory, ScriptedModel.of(ANSWER), agent(killer))) {
            assertThat(end(core.untilEnd(accepted))).isEqualTo(Outcome.FAILED);
        }
    }

    private static Predicate<Event> begun(int times) {
        var count = new AtomicInteger();
        return event -> event instanceof Event.ToolStart && count.incrementAndGet() == times;
    }

    /** Leaves a call behind of which nobody knows whether it has taken effect. */
    private void inDoubt() throws Exception {
        var hangs = Hand.endless("done", true);
        crash(
                ScriptedModel.of(calls("", call("1", "done"))),
                agent(hangs),
                core -> {
                    allow(core);
                    await(core, Event.ToolStart.class);
                    hangs.awaitBegun();
                });
    }

    private static ScriptedModel halfACall() {
        return ScriptedModel.of((prompt, sink) -> {
            sink.text("Now ");
            sink.toolArguments("1", "done", "{\"n\":1");
            Thread.sleep(120_000);
            return ScriptedModel.done();
        });
    }

    private interface Scene {
        void play(Core core) throws Exception;
    }

    /** Plays a scene in a new conversation, and leaves the run where it stands. */
    private void crash(ScriptedModel model, Agent agent, Scene scene) throws Exception {
        try (var core = new Core(directory, model, agent)) {
            accepted = core.send("", "go");
            scene.play(core);
        }
    }

    private void await(Core core, Class<? extends Event> type) throws InterruptedException {
        core.follow(accepted.conversation(), 0, type::isInstance);
    }

    private void allow(Core core) throws Exception {
        answer(core, request(core, 1), true);
    }

    /** The request of that number. */
    private Event.ApprovalRequest request(Core core, int number) throws InterruptedException {
        var count = new AtomicInteger();
        var seen =
                core.follow(
                        accepted.conversation(),
                        0,
                        event ->
                                event instanceof Event.ApprovalRequest
                                        && count.incrementAndGet() == number);
        return (Event.ApprovalRequest) seen.getLast().event();
    }

    private void answer(Core core, Event.ApprovalRequest request, boolean allow) throws Exception {
        Cast.answer(core, accepted, request, allow);
    }

    private static List<String> results(ScriptedModel model) {
        return model.prompts().getLast().turns().stream()
                .filter(Prompt.Tool.class::isInstance)
                .map(turn -> ((Prompt.Tool) turn).result().text())
                .toList();
    }

    private static String fenced(String text) {
        return "<tool-result>\n" + text + "\n</tool-result>";
    }

    private static Agent agent(Tool... tools) {
        return new Agent(
                "assistant", "", new Toolbox(Arrays.asList(tools), Map.of()), Agent.ROUNDS);
    }

    private static ToolCall call(String id, String name) {
        return call(id, name, "{}");
    }

    private static ToolCall call(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments);
    }

    private static Outcome end(List<Entry> seen) {
        return ((Event.RunEnd) seen.getLast().event()).outcome();
    }

    private static <T extends Event> List<T> of(List<Entry> seen, Class<T> type) {
        return seen.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
    }
}
