package runnel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.log.LogStore;
import runnel.testkit.Core;
import runnel.testkit.GatedStore;
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

    @Test
    void a_page_is_full_though_messages_are_accepted_that_are_not_durable_yet() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(text -> List.of("re: ", text), 0));
        var disk = new Semaphore(1);
        UnaryOperator<LogStore> slow =
                store ->
                        new GatedStore(
                                store,
                                () -> {
                                    disk.acquireUninterruptibly();
                                    disk.release();
                                });
        try (var core = new Core(directory, model, slow)) {
            core.untilEnd(core.send("c1", "one"));
            try (var conversation = core.conversations.open("c1", Core.OWNER)) {
                disk.acquireUninterruptibly();
                try {
                    var accepted = conversation.accept(Command.Send.of("two"));
                    conversation.begin(accepted.run(), "assistant", "scripted/scripted");
                    assertThat(conversation.path()).hasSize(4);
                    var page = Transcript.latest(conversation, core.store, 2);
                    assertThat(page.messages())
                            .extracting(Message::text)
                            .containsExactly("one", "re: one");
                    assertThat(page.older()).isFalse();
                } finally {
                    disk.release();
                }
            }
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
