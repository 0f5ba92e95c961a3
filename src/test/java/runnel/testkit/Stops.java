package runnel.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.tool.methods.ToolMethod;
import runnel.tool.methods.Toolset;

/**
 * Answers that are stopped in each of their phases: a whole server, a provider, services and MCP
 * servers, and a reader who presses Stop. One at a time.
 */
public final class Stops implements AutoCloseable {
    private static final Pattern TASK = Pattern.compile("phase:([A-Z_]+)");
    private static final int PATIENCE_SECONDS = 30;

    /** Until what was just said has arrived everywhere. */
    private static final int REST_MILLIS = 30;

    private final FakeUpstream model = new FakeUpstream(this::answer);
    private final FakeUpstream desk = new FakeUpstream(this::hold);
    private final ShiftingServer web = ShiftingServer.listening(FreePort.next());
    private final App app;
    private volatile CountDownLatch reached = new CountDownLatch(1);

    /** Whether a tool is at work that cannot say so itself. */
    private volatile boolean waits;

    private volatile CompletableFuture<Long> seen = new CompletableFuture<>();

    /** Where an answer is when it is stopped. */
    public enum Phase {
        BEFORE_HEADERS(""),
        BEFORE_FIRST_TOKEN(""),
        IN_TEXT(""),
        IN_ARGUMENTS(""),
        HTTP_TOOL("desk_wait"),
        MCP_PROGRAM("pipe_slow"),
        MCP_WEB("web_slow"),
        JAVA_METHOD("hold"),
        APPROVAL("pay"),
        HELPER("ask_scout");

        private final String tool;

        Phase(String tool) {
            this.tool = tool;
        }
    }

    /**
     * How a stop went.
     *
     * @param endNanos from the press to the moment when its reader saw the end
     * @param reachNanos from the press until whoever was at work saw it; empty for those that
     *     cannot tell
     */
    public record Stopped(String outcome, long endNanos, OptionalLong reachNanos) {}

    /** Tools in Java. */
    public final class Hands implements Toolset {
        @ToolMethod("Holds on until it is stopped.")
        public String hold() throws InterruptedException {
            reached.countDown();
            try {
                Thread.sleep(TimeUnit.MINUTES.toMillis(2));
            } catch (InterruptedException e) {
                seen.complete(System.nanoTime());
                throw e;
            }
            return "";
        }

        @ToolMethod(value = "Pays.", sideEffects = true)
        public String pay() {
            return "paid";
        }
    }

    /** Call {@link ShiftingServer#require} before. */
    public Stops(Path data) throws Exception {
        write(
                data.resolve("mcp.json"),
                "{\"mcpServers\":{\"pipe\":%s,\"web\":{\"url\":\"%s\"}}}"
                        .formatted(program(), web.url()));
        write(
                data.resolve("tools/desk.yaml"),
                """
                openapi: 3.0.0
                info: {title: Desk, version: "1"}
                servers: [{url: "%s"}]
                paths: {/wait: {get: {operationId: wait, summary: Waits.}}}
                """
                        .formatted(desk.url()));
        write(
                data.resolve("agents/boss.yaml"),
                "name: boss\ninstruction: You lead.\ntools: []\nagents: [scout]\n");
        write(
                data.resolve("agents/scout.yaml"),
                "name: scout\ninstruction: You are the scout.\ntools: []\n");
        var settings =
                Map.of(
                        Setting.DATA, data.toString(),
                        Setting.PORT, "0",
                        Setting.DISCOVER, "false",
                        Setting.TITLES, "false",
                        Setting.OPENAI_BASE_URL, model.url(),
                        Setting.MODEL, "openai/scripted");
        app = App.start(Config.load(settings, Map.of()), List.of(new Hands()));
        awaitTools();
    }

