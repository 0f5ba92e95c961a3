package runnel.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.log.Journal;
import runnel.store.sql.Database;
import runnel.store.sql.SqlConversationStore;
import runnel.store.sql.SqlLogStore;

class ErasureTest {
    @TempDir Path directory;

    @Test
    void what_cannot_be_erased_holds_up_nothing_else() throws Exception {
        var clock = Clock.system();
        try (var database = Database.sqlite(directory, false);
                var logs = new SqlLogStore(database);
                var journal = Journal.open(logs, clock, Journal.Meter.NONE)) {
            var store = new SqlConversationStore(database, FileStore.none(), this::leave);
            var conversations = new Conversations(store, logs, journal, clock, 0);
            for (var id : List.of("a", "b", "c")) {
                conversations.send("ann", id, Command.Send.of("hello"), conversation -> {});
                try (var conversation = conversations.open(id)) {
                    var deleted = conversation.accept(new Command.Delete(0));
                    conversation.log().awaitDurable(deleted.seq());
                }
            }
            conversations.erase();
            assertThat(store.find("a")).isEmpty();
            assertThat(store.find("b")).as("it is tried again").isPresent();
            assertThat(store.find("c")).isEmpty();
        }
    }

    private void leave(String conversation) {
        if (conversation.equals("b")) {
            throw new IllegalStateException("its files cannot be deleted");
        }
    }
}
