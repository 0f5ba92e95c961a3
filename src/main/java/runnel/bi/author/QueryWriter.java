package runnel.bi.author;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.llm.Prompt;
import runnel.tool.ToolResult;
import runnel.workflow.Scope;

/**
 * Has a model write the query that answers a question. What it writes is held against the data
 * model, and where it does not fit the model is told why and may try again.
 */
public final class QueryWriter {
    /** Rounds of repair, at most. */
    public static final int REPAIRS = 2;

    /** What came of it. */
    public sealed interface Outcome {
        record Written(ObjectNode query) implements Outcome {}

        record AskedBack(String question, List<String> choices) implements Outcome {
            public AskedBack {
                choices = List.copyOf(choices);
            }
        }

        record Refused(String reason) implements Outcome {}
    }

    private final Scope scope;
    private final Messages messages;
    private final Known known;
    private final QueryCheck check;

    public QueryWriter(
            Scope scope,
            Messages messages,
            Known known,
            Analytics analytics,
            SecurityContext viewer) {
        this.scope = scope;
        this.messages = messages;
        this.known = known;
        this.check = new QueryCheck(known, analytics, viewer);
    }

    /**
     * @param instruction what the model is told
     * @param last the query that answered the question before; a missing node for none
     * @throws Problem {@code bi-model-nonsense}, {@code bi-model-query} where no round brought a
     *     query that can be asked, or what is wrong with the model
     */
    public Outcome write(String instruction, JsonNode last) throws InterruptedException {
        var turns = new ArrayList<Prompt.Turn>();
        turns.add(new Prompt.User(question(last)));
        for (var round = 0; ; round++) {
            var prompt = new Prompt(instruction, turns, AnswerTools.of(known), "");
            var said = Voice.ask(scope, prompt, scope::say);
            if (!said.text().isBlank()) {
                scope.say("\n\n");
            }
            var wish = Wish.of(said.reply(), said.text());
            var complaints =
                    switch (wish) {
                        case Wish.Query(var query) -> check.complaints(query);
                        case Wish.Nonsense(var why) -> List.of(why);
                        case Wish.AskBack _, Wish.Refusal _ -> List.<String>of();
                    };
            if (complaints.isEmpty()) {
                return outcome(wish);
            }
            var complaint = String.join("\n", complaints);
            if (round >= REPAIRS) {
                throw new Problem(
                        Problem.Kind.UPSTREAM,
                        wish instanceof Wish.Nonsense ? "bi-model-nonsense" : "bi-model-query",
                        scope.model().name(),
                        complaint);
            }
            scope.say(messages.text("bi.repair", complaint) + "\n\n");
            repair(turns, said, complaint);
        }
    }

    /** What is wrong with a query, each in words for a model; nothing where it can be asked. */
    public static List<String> complaints(
            ObjectNode query, Known known, Analytics analytics, SecurityContext viewer) {
        return new QueryCheck(known, analytics, viewer).complaints(query);
    }

    private String question(JsonNode last) {
        return last.isObject()
                ? "The question before was answered by this query: %s\nThe question now, which may follow up on it: %s"
                        .formatted(last, scope.question())
                : scope.question();
    }

    private static void repair(List<Prompt.Turn> turns, Voice.Said said, String complaint) {
        var words = "This cannot be used:\n" + complaint + "\nTry again, by one call of a tool.";
        var reply = said.reply();
        var text = said.text().isBlank() && reply.calls().isEmpty() ? "(nothing)" : said.text();
        turns.add(new Prompt.Assistant(text, reply.calls(), reply.memo()));
        if (reply.calls().isEmpty()) {
            turns.add(new Prompt.User(words));
        }
        reply.calls()
                .forEach(call -> turns.add(new Prompt.Tool(new ToolResult(call, words, true))));
    }

    private static Outcome outcome(Wish wish) {
        return switch (wish) {
            case Wish.Query(var query) -> new Outcome.Written(query);
            case Wish.AskBack(var question, var choices) ->
                    new Outcome.AskedBack(question, choices);
            case Wish.Refusal(var reason) -> new Outcome.Refused(reason);
            case Wish.Nonsense(var why) -> throw new IllegalStateException(why);
        };
    }
}
