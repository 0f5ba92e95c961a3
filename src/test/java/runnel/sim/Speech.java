package runnel.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import runnel.base.Json;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.echo.EchoModel;
import runnel.testkit.FakeUpstream;

/**
 * What the models of a soak say, so that each answer can be known beforehand. Thread-safe.
 *
 * <p>What is asked decides: a steady question gets the same answer at every attempt, a fickle one
 * another ending each time, and a silent one no word at all.
 */
final class Speech implements FakeUpstream.Script {
    private static final int PACE_MILLIS = 6;
    private static final String[] WORDS = {
        "river ",
        "stone\n\n",
        "月光",
        "lamp, ",
        "and ",
        "**bold** ",
        "`code` ",
        "é ",
        "🙂 ",
        "long-winded ",
        "tab\t",
        "\"quoted\" "
    };

    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();

    /** How a question is answered. */
    enum Manner {
        ECHO,
        STEADY,
        FICKLE,
        SILENT
    }

    @Override
    public void play(FakeUpstream.Line line) throws Exception {
        var question = question(Json.parse(line.request().body()));
        var attempt = attempts.merge(question, 1, Integer::sum);
        line.head();
        if (question.startsWith(Manner.SILENT.name())) {
            line.awaitClosed();
            return;
        }
        for (var piece : pieces(question, attempt)) {
            line.pause(PACE_MILLIS).text(piece);
        }
        line.finish("stop");
    }

    /** Whether a reader may see this of an answer. */
    boolean isPrefix(String question, String text) {
        return text.isEmpty()
                || answers(question).stream().anyMatch(answer -> answer.startsWith(text));
    }

    /** Whether this is a whole answer. */
    boolean isWhole(String question, String text) {
        return answers(question).contains(text);
    }

    /** How often the model was asked. */
    int attempts(String question) {
        return attempts.getOrDefault(question, 0);
    }

    private List<String> answers(String question) {
        if (question.startsWith(Manner.ECHO.name())) {
            return List.of(echo(question));
        }
        if (question.startsWith(Manner.SILENT.name())) {
            return List.of("");
        }
        var answers = new ArrayList<String>();
        for (var attempt = 1; attempt <= attempts(question); attempt++) {
            answers.add(String.join("", pieces(question, attempt)));
        }
        return answers;
    }

    private static List<String> pieces(String question, int attempt) {
        var chance = new Random(question.hashCode());
        var count = 20 + chance.nextInt(150);
        var turn = question.startsWith(Manner.FICKLE.name()) ? chance.nextInt(count) : count;
        var pieces = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            pieces.add(
                    i == turn ? "attempt " + attempt + " " : WORDS[chance.nextInt(WORDS.length)]);
        }
        return pieces;
    }

    private static String echo(String question) {
        var text = new StringBuilder();
        try {
            new EchoModel("echo", 0)
                    .stream(
                            new Prompt("", List.of(new Prompt.User(question)), List.of(), ""),
                            new Model.Sink() {
                                @Override
                                public void text(String piece) {
                                    text.append(piece);
                                }

                                @Override
                                public void reasoning(String piece) {
                                    throw new AssertionError("an echo does not think");
                                }
                            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return text.toString();
    }

    private static String question(JsonNode body) {
        var messages = body.path("messages");
        return messages.path(messages.size() - 1).path("content").asText();
    }
}
