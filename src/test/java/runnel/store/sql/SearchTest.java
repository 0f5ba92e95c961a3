package runnel.store.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.conversation.Command;
import runnel.conversation.ConversationStore.Hit;
import runnel.conversation.Excerpt;
import runnel.conversation.SearchQuery;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** The search finds what was said, in any script, and forgets what was erased. */
class SearchTest {
    @TempDir Path directory;

    @Test
    void findsWhatPeopleAndModelsSaidAndTitles() throws Exception {
        try (var core = core("The Wörter of Rayleigh scattering, 瑞利散射 explains it.")) {
            core.untilEnd(core.send("sky", "Why is the sky blue? 天空为什么是蓝色的？"));
            assertThat(messages(core, "scattering")).hasSize(1);
            assertThat(messages(core, "scatt")).as("beginning of a word").hasSize(1);
            assertThat(messages(core, "cattering")).as("middle of a word").isEmpty();
            assertThat(messages(core, "worter RAYLEIGH")).as("accents and case").hasSize(1);
            assertThat(messages(core, "\"rayleigh scattering\"")).hasSize(1);
            assertThat(messages(core, "\"scattering rayleigh\"")).isEmpty();
            assertThat(messages(core, "散射")).hasSize(1);
            assertThat(messages(core, "射")).as("one character").hasSize(1);
            assertThat(messages(core, "利散")).as("any stretch").hasSize(1);
            assertThat(messages(core, "蓝色")).as("the question, and the title").hasSize(2);
            assertThat(messages(core, "sky scattering")).as("in different messages").isEmpty();
            assertThat(messages(core, "-> ((( \" AND NEAR")).isEmpty();
            assertThat(core.store.search("bob", SearchQuery.of("sky"), Long.MAX_VALUE, 9))
                    .isEmpty();
        }
    }

    @Test
    void excerptsShowWhyAMessageWasFound() {
        var text = "x ".repeat(400) + "the Wörter of water 天空散射 end " + "y ".repeat(400);
        var excerpt = Excerpt.of(text, SearchQuery.of("worter 散射"));
        assertThat(excerpt.pieces().stream().filter(Excerpt.Piece::hit).map(Excerpt.Piece::text))
                .containsExactly("Wörter", "散射");
        var shown = String.join("", excerpt.pieces().stream().map(Excerpt.Piece::text).toList());
        assertThat(shown).startsWith("…").endsWith("…").hasSizeLessThan(200);
        assertThat(Excerpt.of("nothing here", SearchQuery.of("zebra")).pieces())
                .containsExactly(new Excerpt.Piece("nothing here", false));
    }

    @Test
    void editsRemovalsAndNewTitlesAreSearched() throws Exception {
        try (var core = core("an answer about whales")) {
            var first = core.send("sea", "first");
            core.untilEnd(first);
            assertThat(messages(core, "dolphins")).isEmpty();
            core.runs.command(Core.OWNER, "sea", new Command.Rename("Of dolphins"));
            assertThat(messages(core, "dolphins")).hasSize(1);
            assertThat(messages(core, "first")).as("the message, not the old title").hasSize(1);
            core.runs.command(Core.OWNER, "sea", new Command.Delete(60_000));
            assertThat(messages(core, "whales")).isEmpty();
            core.runs.command(Core.OWNER, "sea", new Command.Restore());
            assertThat(messages(core, "whales")).hasSize(1);
        }
    }

    @Test
    void longMessagesAreIndexedAFewAtATimeAndNoneIsLeftOut() throws Exception {
        try (var core = core("answer ".repeat(2_000) + "whales")) {
            for (var i = 0; i < 3; i++) {
                core.untilEnd(core.send("sea" + i, "tell me"));
            }
            var steps = 1;
            while (core.store.index()) {
                steps++;
            }
            assertThat(steps).as("one for each answer").isGreaterThanOrEqualTo(3);
            assertThat(core.database.list("select 1 from search_due", row -> true)).isEmpty();
            assertThat(messages(core, "whales")).hasSize(3);
        }
    }

