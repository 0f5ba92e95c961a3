package runnel.tool.mcp;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.invocation.InvocationContext;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.tool.ToolExecutionResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;

/**
 * One MCP server and the connection to it, which is made anew when it is lost: a program that has
 * died is started again. Thread-safe.
 *
 * <p>A call that was under way then fails, and is not made again: nobody knows what it has done.
 */
final class McpServer implements AutoCloseable {
    static final Duration CALL = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(McpServer.class);
    private static final Duration BEGIN = Duration.ofSeconds(60);

    /** Sessions of single persons that are kept, those used last. */
    private static final int SESSIONS = 100;

    /** Between two attempts to reach it. */
    private static final long REST_MILLIS = 5_000;

    /** How long a call waits for a server that is being reached. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Place place;
    private final Clock clock;
    private final Map<String, McpServer> personal = new LinkedHashMap<>(16, 0.75f, true);
    private final AtomicBoolean reaching = new AtomicBoolean();
    private volatile @Nullable Link link;
    private volatile long triedMillis;
    private volatile boolean closed;

    McpServer(Place place, Clock clock) {
        this.place = place;
        this.clock = clock;
    }

    /** A connection, and the tools that were there when it was made or last looked at. */
    private record Link(McpClient client, Optional<Process> process, boolean resources) {
        boolean isAlive() {
            return process.isEmpty() || process.get().isAlive();
        }
    }

    String name() {
        return place.name();
    }

    /** What the server offers now; nothing while it is not there. */
    List<Tool> tools() {
        var now = link;
        if (now == null || !now.isAlive()) {
            reach();
            return List.of();
        }
        try {
            var tools = new ArrayList<Tool>();
            // Remembered until the server says that the list has changed.
            now.client().listTools().forEach(tool -> tools.add(McpTool.of(this, tool)));
            if (now.resources()) {
                tools.add(new ResourceTool(this));
            }
            return tools;
        } catch (RuntimeException e) {
            lost(now, e);
            return List.of();
        }
    }

    /** Has a tool work. */
    ToolExecutionResult call(String tool, String arguments, Tool.Caller caller)
            throws InterruptedException {
        var request = ToolExecutionRequest.builder().name(tool).arguments(arguments).build();
        return of(caller.owner()).with(now -> now.executeTool(request, context(caller)));
    }

    /**
     * The same server as this person sees it: where its headers name who is served, nobody shares a
     * session with anybody else.
     */
    private McpServer of(String owner) {
        if (!(place instanceof Place.Address address) || !address.isPersonal()) {
            return this;
        }
        synchronized (personal) {
            var own =
                    personal.computeIfAbsent(owner, name -> new McpServer(address.of(name), clock));
            if (personal.size() > SESSIONS) {
                var eldest = personal.entrySet().iterator().next();
                personal.remove(eldest.getKey());
                eldest.getValue().close();
            }
            return own;
        }
    }

    /** What one asks of a client. */
    interface Question<T> {
        T ask(McpClient client);
    }

    <T> T with(Question<T> question) throws InterruptedException {
        var now = awaitLink();
        try {
            return question.ask(now.client());
        } catch (RuntimeException e) {
            if (Thread.interrupted() || e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            if (!now.isAlive()) {
                lost(now, e);
                throw new ToolFailure(
                        "The server \""
                                + name()
                                + "\" died during the call. It is not known whether the call took"
                                + " effect.");
            }
            throw new ToolFailure(String.valueOf(e.getMessage()));
        }
    }

    /** Connects in the background, unless that is being done or was done a moment ago. */
    void reach() {
        var soon = triedMillis != 0 && clock.millis() - triedMillis < REST_MILLIS;
        if (closed || soon || !reaching.compareAndSet(false, true)) {
            return;
        }
        triedMillis = clock.millis();
        Thread.ofVirtual().name("mcp-" + name()).start(this::connect);
    }

    @Override
    public void close() {
        closed = true;
        synchronized (personal) {
            personal.values().forEach(McpServer::close);
            personal.clear();
        }
        var now = link;
        link = null;
        if (now != null) {
            end(now);
        }
    }

    private void connect() {
        try {
            var transport = transport();
            var client =
                    DefaultMcpClient.builder()
                            .key(name())
                            .clientName("runnel")
                            .transport(transport)
                            .initializationTimeout(BEGIN)
                            .toolExecutionTimeout(CALL)
                            .toolResultExtractor(Results::of)
                            .autoHealthCheck(false)
                            .build();
            var process =
                    transport instanceof StdioMcpTransport stdio
                            ? Optional.of(stdio.getProcess())
                            : Optional.<Process>empty();
            var made = new Link(client, process, hasResources(client));
            link = made;
            process.ifPresent(program -> watch(made, program));
            LOG.info("MCP server {} is there: {} tools", name(), client.listTools().size());
        } catch (RuntimeException e) {
            LOG.warn("MCP server {} cannot be reached: {}", name(), e.toString());
        } finally {
            reaching.set(false);
        }
        if (closed) {
            close();
        }
    }

    private void watch(Link made, Process program) {
        var _ = program.onExit().thenRun(() -> lost(made, new Died(program)));
    }

    /** Why a program is not there any more. */
    private static final class Died extends RuntimeException {
        private static final long serialVersionUID = 1;

        Died(Process program) {
            super("it ended with status " + program.exitValue());
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

    private McpTransport transport() {
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
                            .timeout(CALL)
                            .setHttpVersion1_1()
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

    private static InvocationContext context(Tool.Caller caller) {
        return InvocationContext.builder().chatMemoryId(caller.owner()).build();
    }

    private Link awaitLink() throws InterruptedException {
        var until = clock.nanos() + PATIENCE_MILLIS * 1_000_000;
        for (var now = link; ; now = link) {
            if (now != null && now.isAlive()) {
                return now;
            }
            reach();
            if (clock.nanos() > until) {
                throw new ToolFailure(
                        "The server \""
                                + name()
                                + "\" is not there at the moment. Try again later.");
            }
            Thread.sleep(50);
        }
    }

    private void lost(Link was, RuntimeException why) {
        synchronized (this) {
            if (link != was) {
                return;
            }
            link = null;
        }
        if (!closed) {
            LOG.warn("MCP server {} is lost: {}", name(), why.toString());
            end(was);
            reach();
        }
    }

    private static void end(Link was) {
        try {
            was.client().close();
        } catch (Exception e) {
            LOG.debug("closing", e);
        }
        was.process().ifPresent(Process::destroy);
    }
}
