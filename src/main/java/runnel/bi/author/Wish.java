package runnel.bi.author;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.llm.Reply;
import runnel.tool.ToolCall;

/** What a model wants done with a question. */
sealed interface Wish {
    record Query(ObjectNode json) implements Wish {}

    record AskBack(String question, List<String> choices) implements Wish {
        public AskBack {
            choices = List.copyOf(choices);
        }
    }

    record Refusal(String reason) implements Wish {}

    /**
     * Nothing that could be read.
     *
     * @param why for the model
     */
    record Nonsense(String why) implements Wish {}

    /** Choices of a question back, at most. */
    int MAX_CHOICES = 5;

    Pattern FENCE = Pattern.compile("(?s)```(?:json)?\\s*(\\{.*?})\\s*```");

    /**
     * Reads a reply: a tool call, or else JSON in the text, as models without tools write it.
     *
     * @param text what it said beside its calls
     */
    static Wish of(Reply reply, String text) {
        return reply.calls().isEmpty() ? ofText(text) : ofCall(reply.calls().getFirst());
    }

    private static Wish ofCall(ToolCall call) {
        JsonNode arguments;
        try {
            arguments = Json.parse(call.arguments().isBlank() ? "{}" : call.arguments());
        } catch (Problem e) {
            return new Nonsense("The arguments are no JSON: " + e.values());
        }
        if (!(arguments instanceof ObjectNode object)) {
            return new Nonsense("The arguments must be a JSON object.");
        }
        return switch (call.name()) {
            case AnswerTools.ASK -> ask(object);
            case AnswerTools.REFUSE ->
                    object.path("reason").asText().isBlank()
                            ? new Nonsense("\"reason\" is missing.")
                            : new Refusal(object.path("reason").asText().strip());
            default -> new Query(query(object));
        };
    }

    private static Wish ask(ObjectNode object) {
        var question = object.path("question").asText().strip();
        if (question.isEmpty()) {
            return new Nonsense("\"question\" is missing.");
        }
        var choices = new ArrayList<String>();
        for (var choice : object.path("choices")) {
            if (choices.size() < MAX_CHOICES && !choice.asText().isBlank()) {
                choices.add(choice.asText().strip());
            }
        }
        return new AskBack(question, choices);
    }

    private static Wish ofText(String text) {
        var fenced = "";
        for (var matcher = FENCE.matcher(text); matcher.find(); ) {
            fenced = matcher.group(1);
        }
        var from = text.indexOf('{');
        var to = text.lastIndexOf('}');
        if (fenced.isEmpty() && from >= 0 && to > from) {
            fenced = text.substring(from, to + 1);
        }
        if (fenced.isEmpty()) {
            return new Nonsense("There was no call of a tool. Call " + AnswerTools.QUERY + ".");
        }
        try {
            return Json.parse(fenced) instanceof ObjectNode object
                    ? new Query(query(object))
                    : new Nonsense("The query must be a JSON object.");
        } catch (Problem e) {
            return new Nonsense("The query is no JSON: " + e.values());
        }
    }

    /** The query itself, without what says nothing. */
    private static ObjectNode query(ObjectNode object) {
        var query =
                object.size() == 1 && object.get("query") instanceof ObjectNode inner
                        ? inner.deepCopy()
                        : object.deepCopy();
        query.properties()
                .removeIf(field ->
                        field.getValue().isNull()
                                || field.getValue().isContainerNode()
                                        && field.getValue().isEmpty());
        return query;
    }
}
