package runnel.tool.mcp;

import java.util.ArrayList;
import java.util.List;
import runnel.base.Clock;
import runnel.tool.Tool;
import runnel.tool.ToolSource;

/** All MCP servers that are configured. Thread-safe. */
public final class McpServers implements ToolSource, AutoCloseable {
    private final List<McpServer> servers;

    /** Begins to reach them all; comes back at once. */
    public McpServers(List<Place> places, Clock clock) {
        servers = places.stream().map(place -> new McpServer(place, clock)).toList();
        servers.forEach(McpServer::reach);
    }

    @Override
    public List<Tool> tools() {
        var tools = new ArrayList<Tool>();
        servers.forEach(server -> tools.addAll(server.tools()));
        return tools;
    }

    @Override
    public void close() {
        servers.forEach(McpServer::close);
    }
}
