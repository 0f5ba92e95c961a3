package runnel.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.log.Entry;
import runnel.log.LogStore;
import runnel.log.Span;

/**
 * What the store says and keeps when its disk is full or its directory cannot be used; and that it
 * can be backed up.
 */
class StorageTest {
    @TempDir Path directory;

    @Test
    void aFullDatabaseSaysSoAndKeepsWhatWasCommitted() {
        var small = Dialect.sqlite(false).with("pragma max_page_count = 60");
        var kept = 0;
        try (var database = Database.open(directory, small);
                var store = new SqlLogStore(database)) {
            Problem problem = null;
            while (problem == null) {
                var next = kept + 1;
                problem =
                        catchThrowableOfType(
                                Problem.class, () -> store.commit(title(next, "x".repeat(20_000))));
                kept += problem == null ? 1 : 0;
            }
            assertThat(problem.code()).isEqualTo("storage-full");
            assertThat(problem.kind().status()).isEqualTo(507);
            assertThat(kept).isPositive();
            assertThat(store.read("c", 0, Long.MAX_VALUE, Integer.MAX_VALUE)).hasSize(kept);
            var again = kept + 1;
            assertThatThrownBy(() -> store.commit(title(again, "x".repeat(20_000))))
                    .isInstanceOf(Problem.class);
        }
        try (var database = Database.sqlite(directory, false);
                var store = new SqlLogStore(database)) {
            assertThat(store.last("c")).isEqualTo(kept);
            store.commit(title(kept + 1, "room again"));
            assertThat(store.last("c")).isEqualTo(kept + 1);
        }
    }

    @Test
    void aDatabaseOfANewerRunnelIsLeftAlone() {
        try (var database = Database.sqlite(directory, false)) {
            database.write("update schema_version set version = 999");
        }
        assertThatThrownBy(() -> Database.sqlite(directory, false))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("schema-newer");
                            assertThat(problem.getMessage()).contains("999");
                        });
    }

    @Test
    void aDirectoryThatCannotBeIsNamed() throws Exception {
        var file = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> Database.sqlite(file.resolve("data"), false))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("data-directory");
                            assertThat(problem.values().getFirst()).contains("file/data");
                        });
    }

    @Test
    void somethingElseThanADatabaseIsRefused() throws Exception {
        Files.writeString(
                directory.resolve("runnel.db"),
                "this is no database at all, but text. ".repeat(100));
        assertThatThrownBy(() -> Database.sqlite(directory, false))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("data-directory"));
    }

    @Test
    void aBackupIsCompleteAndOpens() {
        try (var database = Database.sqlite(directory, false);
                var store = new SqlLogStore(database)) {
            store.commit(title(1, "one"));
            database.backup(directory.resolve("copy.db"));
            store.commit(title(2, "two"));
        }
        var restored = directory.resolve("restored");
        try {
            Files.createDirectory(restored);
            Files.move(directory.resolve("copy.db"), restored.resolve("runnel.db"));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        try (var database = Database.sqlite(restored, true);
                var store = new SqlLogStore(database)) {
            assertThat(store.read("c", 0, 9, 1_000))
                    .extracting(Span::event)
                    .containsExactly(new Event.TitleChange("one"));
        }
    }

    private static LogStore.Commit title(long seq, String text) {
        var entry = new Entry(seq, 0, new Event.TitleChange(text));
        return new LogStore.Commit(
                List.of(), List.of(new LogStore.Settled("c", Span.join(List.of(entry)))), 0);
    }
}
