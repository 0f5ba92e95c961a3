package runnel.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.mcp.client.McpToolMetadataKeys;
import runnel.base.Json;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;
import runnel.tool.ToolSpec;

/**
 * A tool of an MCP server.
 *
 * @param itsName what the server calls it
 * @param readOnly whether the server says that it changes nothing
 */
record McpTool(McpServer server, String itsName, ToolSpec spec, boolean readOnly) implements Tool {
    private static final int NAME_CHARS = 64;
    private static final int DESCRIPTION_CHARS = 2_000;

    static McpTool of(McpServer server, ToolSpecification tool) {
        var description = tool.description() == null ? tool.name() : tool.description();
        var parameters =
                tool.parameters() == null
                        ? "{\"type\":\"object\",\"properties\":{}}"
                        : Json.write(JsonSchemaElementUtils.toMap(tool.parameters()));
        var readOnly = Boolean.TRUE.equals(tool.metadata().get(McpToolMetadataKeys.READ_ONLY_HINT));
        return new McpTool(
                server,
                tool.name(),
                new ToolSpec(
                        name(server.name(), tool.name()),
                        description.substring(0, Math.min(DESCRIPTION_CHARS, description.length())),
                        parameters),
                readOnly);
    }

    /** A name that is ours alone, in the letters that all providers take. */
    static String name(String server, String tool) {
        var name = server + "_" + tool.replaceAll("[^a-zA-Z0-9_-]", "_");
        return name.substring(0, Math.min(NAME_CHARS, name.length()));
    }

    @Override
    public boolean hasSideEffects() {
        return !readOnly;
    }

    @Override
    public int timeoutMillis() {
        return (int) McpServer.CALL.toMillis();
    }

    @Override
    public ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException {
        var result = server.call(itsName, arguments.toString(), caller);
        if (result.isError()) {
            throw new ToolFailure(String.valueOf(result.resultText()));
        }
        return ToolOutput.of(String.valueOf(result.resultText()));
    }
}
