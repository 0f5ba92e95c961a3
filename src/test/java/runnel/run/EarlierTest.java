package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.conversation.Conversation;
import runnel.event.Event;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** Attempts are in vain until something is said, in whatever version of the reply. */
class EarlierTest {
    @TempDir Path directory;

    @Test
    void anotherVersionIsNoMoreHopeThanTheFirst() throws Exception {
        var silent = ScriptedModel.says(_ -> List.of("never"), 60_000);
        try (var core = new Core(directory, ScriptedModel.of(silent))) {
            var run = core.send("talk", "question").run();
            try (var conversation = core.conversations.open("talk", Core.OWNER)) {
                Await.until("it has begun", () -> conversation.run(run).orElseThrow().isActive());
                conversation.beginAgain(run);
                assertThat(fruitless(conversation, run)).isEqualTo(2);
                var other = conversation.branch(run).orElseThrow().reply();
                assertThat(fruitless(conversation, run)).as("of the same attempt").isEqualTo(2);
                conversation.beginAgain(run);
                assertThat(fruitless(conversation, run)).isEqualTo(3);
                conversation.emit(new Event.TextDelta(other, 0, "a word"));
                assertThat(fruitless(conversation, run)).isZero();
                conversation.beginAgain(run);
                conversation.branch(run);
                assertThat(fruitless(conversation, run)).isOne();
            }
        }
    }

    private static int fruitless(Conversation conversation, String run) throws Exception {
        conversation.log().awaitDurable(conversation.log().last());
        return Earlier.fruitless(conversation, conversation.run(run).orElseThrow());
    }
}
