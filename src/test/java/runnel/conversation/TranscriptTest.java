package runnel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** What a reader is shown at any moment fits together. */
final class TranscriptTest {
    private static final int RUNS = 150;

    @TempDir Path directory;

    @Test
    void a_reply_that_is_being_written_has_an_active_run_at_every_moment() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(text -> List.of("so ", text), 0));
        try (var core = new Core(directory, model);
                var conversation = core.conversations.openOrCreate("busy", Core.OWNER, "busy")) {
            var writer = Thread.ofVirtual().start(() -> answer(core));
            var seen = 0;
            while (writer.isAlive()) {
                var now = Transcript.latest(conversation, core.store, 6);
                for (var message : now.messages()) {
                    if (message.header().state() == Header.State.WRITING) {
                        assertThat(now.active().map(RunState::reply)).hasValue(message.id());
                        seen++;
                    }
                }
            }
            writer.join();
            assertThat(seen).as("replies that were seen being written").isPositive();
            assertThat(Transcript.latest(conversation, core.store, 4).active()).isEmpty();
        }
    }

    private static void answer(Core core) {
        try {
            for (var run = 0; run < RUNS; run++) {
                core.untilEnd(core.send("busy", "it"));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
