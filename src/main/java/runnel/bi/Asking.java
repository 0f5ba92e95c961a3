package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.bi.answer.QueryReading;
import runnel.bi.author.Brief;
import runnel.bi.author.QueryWriter;
import runnel.bi.author.QueryWriter.Outcome;
import runnel.bi.question.Draft;
import runnel.bi.question.QueryJson;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.tool.ToolFailure;
import runnel.workflow.Scope;

/** The first step: from a question to a query, by the parser or by a model. */
final class Asking {
    private final Analytics analytics;
    private final CertifiedFile certified;
    private final Scope scope;
    private final Parsers.Sight sight;
    private final SecurityContext viewer;
    private final Messages messages;
    private final JsonNode last;

    Asking(
            Analytics analytics,
            CertifiedFile certified,
            Scope scope,
            Parsers.Sight sight,
            SecurityContext viewer,
            Messages messages) {
        this.analytics = analytics;
        this.certified = certified;
        this.scope = scope;
        this.sight = sight;
        this.viewer = viewer;
        this.messages = messages;
        var before = scope.before(AskData.QUERY).path("last");
        this.last = before.isObject() ? before : MissingNode.getInstance();
    }

    /** {@code {"outcome": …, "query": …}} as the other steps and the wires read it. */
    ObjectNode answer(boolean byModel) throws InterruptedException {
        var output = Json.object();
        if (last.isObject()) {
            output.set("last", last);
        }
        if (byModel) {
            byModel(output);
        } else {
            byParser(output);
        }
        return output;
    }

    /**
     * The same for a query that somebody else has written.
     *
     * @throws runnel.tool.ToolFailure with what is wrong with it
     */
    ObjectNode answer(ObjectNode query) throws InterruptedException {
        var complaints = QueryWriter.complaints(query, sight.known(), analytics, viewer);
        if (!complaints.isEmpty()) {
            throw new ToolFailure(String.join("\n", complaints));
        }
        var output = Json.object().put("reader", "given");
        answered(query, 1, false, output);
        return output;
    }

    private void byModel(ObjectNode output) throws InterruptedException {
        var instruction =
                new Brief(sight.known(), sight.parser()::values)
                        .text(sight.parser().today(), scope.question(), certified.questions());
        var writer = new QueryWriter(scope, messages, sight.known(), analytics, viewer);
        output.put("reader", Reader.MODEL.word());
        switch (writer.write(instruction, last)) {
            case Outcome.Written(var query) -> answered(query, 1, false, output);
            case Outcome.AskedBack(var question, var choices) ->
                    asked(question, "model", choices, output);
            case Outcome.Refused(var reason) -> refused(reason, "model", output);
        }
    }

    private void byParser(ObjectNode output) throws InterruptedException {
        output.put("reader", Reader.PARSER.word());
        switch (read(previous())) {
            case Reading.Answerable answer ->
                    answered(
                            QuestionParser.query(answer),
                            answer.confidence(),
                            answer.share(),
                            output);
            case Reading.Clarify clarify -> {
                var text =
                        messages.text("bi.clarify." + clarify.code(), clarify.values().toArray());
                asked(text, clarify.code(), clarify.choices(), output);
            }
            case Reading.Refuse refuse -> {
                var text = messages.text("bi.refuse." + refuse.code(), refuse.values().toArray());
                refused(text, refuse.code(), output);
            }
        }
    }

    private Optional<Draft> previous() {
        return last.isObject() ? Optional.of(QueryJson.read(last)) : Optional.empty();
    }

    /** Who chose among what was offered says so beside the question; the choice alone will do. */
    private Reading read(Optional<Draft> previous) {
        var question = scope.question();
        var reading = sight.parser().read(question, previous);
        if (reading instanceof Reading.Answerable) {
            return reading;
        }
        for (var choice : scope.before(AskData.QUERY).path("choices")) {
            if (question.endsWith(": " + choice.asText())) {
                return sight.parser().read(choice.asText(), previous);
            }
        }
        return reading;
    }

    private void answered(ObjectNode query, double confidence, boolean share, ObjectNode output)
            throws InterruptedException {
        output.put("outcome", "answered").put("share", share).put("confidence", confidence);
        output.set("query", query);
        output.set("last", query);
        var titles = new Titles(sight.catalog(), messages.language());
        var reading = new QueryReading(messages, titles::of).of(query, resolved(query));
        output.put("reading", reading);
        scope.say(messages.text("bi.reading") + "\n\n" + reading);
        scope.say("\n```json\n" + query.toPrettyString() + "\n```\n");
    }

    /** The query with its dates as days, whatever words stand for them. */
    private JsonNode resolved(ObjectNode query) {
        try {
            var first = analytics.dryRun(query, viewer).path("normalizedQueries").path(0);
            return first.isObject() ? first : query;
        } catch (Problem e) {
            return query;
        }
    }

    private void asked(String question, String code, List<String> choices, ObjectNode output)
            throws InterruptedException {
        output.put("outcome", "clarify").put("code", code);
        choices.forEach(output.putArray("choices")::add);
        var text = new StringBuilder(question);
        if (!choices.isEmpty()) {
            text.append(' ').append(messages.text("bi.clarify.choices")).append("\n\n");
            choices.forEach(choice -> text.append("- ").append(choice).append('\n'));
        }
        scope.say(text.append('\n').toString());
    }

    private void refused(String reason, String code, ObjectNode output)
            throws InterruptedException {
        output.put("outcome", "refused").put("code", code);
        scope.say(reason + "\n");
    }
}
