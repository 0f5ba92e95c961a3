package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/**
 * Questions about data as a tool: a question in words, or a query, becomes a reading, a table, a
 * chart and computed facts. The page shows table and chart with the call.
 */
final class AskDataTool implements Tool {
    static final String NAME = "ask_data";

    /** A database may take longer than other tools. */
    private static final int PATIENCE_MILLIS = 120_000;

    private static final ToolSpec SPEC =
            new ToolSpec(
                    NAME,
                    "Asks the company's data and gives a table, a chart and facts. One complete"
                            + " question at a time, in English or Chinese, such as \"revenue by"
                            + " country last year\" or \"top 5 products by revenue\".",
                    """
                    {"type":"object","properties":{\
                    "question":{"type":"string","description":"the question, complete in itself"},\
                    "query":{"type":"object","description":"instead of relying on the words: a query\
                     in Cube's JSON, with members that a former result has listed"}},\
                    "required":["question"]}\
                    """);
    private static final String SHOWN =
            "The user sees the table and the chart of this result already: do not repeat them, say"
                    + " what they mean.";

    private final AskData ask;

    AskDataTool(AskData ask) {
        this.ask = ask;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public int timeoutMillis() {
        return PATIENCE_MILLIS;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var question = arguments.path("question").asText().strip();
        var query = arguments.path("query");
        if (question.isEmpty() && !query.isObject()) {
            throw new ToolFailure("The argument \"question\" must be a text that is not empty.");
        }
        var scope = new ToolScope(question, caller.owner());
        try {
            for (var step : ask.steps(Reader.PARSER)) {
                if (step.when().test(scope)) {
                    var first = step.name().equals(AskData.QUERY) && query instanceof ObjectNode;
                    scope.keep(
                            step.name(),
                            first
                                    ? ask.asking(scope).answer((ObjectNode) query.deepCopy())
                                    : step.task().run(scope));
                }
            }
        } catch (Problem e) {
            throw new ToolFailure(String.valueOf(e.getMessage()));
        }
        return ToolOutput.of(text(scope, caller.owner()));
    }

    private String text(ToolScope scope, String owner) throws InterruptedException {
        var read = scope.of(AskData.QUERY);
        if (!read.path("outcome").asText().equals("answered")) {
            return "%s\n\nThe words were not clear enough for a query. Ask with other words, or give a query with these members:\n%s"
                    .formatted(scope.said(AskData.QUERY).strip(), ask.members(owner));
        }
        var text = new StringBuilder(read.path("reading").asText());
        text.append("\nquery: ").append(read.path("query")).append("\n\n");
        var found = scope.of(AskData.FORMAT);
        text.append(found.path("table").asText().strip());
        var chart = found.has("chart") ? found.path("chart") : Json.object();
        text.append("\n\n```chart\n").append(chart).append("\n```\n\n");
        scope.of(AskData.ANALYZE)
                .path("facts")
                .forEach(fact -> text.append("- ").append(fact.asText()).append('\n'));
        return text.append('\n').append(SHOWN).toString();
    }
}
