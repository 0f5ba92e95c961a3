package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.event.Event;
import runnel.testkit.Await;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** A conversation gets its title from a model, once, unless a person was quicker. */
class TitlesTest {
    @TempDir Path directory;

    @Test
    void the_first_answer_gives_a_title_and_the_next_does_not() throws Exception {
        var model = ScriptedModel.of(says("Light scatters."), says("\"为什么天空是蓝色的\"。"), says("Red."));
        try (var core = new Core(directory, model)) {
            core.runs.nameConversations("");
            var accepted = core.send("", "天空为什么是蓝色的？");
            var seen = core.follow(accepted.conversation(), 0, Event.TitleChange.class::isInstance);
            assertThat(((Event.TitleChange) seen.getLast().event()).title()).isEqualTo("为什么天空是蓝色的");
            core.untilEnd(core.send(accepted.conversation(), "And at sunset?"));
            core.untilEnd(core.send(accepted.conversation(), "And at night?"));
            assertThat(model.prompts()).hasSize(4);
            assertThat(model.prompts().get(1).tools()).isEmpty();
            assertThat(title(core, accepted)).isEqualTo("为什么天空是蓝色的");
        }
    }

    @Test
    void the_first_answer_gives_a_title_also_where_the_next_message_waits_already()
            throws Exception {
        var go = new CountDownLatch(1);
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    var names = prompt.instruction().contains("title");
                    if (!names) {
                        go.await();
                    }
                    sink.text(names ? "Named" : "Yes.");
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            core.runs.nameConversations("");
            var id = core.send("", "First?").conversation();
            var second = core.send(id, "Second?");
            go.countDown();
            core.follow(id, 0, Event.TitleChange.class::isInstance);
            core.untilEnd(second);
            Await.until("no run is alive", () -> core.runs.count() == 0);
            assertThat(
                            model.prompts().stream()
                                    .filter(prompt -> prompt.instruction().contains("title")))
                    .hasSize(1);
        }
    }

    @Test
    void what_a_person_has_named_stays_so_and_a_model_that_fails_leaves_the_first_words()
            throws Exception {
        var model =
                ScriptedModel.of(
                        says("Yes."),
                        (prompt, sink) -> {
                            throw new Problem(Problem.Kind.UPSTREAM, "reply-truncated");
                        });
        try (var core = new Core(directory, model)) {
            core.runs.nameConversations("");
            var accepted = core.send("", "Is it?");
            core.untilEnd(accepted);
            Await.until("a title was asked for", () -> model.prompts().size() == 2);
            assertThat(title(core, accepted)).isEqualTo("Is it?");
            core.runs.command(Core.OWNER, accepted.conversation(), new Command.Rename("Mine"));
            assertThat(title(core, accepted)).isEqualTo("Mine");
        }
    }

    @Test
    void few_titles_are_asked_for_at_once() throws Exception {
        var asking = new AtomicInteger();
        var most = new AtomicInteger();
        var answered = new CountDownLatch(12);
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    if (!prompt.instruction().contains("title")) {
                        sink.text("Yes.");
                        return ScriptedModel.done();
                    }
                    most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    asking.decrementAndGet();
                    sink.text("Named");
                    answered.countDown();
                    return ScriptedModel.done();
                });
        try (var core = new Core(directory, model)) {
            core.runs.nameConversations("");
            for (var i = 0; i < 12; i++) {
                core.send("", "Question " + i);
            }
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(most.get()).isBetween(1, Titles.TITLES_AT_ONCE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Title: \"Blue Skies\"  | Blue Skies",
                "**Blue Skies.** | Blue Skies",
                "标题：“蓝天” | 蓝天",
            })
    void a_title_is_bare(String said, String title) {
        assertThat(Titles.cleaned(said)).isEqualTo(title);
        assertThat(Titles.cleaned("x".repeat(Titles.TITLE_CHARS + 1))).isEmpty();
    }

    private static ScriptedModel.Script says(String text) {
        return ScriptedModel.says(asked -> List.of(text), 0);
    }

    private static String title(Core core, Accepted accepted) {
        try (var conversation = core.conversations.open(accepted.conversation())) {
            return conversation.title();
        }
    }
}
