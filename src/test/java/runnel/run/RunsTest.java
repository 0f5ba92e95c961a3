package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Header;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.log.Entry;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

class RunsTest {
    private static final ScriptedModel.Script HELLO =
            ScriptedModel.says(text -> List.of("Hello ", text, "!"), 0);

    @TempDir Path directory;

    @Test
    void answersAndRemembers() throws Exception {
        var model = ScriptedModel.of(HELLO);
        String conversation;
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "Ann");
            conversation = accepted.conversation();
            var seen = core.untilEnd(accepted);
            assertThat(Core.text(seen)).isEqualTo("Hello Ann!");
            assertThat(end(seen))
                    .isEqualTo(new Event.RunEnd(accepted.run(), Outcome.DONE, 3, 0, 7, 0));
            assertThat(seen).extracting(Entry::seq).isSorted().doesNotHaveDuplicates();
        }
        try (var core = new Core(directory, model)) {
            core.untilEnd(core.send(conversation, "again"));
            assertThat(model.prompts().getLast().turns())
                    .containsExactly(
                            new Prompt.User("Ann"),
                            new Prompt.Assistant("Hello Ann!", List.of()),
                            new Prompt.User("again"));
        }
    }

    @Test
    void messagesWaitTheirTurnAndCanBeEditedAndRemoved() throws Exception {
        var gate = new CountDownLatch(1);
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            gate.await();
                            sink.text("first");
                            return ScriptedModel.done();
                        },
                        HELLO);
        try (var core = new Core(directory, model)) {
            var first = core.send("c1", "one");
            var second = core.send("c1", "two");
            var third = core.send("c1", "three");
            core.runs.command(Core.OWNER, "c1", new Command.Edit(second.message(), "deux"));
            core.runs.command(Core.OWNER, "c1", new Command.Remove(third.message()));
            core.runs.command(Core.OWNER, "c1", new Command.Remove(third.message()));
            gate.countDown();
            core.untilEnd(second);
            assertThat(core.untilEnd(third))
                    .extracting(Entry::event)
                    .contains(new Event.RunEnd(third.run(), Outcome.CANCELLED, 0, 0, 0, 0));
            assertThat(texts(core, "c1")).containsExactly("one", "first", "deux", "Hello deux!");
            assertThatThrownBy(() ->
                            core.runs.command(
                                    Core.OWNER, "c1", new Command.Edit(first.message(), "x")))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem -> assertThat(problem.code()).isEqualTo("message-not-waiting"));
        }
    }

    @Test
    void aMessageThatIsTakenBackIsNoNews() throws Exception {
        var hold = new CountDownLatch(1);
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    hold.await();
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            var first = core.send("c", "one");
            var second = core.send("c", "two");
            var before = core.store.find("c").orElseThrow();
            core.runs.command(Core.OWNER, "c", new Command.Remove(second.message()));
            var after = core.store.find("c").orElseThrow();
            assertThat(after.progress().unread()).isFalse();
            assertThat(after.updatedMillis()).isEqualTo(before.updatedMillis());
            hold.countDown();
            core.untilEnd(first);
            assertThat(core.store.find("c").orElseThrow().progress().unread()).isTrue();
        }
    }

    @Test
    void cancelKeepsThePartialText() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("some ");
                    sink.text("words");
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "go");
            core.follow(
                    accepted.conversation(),
                    0,
                    event -> event instanceof Event.TextDelta d && d.text().endsWith("words"));
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Cancel(accepted.run()));
            var seen = core.untilEnd(accepted);
            assertThat(Core.text(seen)).isEqualTo("some words");
            assertThat(end(seen).outcome()).isEqualTo(Outcome.CANCELLED);
            assertThat(end(seen).outputTokens()).isEqualTo(2);
        }
    }

    @Test
    void pauseHoldsTheStreamAndResumeGoesOn() throws Exception {
        var model =
                ScriptedModel.of(
                        ScriptedModel.says(text -> List.of("a", "b", "c", "d", "e", "f"), 40));
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, event -> event instanceof Event.TextDelta);
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Pause(accepted.run()));
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Pause(accepted.run()));
            Thread.sleep(100);
            long held;
            try (var conversation = core.conversations.open(accepted.conversation())) {
                held = conversation.log().durable();
                Thread.sleep(200);
                assertThat(conversation.log().durable()).isEqualTo(held);
            }
            core.runs.command(
                    Core.OWNER, accepted.conversation(), new Command.Resume(accepted.run()));
            assertThat(Core.text(core.untilEnd(accepted))).isEqualTo("abcdef");
        }
    }

    @Test
    void anInterruptedRunGoesOnInPlaceWhereTheModelRepeatsItself() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("One two ");
                            sink.text("thr");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        ScriptedModel.says(text -> List.of("One ", "two three", " four"), 0));
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("", "count");
            core.follow(
                    accepted.conversation(),
                    0,
                    event -> event instanceof Event.TextDelta d && d.text().endsWith("thr"));
        }
        try (var core = new Core(directory, model)) {
            var seen = core.untilEnd(accepted);
            assertThat(Core.text(seen)).isEqualTo("One two three four");
            assertThat(texts(core, accepted.conversation()))
                    .containsExactly("count", "One two three four");
        }
    }

    @Test
    void anInterruptedRunBranchesWhereTheModelSaysSomethingElse() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("One two");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        ScriptedModel.says(text -> List.of("One ", "deux", " trois"), 0));
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("", "count");
            core.follow(accepted.conversation(), 0, event -> event instanceof Event.TextDelta);
        }
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            assertThat(texts(core, accepted.conversation()))
                    .containsExactly("count", "One deux trois");
            try (var conversation = core.conversations.open(accepted.conversation())) {
                var reply = conversation.path().getLast();
                assertThat(conversation.versions(reply)).hasSize(2);
                var old = conversation.find(conversation.versions(reply).getFirst()).orElseThrow();
                assertThat(old.state()).isEqualTo(Header.State.INTERRUPTED);
                var message =
                        Transcript.read(
                                conversation,
                                core.store,
                                List.of(old),
                                conversation.log().durable());
                assertThat(message.getFirst().text()).isEqualTo("One two");
            }
        }
    }

    @Test
    void aRunThatTheMachineTookDownIsTakenUp() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("One ");
                            throw new OutOfMemoryError("scripted");
                        },
                        ScriptedModel.says(text -> List.of("One ", "two"), 0));
        try (var core = new Core(directory, model)) {
            var seen = core.untilEnd(core.send("", "count"));
            assertThat(Core.text(seen)).isEqualTo("One two");
            assertThat(end(seen).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aLogThatCannotBeReadHoldsUpNoOtherRun() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    sink.text("One ");
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                });
        Accepted second;
        try (var core = new Core(directory, model)) {
            core.send("a", "count");
            core.follow("a", 0, event -> event instanceof Event.TextDelta);
            second = core.send("b", "count");
            core.follow("b", 0, event -> event instanceof Event.TextDelta);
        }
        // Recovered once, so that all is settled; then as a later version may have written it.
        new Core(directory, model).close();
        var url = "jdbc:sqlite:" + directory.resolve("runnel.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    """
                    update entry set event = '{"type":"word-from-the-future"}'
                    where conversation = 'a' and event like '%text-delta%'\
                    """);
        }
        var next = ScriptedModel.of(ScriptedModel.says(text -> List.of("One ", "two"), 0));
        try (var core = new Core(directory, next)) {
            assertThat(end(core.untilEnd(second)).outcome()).isEqualTo(Outcome.DONE);
        }
    }

    @Test
    void aRunThatNeverGetsAnywhereEndsHonestly() throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    Thread.sleep(60_000);
                    return ScriptedModel.done();
                });
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("", "hopeless");
            core.follow(accepted.conversation(), 0, event -> event instanceof Event.RunStart);
        }
        for (var restart = 0; restart < 2; restart++) {
            new Core(directory, model).close();
        }
        try (var core = new Core(directory, model)) {
            var seen = core.untilEnd(accepted);
            assertThat(end(seen).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(seen)
                    .extracting(Entry::event)
                    .contains(new Event.RunProblem(accepted.run(), "run-interrupted", List.of()));
            assertThat(core.store.unfinished()).isEmpty();
        }
    }

    @Test
    void aRepeatedKeyIsOneMessage() throws Exception {
        try (var core = new Core(directory, ScriptedModel.of(HELLO))) {
            var send = new Command.Send("hi", "", "", "", "key-1");
            var first = core.runs.send(Core.OWNER, "", send);
            assertThat(core.runs.send(Core.OWNER, "", send)).isEqualTo(first);
            assertThat(core.runs.send("bob", "", send)).isNotEqualTo(first);
            core.untilEnd(first);
            assertThat(texts(core, first.conversation())).containsExactly("hi", "Hello hi!");
        }
    }

    @Test
    void regenerateMakesAnotherVersion() throws Exception {
        var model =
                ScriptedModel.of(HELLO, ScriptedModel.says(text -> List.of("Bonjour ", text), 0));
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "Ann");
            core.untilEnd(accepted);
            var again =
                    core.runs.command(
                            Core.OWNER,
                            accepted.conversation(),
                            new Command.Regenerate(accepted.message(), ""));
            core.untilEnd(again);
            assertThat(texts(core, accepted.conversation())).containsExactly("Ann", "Bonjour Ann");
            try (var conversation = core.conversations.open(accepted.conversation())) {
                var versions = conversation.versions(conversation.path().getLast());
                core.runs.command(
                        Core.OWNER,
                        accepted.conversation(),
                        new Command.Select(versions.getFirst()));
            }
            assertThat(texts(core, accepted.conversation())).containsExactly("Ann", "Hello Ann!");
        }
        try (var core = new Core(directory, model)) {
            var id =
                    core.store
                            .list(Core.OWNER, runnel.conversation.ConversationStore.Before.START, 5)
                            .getFirst()
                            .id();
            assertThat(texts(core, id)).containsExactly("Ann", "Hello Ann!");
        }
    }

    @Test
    void aFailedModelIsSaidAndTheNextMessageStillAnswered() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("half");
                            throw new Problem(Problem.Kind.UPSTREAM, "model-unknown", "x", "y");
                        },
                        (prompt, sink) -> {
                            sink.text("cut");
                            return new Reply(Finish.TRUNCATED, Usage.NONE, List.of());
                        },
                        HELLO);
        try (var core = new Core(directory, model)) {
            var first = core.send("c1", "one");
            var second = core.send("c1", "two");
            var third = core.send("c1", "three");
            core.untilEnd(third);
            assertThat(end(core.untilEnd(first)).outcome()).isEqualTo(Outcome.FAILED);
            assertThat(end(core.untilEnd(second)).outcome()).isEqualTo(Outcome.TRUNCATED);
            assertThat(texts(core, "c1"))
                    .containsExactly("one", "half", "two", "cut", "three", "Hello three!");
        }
    }

    @Test
    void anAnswerThatBreaksOffSaysWhy() throws Exception {
        var breaks =
                Map.of(
                        Finish.LENGTH, "reply-length",
                        Finish.FILTERED, "reply-filtered",
                        Finish.TRUNCATED, "reply-truncated");
        for (var one : breaks.entrySet()) {
            var model =
                    ScriptedModel.of((prompt, sink) -> {
                        sink.text("The sky is");
                        return new Reply(one.getKey(), Usage.NONE, List.of());
                    });
            try (var core = new Core(directory.resolve(one.getValue()), model)) {
                var seen = core.untilEnd(core.send("c1", "Why?"));
                assertThat(end(seen).outcome()).isEqualTo(Outcome.TRUNCATED);
                assertThat(seen)
                        .extracting(Entry::event)
                        .filteredOn(Event.RunProblem.class::isInstance)
                        .singleElement()
                        .extracting(event -> ((Event.RunProblem) event).code())
                        .isEqualTo(one.getValue());
            }
        }
    }

    private static Event.RunEnd end(List<Entry> seen) {
        return (Event.RunEnd) seen.getLast().event();
    }

    private static List<String> texts(Core core, String conversation) {
        try (var open = core.conversations.open(conversation, Core.OWNER)) {
            return Transcript.latest(open, core.store, 50).messages().stream()
                    .map(runnel.conversation.Message::text)
                    .toList();
        }
    }
}
