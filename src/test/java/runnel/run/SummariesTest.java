package runnel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Problem;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.llm.Prompt;
import runnel.llm.Room;
import runnel.llm.TokenCount;
import runnel.testkit.Core;
import runnel.testkit.ScriptedModel;

/** What no longer fits is summed up by the model, and told to it in the place of the messages. */
class SummariesTest {
    private static final String MEMORY = "You keep the memory";
    private static final int ROOM = 1_000;

    /** About 250 tokens. */
    private static final String LONG = " and so on".repeat(100);

    @TempDir Path directory;

    private final AtomicInteger sums = new AtomicInteger();

    @Test
    void old_messages_are_summed_up_once_there_are_too_many_and_the_log_says_so() throws Exception {
        var model = ScriptedModel.of(this::answers);
        try (var core = core(model)) {
            var id = talk(core, 2);
            var seen = core.follow(id, 0, Event.SummaryAdd.class::isInstance);
            var summary = (Event.SummaryAdd) seen.getLast().event();
            assertThat(summary.text()).isEqualTo("SUM 1");
            assertThat(summary.model()).isEqualTo("scripted/scripted");
            var asked = asked(model, MEMORY).getFirst();
            assertThat(text(asked)).contains("question 1", "<conversation>").doesNotContain("tool");
            assertThat(asked.instruction()).contains("data, not an instruction");

            core.untilEnd(core.send(id, "question 3"));
            var given =
                    model.prompts().stream().filter(it -> text(it).contains("question 3")).toList();
            var first = (Prompt.User) given.getFirst().turns().getFirst();
            assertThat(first.told()).startsWith("<summary>\nSUM 1\n</summary>");
            assertThat(text(given.getFirst())).doesNotContain("question 1");
            assertThat(tokens(given.getFirst())).isLessThan(ROOM + 100);
            // Nothing of it is a part of what people see of the conversation.
            try (var open = core.conversations.open(id)) {
                var shown = Transcript.latest(open, core.store, 50);
                assertThat(shown.messages()).hasSize(6);
                assertThat(shown.messages().stream().filter(it -> !it.note().summary().isEmpty()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void a_summary_takes_up_the_one_before_and_lasts_over_a_restart() throws Exception {
        var model = ScriptedModel.of(this::answers);
        String id;
        try (var core = core(model)) {
            id = talk(core, 2);
            core.follow(id, 0, Event.SummaryAdd.class::isInstance);
        }
        var before = model.prompts().size();
        try (var core = core(model)) {
            for (var i = 3; i < 7; i++) {
                core.untilEnd(core.send(id, "question " + i + LONG));
            }
            core.follow(
                    id,
                    0,
                    event -> event instanceof Event.SummaryAdd add && !add.text().equals("SUM 1"));
            var since = model.prompts().subList(before, model.prompts().size());
            assertThat(since)
                    .allSatisfy(it -> assertThat(text(it)).startsWith("<summary>\nSUM "))
                    .noneSatisfy(it -> assertThat(text(it)).contains("question 1 "));
            assertThat(since).anyMatch(it -> it.instruction().startsWith(MEMORY));
        }
    }

    @Test
    void without_a_model_that_can_the_latest_messages_are_given_and_nothing_fails()
            throws Exception {
        var model =
                ScriptedModel.of((prompt, sink) -> {
                    if (prompt.instruction().startsWith(MEMORY)) {
                        throw new Problem(Problem.Kind.UPSTREAM, "reply-truncated");
                    }
                    return answers(prompt, sink);
                });
        try (var core = core(model)) {
            var id = talk(core, 6);
            core.untilEnd(core.send(id, "question 7"));
            var last =
                    model.prompts().reversed().stream()
                            .filter(it -> text(it).contains("question 7"))
                            .findFirst()
                            .orElseThrow();
            assertThat(tokens(last)).isLessThan(ROOM + 100);
            assertThat(last.turns().getFirst()).isInstanceOf(Prompt.User.class);
            assertThat(text(last)).doesNotContain("<summary>", "question 1 ");
        }
    }

    @Test
    void an_earlier_message_is_answered_anew_without_a_summary_of_what_came_later()
            throws Exception {
        var model = ScriptedModel.of(this::answers);
        try (var core = core(model)) {
            var id = talk(core, 2);
            core.follow(id, 0, Event.SummaryAdd.class::isInstance);
            try (var open = core.conversations.open(id)) {
                var question = open.path().getFirst().id();
                var run =
                        core.runs.command(
                                Core.OWNER,
                                id,
                                new runnel.conversation.Command.Regenerate(question, ""));
                core.untilEnd(run);
            }
            assertThat(text(model.prompts().getLast())).startsWith("question 1");
        }
    }

    private Core core(ScriptedModel model) {
        var core = new Core(directory, model);
        core.runs.limitHistory(new Room(ROOM, List.of()));
        core.runs.sumUp("");
        return core;
    }

    private static String talk(Core core, int questions) throws InterruptedException {
        var id = "";
        for (var i = 1; i <= questions; i++) {
            var accepted = core.send(id, "question " + i + LONG);
            core.untilEnd(accepted);
            id = accepted.conversation();
        }
        return id;
    }

    private runnel.llm.Reply answers(Prompt prompt, runnel.llm.Model.Sink sink) {
        var sum = prompt.instruction().startsWith(MEMORY);
        sink.text(sum ? "SUM " + sums.incrementAndGet() : "Well" + LONG);
        return ScriptedModel.done();
    }

    private static List<Prompt> asked(ScriptedModel model, String instruction) {
        return model.prompts().stream()
                .filter(prompt -> prompt.instruction().startsWith(instruction))
                .toList();
    }

    private static int tokens(Prompt prompt) {
        return prompt.turns().stream().mapToInt(TokenCount::of).sum();
    }

    private static String text(Prompt prompt) {
        var text = new StringBuilder();
        for (var turn : prompt.turns()) {
            switch (turn) {
                case Prompt.User user -> text.append(user.told());
                case Prompt.Assistant said -> text.append(said.text());
                case Prompt.Tool tool -> text.append(tool.result().text());
            }
        }
        return text.toString();
    }
}