    private static ObjectNode program() {
        var command = ShiftingServer.command();
        var node = Json.object().put("command", command.getFirst());
        command.subList(1, command.size()).forEach(node.putArray("args")::add);
        return node;
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Http http() {
        return new Http(app.url());
    }

    private void awaitTools() throws Exception {
        Await.until(
                "the tools are there",
                () ->
                        http().get("/api/v1/tools")
                                .json()
                                .findValuesAsText("name")
                                .containsAll(List.of("pipe_slow", "web_slow")));
    }

    /** Begins an answer, and stops it when it is in that phase. */
    public Stopped stop(Phase phase) throws Exception {
        reached = new CountDownLatch(1);
        seen = new CompletableFuture<>();
        var message =
                Json.object()
                        .put("text", "phase:" + phase)
                        .put("agent", phase == Phase.HELPER ? "boss" : "assistant");
        try (var stream = http().postStream("/api/v1/messages", message)) {
            var run = Json.parse(stream.take().data()).path("run").asText();
            var over = new CompletableFuture<Stopped>();
            var reader = Thread.ofVirtual().start(() -> read(stream, over));
            if (!reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError(phase + " was not reached");
            }
            Thread.sleep(REST_MILLIS);
            var from = System.nanoTime();
            http().method("POST", "/api/v1/runs/" + run + "/cancel", "");
            var end = over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            reader.join();
            return new Stopped(end.outcome(), end.endNanos() - from, reach(phase, from));
        }
    }

    private OptionalLong reach(Phase phase, long from) throws Exception {
        return switch (phase) {
            case APPROVAL, MCP_PROGRAM, MCP_WEB -> OptionalLong.empty();
            default -> OptionalLong.of(seen.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - from);
        };
    }

    /** Reads to the end; what nobody but the reader can see tells it that a phase is reached. */
    private void read(SseClient stream, CompletableFuture<Stopped> over) {
        try {
            while (true) {
                var frame = stream.take();
                var data = Json.parse(frame.data());
                switch (frame.event()) {
                    case "approval-request" -> reached.countDown();
                    case "tool-start" -> {
                        if (waits) {
                            reached.countDown();
                        }
                    }
                    case "run-end" -> {
                        var now = System.nanoTime();
                        var outcome = data.path("outcome").asText();
                        over.complete(new Stopped(outcome, now, OptionalLong.empty()));
                        return;
                    }
                    default -> {}
                }
            }
        } catch (IOException | AssertionError e) {
            over.completeExceptionally(e);
        }
    }

    /** The provider. */
    private void answer(FakeUpstream.Line line) throws Exception {
        var task = TASK.matcher(line.request().body());
        if (!task.find()) {
            line.answer(200, "application/json", "{\"data\":[]}");
            return;
        }
        var phase = Phase.valueOf(task.group(1));
        waits = phase == Phase.MCP_PROGRAM || phase == Phase.MCP_WEB;
        if (phase == Phase.BEFORE_HEADERS) {
            held(line);
            return;
        }
        line.head();
        var helps = line.request().body().contains("You are the scout.");
        if (!phase.tool.isEmpty() && !helps) {
            var arguments = phase == Phase.HELPER ? "{\"task\":\"phase:HELPER\"}" : "{}";
            line.event(Chunks.call(0, "c1", phase.tool, arguments)).finish("tool_calls");
            return;
        }
        switch (phase) {
            case IN_TEXT, HELPER -> line.text("one ", "two ");
            case IN_ARGUMENTS ->
                    line.event(Chunks.call(0, "c1", "hold", "{\"half"))
                            .event(Chunks.call(0, "", "", " an argument"));
            default -> {}
        }
        held(line);
    }

    /** A service that takes its time. */
    private void hold(FakeUpstream.Line line) {
        held(line);
    }

    private void held(FakeUpstream.Line line) {
        var mine = seen;
        reached.countDown();
        mine.complete(line.awaitClosed());
    }

    @Override
    public void close() throws InterruptedException {
        app.close();
        web.close();
        try {
            model.close();
            desk.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
