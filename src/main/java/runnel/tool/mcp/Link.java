package runnel.tool.mcp;

import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.McpClientListener;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.mcp.protocol.McpCancellationNotification;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to a server, made once.
 *
 * @param process the program behind it, where it is one of ours
 * @param resources whether it offers any
 */
record Link(McpClient client, McpTransport transport, Optional<Process> process, boolean resources)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final Duration BEGIN = Duration.ofSeconds(60);

    /**
     * Connects; takes as long as the server does.
     *
     * @param listener hears what the server says on its own
     */
    static Link open(Place place, McpClientListener listener) {
        var transport = transport(place);
        try {
            var client =
                    DefaultMcpClient.builder()
                            .key(place.name())
                            .clientName("runnel")
                            .transport(transport)
                            .initializationTimeout(BEGIN)
                            .toolExecutionTimeout(McpServer.CALL)
                            .toolResultExtractor(Results::of)
                            .autoHealthCheck(false)
                            .addListener(listener)
                            .build();
            return new Link(client, transport, process(transport), hasResources(client));
        } catch (RuntimeException e) {
            close(transport);
            throw e;
        }
    }

    boolean isAlive() {
        return process.isEmpty() || process.get().isAlive();
    }

    /** Tells the server that nobody waits any more for the call of that number. */
    void stop(long call) {
        try {
            transport.executeOperationWithoutResponse(
                    new McpCancellationNotification(call, "stopped"));
        } catch (RuntimeException e) {
            LOG.debug("a server was not told of a stop", e);
        }
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (Exception e) {
            LOG.debug("closing", e);
        }
        process.ifPresent(Process::destroy);
    }

    private static Optional<Process> process(McpTransport transport) {
        return transport instanceof StdioMcpTransport stdio
                ? Optional.ofNullable(stdio.getProcess())
                : Optional.empty();
    }

    private static void close(McpTransport transport) {
        try {
            transport.close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("closing", e);
        }
    }

    private static boolean hasResources(McpClient client) {
        try {
            return !client.listResources().isEmpty();
        } catch (RuntimeException e) {
            // It knows none.
            return false;
        }
    }

    private static McpTransport transport(Place place) {
        return switch (place) {
            case Place.Program program ->
                    StdioMcpTransport.builder()
                            .command(program.command())
                            .environment(program.environment())
                            .build();
            case Place.Address address ->
                    StreamableHttpMcpTransport.builder()
                            .url(address.url())
                            .customHeaders((McpCallContext call) -> headers(address, call))
                            .timeout(McpServer.CALL)
                            .setHttpVersion1_1()
                            // There it tells of itself, as when its tools change.
                            .subsidiaryChannel(true)
                            .build();
        };
    }

    private static Map<String, String> headers(
            Place.Address address, @Nullable McpCallContext call) {
        var context = call == null ? null : call.invocationContext();
        var user = context == null ? null : context.chatMemoryId();
        var headers = new HashMap<String, String>();
        address.headers()
                .forEach((name, value) ->
                        headers.put(
                                name,
                                value.replace("${user}", user == null ? "" : user.toString())));
        return headers;
    }
}
