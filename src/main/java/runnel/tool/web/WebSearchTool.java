package runnel.tool.web;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Searches the web with the engine that is configured. */
public final class WebSearchTool implements Tool {
    private static final int RESULTS = 6;
    private static final int MOST = 12;
    private static final ToolSpec SPEC =
            new ToolSpec(
                    "web_search",
                    "Searches the web. Use it for whatever may have changed since you were"
                            + " trained, or that you are not sure of. Results are numbered; cite"
                            + " them like [1].",
                    """
                    {"type":"object","properties":{"query":{"type":"string",\
                    "description":"what to search for, in a few words"},"count":{"type":"integer",\
                    "description":"results that are wanted, 6 by default"}},"required":["query"]}\
                    """);

    private final SearchEngine engine;

    public WebSearchTool(SearchEngine engine) {
        this.engine = engine;
    }

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var query = new Arguments(arguments).text("query");
        var count = new Arguments(arguments).number("count", RESULTS, 1, MOST);
        var output = engine.search(query, count);
        if (output.sources().isEmpty() && output.text().isEmpty()) {
            throw new ToolFailure("Nothing was found for \"" + query + "\".");
        }
        return output;
    }
}
