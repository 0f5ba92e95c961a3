package runnel.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.mcp.client.McpTextResourceContents;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import runnel.tool.Arguments;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/** Lists the resources of an MCP server, or reads one. */
record ResourceTool(McpServer server) implements Tool {
    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                McpTool.name(server.name(), "resources"),
                "Lists the resources of " + server.name() + ", or reads the one of that uri.",
                """
                {"type":"object","properties":{"uri":{"type":"string",\
                "description":"the resource to read; left out to list them"}}}\
                """);
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var uri = new Arguments(arguments).textOr("uri", "");
        return uri.isEmpty() ? list() : read(uri);
    }

    private ToolOutput list() throws InterruptedException {
        return ToolOutput.of(
                server.with(client ->
                        client.listResources().stream()
                                .map(resource -> resource.uri() + " " + resource.name())
                                .collect(Collectors.joining("\n"))));
    }

    private ToolOutput read(String uri) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var content : server.with(client -> client.readResource(uri)).contents()) {
            if (content instanceof McpTextResourceContents text) {
                texts.add(text.text());
            }
        }
        if (texts.isEmpty()) {
            throw new ToolFailure("The resource holds no text.");
        }
        return new ToolOutput(
                String.join("\n", texts),
                List.of(new ToolOutput.Source(server.name() + ": " + uri, "", "")));
    }
}