    @Test
    void anIndexThatIsGoneIsMadeAnew() throws Exception {
        try (var core = core("an answer about whales")) {
            core.untilEnd(core.send("sea", "tell me"));
            assertThat(messages(core, "whales")).hasSize(1);
        }
        Files.delete(directory.resolve("search.db"));
        try (var core = core("")) {
            assertThat(messages(core, "whales")).hasSize(1);
            assertThat(messages(core, "tell")).hasSize(2);
        }
    }

    @Test
    void anIndexThatIsBrokenIsMadeAnew() throws Exception {
        try (var core = core("an answer about whales")) {
            core.untilEnd(core.send("sea", "tell me"));
            assertThat(messages(core, "whales")).hasSize(1);
        }
        Files.writeString(directory.resolve("search.db"), "no database ".repeat(1_000));
        try (var core = core("")) {
            assertThat(messages(core, "whales")).hasSize(1);
        }
    }

    @Test
    void aRestoredDatabaseIsNotSearchedByTheIndexOfAnother() throws Exception {
        try (var core = core("an answer about whales")) {
            core.untilEnd(core.send("sea", "tell me"));
            core.database.backup(directory.resolve("copy"));
            core.untilEnd(core.send("later", "what came afterwards"));
            assertThat(messages(core, "afterwards")).isNotEmpty();
            core.runs.command(Core.OWNER, "sea", new Command.Delete(0));
            erased(core, "sea");
            assertThat(messages(core, "whales")).isNotEmpty();
        }
        for (var suffix : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(directory.resolve("runnel.db" + suffix));
        }
        Files.move(directory.resolve("copy"), directory.resolve("runnel.db"));
        try (var core = core("")) {
            assertThat(messages(core, "tell")).hasSize(2);
            assertThat(messages(core, "afterwards")).isEmpty();
        }
    }

    @Test
    void whatIsErasedLeavesNoTraceInTheFiles() throws Exception {
        var secret = "xylophonesecret";
        var echo = ScriptedModel.says(asked -> List.of("you said ", asked), 0);
        try (var core = new Core(directory, ScriptedModel.of(echo))) {
            core.untilEnd(core.send("gone", "my question " + secret + " 绝密内容"));
            core.untilEnd(core.send("kept", "other"));
            assertThat(messages(core, secret)).isNotEmpty();
            core.runs.command(Core.OWNER, "kept", new Command.Delete(0));
            core.runs.command(Core.OWNER, "kept", new Command.Restore());
            core.runs.command(Core.OWNER, "gone", new Command.Delete(0));
            // As the journal has rows for a while, whose pages are free afterwards.
            core.database.write("create table past (entries text)");
            core.database.write("insert into past values (?)", (secret + " ").repeat(5_000));
            core.database.write("drop table past");
            erased(core, "gone");
            assertThat(core.store.find("kept")).isPresent();
            var index = core.database.beside("search.db", "search");
            for (var table :
                    List.of("entry", "message", "run", "searchable", "search_due", "reading")) {
                assertThat(
                                index.list(
                                        "select count(*) from "
                                                + table
                                                + " where conversation = 'gone'",
                                        row -> row.getInt(1)))
                        .as(table)
                        .containsExactly(0);
            }
            // A new conversation may have the name.
            core.untilEnd(core.send("gone", "something else"));
        }
        try (var files = Files.list(directory)) {
            for (var file : files.toList()) {
                var bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (var word : List.of(secret, "绝密")) {
                    var raw = new String(word.getBytes(UTF_8), StandardCharsets.ISO_8859_1);
                    assertThat(bytes.contains(raw)).as("%s in %s", word, file).isFalse();
                }
            }
        }
    }

    /** Has it erased, as soon as all of it is settled. */
    private static void erased(Core core, String conversation) throws Exception {
        Await.until(
                "it is erased",
                () -> {
                    core.conversations.erase();
                    return core.store.find(conversation).isEmpty();
                });
    }

    private Core core(String answer) {
        return new Core(
                directory, ScriptedModel.of(ScriptedModel.says(asked -> List.of(answer), 0)));
    }

    private static List<Hit> messages(Core core, String query) {
        return core.store.search(Core.OWNER, SearchQuery.of(query), Long.MAX_VALUE, 20);
    }
}
