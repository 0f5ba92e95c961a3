package runnel.tool.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import runnel.base.Clock;
import runnel.tool.Tool;
import runnel.tool.ToolServer;
import runnel.tool.ToolServers;
import runnel.tool.ToolSource;

/** All MCP servers that are configured. Thread-safe. */
public final class McpServers implements ToolSource, ToolServers, AutoCloseable {
    private final List<Consumer<ToolServer.Change>> listeners = new CopyOnWriteArrayList<>();
    private final List<McpServer> servers;
    private final Clock clock;

    /** Begins to reach them all; comes back at once. */
    public McpServers(List<Place> places, Clock clock) {
        this.clock = clock;
        servers = places.stream().map(place -> new McpServer(place, clock, this::tell)).toList();
        servers.forEach(McpServer::reach);
    }

    @Override
    public List<Tool> tools() {
        var tools = new ArrayList<Tool>();
        servers.forEach(server -> tools.addAll(server.tools()));
        return tools;
    }

    @Override
    public void awaitReached(long millis) throws InterruptedException {
        var until = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (var server : servers) {
            server.awaitReached(until - clock.nanos());
        }
    }

    @Override
    public List<ToolServer> list(String owner) {
        return servers.stream().map(server -> server.now(owner)).toList();
    }

    @Override
    public void listen(Consumer<ToolServer.Change> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        servers.forEach(McpServer::close);
    }

    private void tell(ToolServer.Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
