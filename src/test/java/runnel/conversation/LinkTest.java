package runnel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.event.Event;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** Who has seen in the log that a link ended finds it ended, however quick the log was. */
class LinkTest {
    private static final int LINKS = 10;

    /** What a thread may lose between two steps, on a machine with much to do. */
    private static final long PAUSE_NANOS = 10_000_000;

    @TempDir Path directory;

    @Test
    void aLinkWhoseEndWasSeenIsEnded() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of(asked), 0));
        var sender = Thread.currentThread();
        Clock slow =
                () -> {
                    if (Thread.currentThread() == sender) {
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                    return Instant.now();
                };
        try (var core = new Core(directory, model, new Agent("assistant", ""), slow)) {
            core.untilEnd(core.send("talk", "hello"));
            try (var conversation = core.conversations.open("talk", Core.OWNER)) {
                var reader = CompletableFuture.supplyAsync(() -> stillOpen(conversation));
                for (var i = 0; i < LINKS; i++) {
                    conversation.emit(new Event.ShareChange("link" + i));
                    conversation.emit(new Event.ShareChange(""));
                }
                assertThat(reader.get()).isZero();
            }
        }
    }

    /** How many links were open when their end was seen. */
    private static int stillOpen(Conversation conversation) {
        var open = 0;
        var link = "";
        try (var cursor = conversation.cursor(0)) {
            for (var ended = 0; ended < LINKS; ) {
                for (var entry : cursor.next()) {
                    if (entry.event() instanceof Event.ShareChange change) {
                        open += change.link().isEmpty() && conversation.isSharedBy(link) ? 1 : 0;
                        ended += change.link().isEmpty() ? 1 : 0;
                        link = change.link();
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return open;
    }
}
