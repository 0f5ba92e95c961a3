package runnel.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Attachment;
import runnel.conversation.Board;
import runnel.conversation.ConversationStore.Before;
import runnel.conversation.Facts;
import runnel.event.Event;
import runnel.log.Entry;
import runnel.log.LogStore;
import runnel.log.Span;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** What happens in one millisecond, or at once, has an order and keeps its limits all the same. */
class OneMomentTest {
    private static final long NOW = 1_800_000_000_000L;
    private static final Clock STILL = Clock.fixed(Instant.ofEpochMilli(NOW));
    private static final int MANY = 20;

    @TempDir Path directory;

    @Test
    void facts_stand_in_the_order_in_which_they_were_told() {
        try (var database = Database.sqlite(directory, false)) {
            var facts = new SqlFacts(database);
            for (var i = 0; i < MANY; i++) {
                // The clock of a machine may be set back, too.
                facts.add("ann", "fact " + i, NOW - (i % 3));
            }
            assertThat(facts.list("ann"))
                    .extracting(Facts.Fact::text)
                    .containsExactlyElementsOf(numbered("fact "));
        }
    }

    @Test
    void facts_that_are_told_at_once_are_kept_once_and_never_too_many() throws Exception {
        try (var database = Database.sqlite(directory, false)) {
            var facts = new SqlFacts(database);
            var same = atOnce(MANY, i -> () -> facts.add("ann", "the same", NOW).id());
            assertThat(same.stream().distinct()).hasSize(1);
            var kept =
                    atOnce(
                            Facts.MOST + MANY,
                            i ->
                                    () -> {
                                        try {
                                            return facts.add("bob", "fact " + i, NOW).id();
                                        } catch (Problem e) {
                                            return e.code();
                                        }
                                    });
            assertThat(kept.stream().filter("facts-full"::equals)).hasSize(MANY);
            assertThat(facts.list("bob")).hasSize(Facts.MOST);
            assertThatThrownBy(() -> facts.change("ann", "f_nobody", "x"))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("fact-unknown"));
        }
    }

    @Test
    void what_was_told_is_known_at_once_whoever_asks_meanwhile() throws Exception {
        try (var database = Database.sqlite(directory, false)) {
            var facts = new SqlFacts(database);
            var seen =
                    atOnce(
                            MANY,
                            i ->
                                    () -> {
                                        var fact = facts.add("ann", "fact " + i, NOW);
                                        return "" + facts.list("ann").contains(fact);
                                    });
            assertThat(seen).containsOnly("true");
            var first = facts.list("ann").getFirst();
            facts.change("ann", first.id(), "another");
            assertThat(facts.list("ann").getFirst().text()).isEqualTo("another");
            facts.remove("ann", first.id());
            assertThat(facts.list("ann")).hasSize(MANY - 1).doesNotContain(first);
            assertThat(facts.isOn("ann")).isTrue();
            facts.turn("ann", false);
            assertThat(facts.isOn("ann")).isFalse();
            facts.clear("ann");
            assertThat(facts.list("ann")).isEmpty();
        }
    }

    @Test
    void questions_are_kept_once_and_never_too_many_and_the_later_one_comes_first()
            throws Exception {
        try (var database = Database.sqlite(directory, false)) {
            var board = new SqlBoard(database);
            var kept =
                    atOnce(
                            Board.MOST + MANY,
                            i ->
                                    () -> {
                                        try {
                                            return board.keep("ann", "question " + i, "{}", NOW)
                                                    .id();
                                        } catch (Problem e) {
                                            return e.code();
                                        }
                                    });
            assertThat(kept.stream().filter("board-full"::equals)).hasSize(MANY);
            var all = board.list("ann");
            assertThat(all).hasSize(Board.MOST);
            board.keep("ann", all.getLast().question(), "{}", NOW);
            var again = board.list("ann");
            assertThat(again.getFirst().id()).isEqualTo(all.getLast().id());
            assertThat(again.subList(1, Board.MOST))
                    .extracting(Board.Kept::id)
                    .containsExactlyElementsOf(
                            all.subList(0, Board.MOST - 1).stream().map(Board.Kept::id).toList());
        }
    }

    @Test
    void conversations_stand_with_the_later_one_first() throws Exception {
        var model = ScriptedModel.of(ScriptedModel.says(asked -> List.of(asked), 0));
        try (var core = new Core(directory, model, new Agent("assistant", ""), STILL)) {
            var begun = new ArrayList<String>();
            for (var i = 0; i < MANY; i++) {
                var accepted = core.send("", "question " + i);
                core.untilEnd(accepted);
                begun.addFirst(accepted.conversation());
            }
            var listed = core.store.list(Core.OWNER, Before.START, MANY);
            assertThat(listed).allMatch(summary -> summary.updatedMillis() == NOW);
            assertThat(listed).extracting(summary -> summary.id()).containsExactlyElementsOf(begun);
        }
    }

    @Test
    void files_of_a_conversation_stand_in_the_order_in_which_they_came() throws Exception {
        try (var database = Database.sqlite(directory, false);
                var log = new SqlLogStore(database)) {
            var files = new SqlFileStore(database, directory.resolve("files"), STILL);
            var sent = new ArrayList<Entry>();
            for (var i = 0; i < MANY; i++) {
                var text = ("text " + i).getBytes(StandardCharsets.UTF_8);
                var file = files.keep("ann", "file " + i, new ByteArrayInputStream(text));
                sent.add(new Entry(i + 1, NOW, attached(file, MANY - i)));
            }
            log.commit(
                    new LogStore.Commit(
                            List.of(), List.of(new LogStore.Settled("c", Span.join(sent))), 0));
            assertThat(files.of("c"))
                    .extracting(stored -> stored.attachment().name())
                    .containsExactlyElementsOf(numbered("file "));
        }
    }

    private static Event attached(Attachment file, int place) {
        return new Event.FileAttach(
                "m", place, file.file(), file.name(), file.type(), file.bytes());
    }

    private static List<String> numbered(String name) {
        return IntStream.range(0, MANY).mapToObj(i -> name + i).toList();
    }

    private interface Numbered {
        Callable<String> of(int number);
    }

    private static List<String> atOnce(int count, Numbered work) throws Exception {
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<String>();
            for (var one : pool.invokeAll(IntStream.range(0, count).mapToObj(work::of).toList())) {
                results.add(one.get());
            }
            return results;
        }
    }
}
