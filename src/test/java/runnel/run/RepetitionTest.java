package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.conversation.Accepted;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.llm.Finish;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** A model that says again, after an interruption, what readers have seen already. */
class RepetitionTest {
    @TempDir Path directory;

    @Test
    void thinkingThatWasCutOffIsNotThoughtTwice() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            sink.reasoning("think.");
                            sink.text("Yes");
                            return ScriptedModel.done();
                        });
        var accepted = interrupted(model);
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            assertThat(last(core, accepted).parts())
                    .containsExactly(
                            new Message.Part.Reasoning(0, "Let me think.", true),
                            new Message.Part.Text(1, "Yes", true));
        }
    }

    @Test
    void otherThinkingThanBeforeIsAnotherVersion() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.reasoning("Let me ");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.reasoning("Easy.");
                            sink.text("Yes");
                            return ScriptedModel.done();
                        });
        var accepted = interrupted(model);
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            var reply = last(core, accepted);
            assertThat(reply.parts().getFirst())
                    .isEqualTo(new Message.Part.Reasoning(0, "Easy.", true));
            try (var open = core.conversations.open(accepted.conversation(), Core.OWNER)) {
                assertThat(open.versions(reply.header())).hasSize(2);
            }
        }
    }

    @Test
    void aRepetitionThatBreaksOffKeepsWhatWasShown() throws Exception {
        var model =
                ScriptedModel.of(
                        (prompt, sink) -> {
                            sink.text("one two three");
                            Thread.sleep(60_000);
                            return ScriptedModel.done();
                        },
                        (prompt, sink) -> {
                            sink.text("one ");
                            return new Reply(Finish.TRUNCATED, Usage.NONE, List.of());
                        });
        Accepted accepted;
        try (var core = new Core(directory, model)) {
            accepted = core.send("c", "go");
            core.follow("c", 0, Event.TextDelta.class::isInstance);
        }
        try (var core = new Core(directory, model)) {
            core.untilEnd(accepted);
            var reply = last(core, accepted);
            assertThat(reply.text()).isEqualTo("one two three");
            assertThat(reply.header().state()).isEqualTo(Header.State.TRUNCATED);
            assertThat(reply.versions()).hasSize(1);
        }
    }

    private Accepted interrupted(ScriptedModel model) throws Exception {
        try (var core = new Core(directory, model)) {
            var accepted = core.send("", "go");
            core.follow(accepted.conversation(), 0, Event.ReasoningDelta.class::isInstance);
            return accepted;
        }
    }

    private static Message last(Core core, Accepted accepted) {
        try (var open = core.conversations.open(accepted.conversation(), Core.OWNER)) {
            return Transcript.latest(open, core.store, 50).messages().getLast();
        }
    }
}
