package runnel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Await;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FreePort;
import runnel.testkit.Http;

/**
 * A server process is killed with SIGKILL while agents work: in the midst of a call, at a question,
 * between a tool and the next model call. Another process takes all of it up.
 */
@Timeout(180)
class ToolKillTest {
    private static final Pattern TASK = Pattern.compile("use (\\w+) of");
    private static final String TOOLS =
            """
            {"tools":[%s,%s,%s,%s]}\
            """
                    .formatted(
                            tool("send", false),
                            tool("pay", false),
                            tool("note", false),
                            tool("look", true));

    @TempDir Path data;

    /** Calls by name of the tool, as the outside world sees them. */
    private final Map<String, AtomicInteger> effects = new ConcurrentHashMap<>();

    private volatile boolean hangs = true;

    @Test
    void each_is_taken_up_as_it_stood() throws Exception {
        try (var model = new FakeUpstream(this::think);
                var desk = new FakeUpstream(this::serve)) {
            Files.writeString(
                    data.resolve("mcp.json"),
                    "{\"mcpServers\":{\"desk\":{\"url\":\"%s\"}}}".formatted(desk.url()));
            var port = FreePort.next();
            var http = new Http("http://127.0.0.1:" + port);
            var first = server(port, model);
            await(http, "/api/v1/agents", state -> state.toString().contains("desk_look"));
            for (var task : List.of("send", "pay", "note", "look")) {
                begin(http, task);
            }
            Await.until("send is under way", () -> effects("send") == 1);
            Await.until("look is under way", () -> effects("look") == 1);
            await(http, conversation("pay"), state -> tool(state, "state").equals("asking"));
            await(http, conversation("note"), state -> tool(state, "state").equals("done"));
            first.kill();
            assertThat(first.isAlive()).isFalse();

            hangs = false;
            try (var second = server(port, model)) {
                assertThat(second.isAlive()).isTrue();
                var doubtful = await(http, conversation("send"), s -> approval(s, "doubt"));
                assertThat(effects("send")).as("a call in doubt is not made again").isOne();
                answer(http, doubtful, false);
                var asked = await(http, conversation("pay"), s -> approval(s, "permission"));
                assertThat(effects("pay")).isZero();
                answer(http, asked, true);
                for (var task : List.of("send", "pay", "note", "look")) {
                    var over = await(http, conversation(task), ToolKillTest::isOver);
                    assertThat(over.path("messages").path(1).path("state").asText())
                            .as(task)
                            .isEqualTo("done");
                }
            }
            assertThat(effects("send")).isOne();
            assertThat(effects("pay")).isOne();
            assertThat(effects("note")).as("what is done is not done again").isOne();
            assertThat(effects("look")).as("what is harmless is").isEqualTo(2);
            assertThat(model.requests().getLast().body()).contains("tool_call_id");
        }
    }

    /** The model: asks for the tool that the task names, then answers. */
    private void think(FakeUpstream.Line line) throws Exception {
        var body = line.request().body();
        var task = TASK.matcher(body);
        if (!task.find()) {
            line.answer(200, "application/json", "{\"data\":[]}");
            return;
        }
        line.head();
        if (!body.contains("tool_call_id")) {
            line.event(Chunks.call(0, "c1", "desk_" + task.group(1), "{}")).finish("tool_calls");
        } else if (hangs) {
            line.awaitClosed();
        } else {
            line.text("It is ", "done.").finish("stop");
        }
    }

    /** An MCP server of four tools; two of them never come back from their first call. */
    private void serve(FakeUpstream.Line line) throws Exception {
        if (!line.request().method().equals("POST")) {
            line.answer(405, "text/plain", "");
            return;
        }
        var request = Json.parse(line.request().body());
        switch (request.path("method").asText()) {
            case "initialize" -> {
                if (!hangs) {
                    // Later than the runs that are taken up.
                    line.pause(1_500);
                }
                result(
                        line,
                        request,
                        """
                        {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},\
                        "serverInfo":{"name":"desk","version":"1"}}\
                        """);
            }
            case "tools/list" -> result(line, request, TOOLS);
            case "tools/call" -> {
                var name = request.path("params").path("name").asText();
                effects.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
                if (hangs && (name.equals("send") || name.equals("look"))) {
                    line.awaitClosed();
                } else {
                    result(
                            line,
                            request,
                            "{\"content\":[{\"type\":\"text\",\"text\":\"" + name + " ok\"}]}");
                }
            }
            case "resources/list" -> result(line, request, "{\"resources\":[]}");
            default -> line.answer(202, "application/json", "");
        }
    }

    private static void result(FakeUpstream.Line line, JsonNode request, String result)
            throws Exception {
        line.answer(
                200,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                        .formatted(request.path("id"), result));
    }

    private static String tool(String name, boolean readOnly) {
        return """
        {"name":"%s","description":"A test's tool","inputSchema":{"type":"object","properties":{}},\
        "annotations":{"readOnlyHint":%s}}\
        """
                .formatted(name, readOnly)
                .strip();
    }

    private ServerProcess server(int port, FakeUpstream model) throws Exception {
        var environment = new HashMap<String, String>();
        environment.put("OPENAI_BASE_URL", model.url());
        environment.put("RUNNEL_MODEL", "openai/scripted");
        environment.put("RUNNEL_TITLES", "false");
        environment.put("RUNNEL_TOOLS_ALLOW", "desk_send, desk_note");
        return ServerProcess.start(data, port, environment);
    }

    private static void begin(Http http, String task) throws Exception {
        var message =
                Json.object().put("conversation", task).put("text", "use " + task + " of the desk");
        http.postStream("/api/v1/messages", message).close();
    }

    private static String conversation(String name) {
        return "/api/v1/conversations/" + name;
    }

    private static void answer(Http http, JsonNode state, boolean allow) throws Exception {
        var part = state.path("messages").path(1).path("parts").path(0);
        var path =
                "/api/v1/runs/%s/approvals/%s"
                        .formatted(
                                state.path("active").path("run").asText(),
                                part.path("approval").path("id").asText());
        Await.until(
                "the answer is taken",
                () -> http.post(path, Json.object().put("allow", allow)).status() == 200);
    }

    private static boolean approval(JsonNode state, String reason) {
        var asked = state.path("messages").path(1).path("parts").path(0);
        return asked.path("state").asText().equals("asking")
                && asked.path("approval").path("reason").asText().equals(reason);
    }

    private static boolean isOver(JsonNode state) {
        return state.path("active").isMissingNode() && state.path("messages").size() == 2;
    }

    private static String tool(JsonNode state, String field) {
        return state.path("messages").path(1).path("parts").path(0).path(field).asText();
    }

    private int effects(String tool) {
        return effects.getOrDefault(tool, new AtomicInteger()).get();
    }

    private static JsonNode await(Http http, String path, Predicate<JsonNode> condition)
            throws Exception {
        var last = new JsonNode[1];
        Await.until(
                path,
                () -> {
                    var reply = http.get(path);
                    last[0] = reply.status() == 200 ? reply.json() : Json.object();
                    return condition.test(last[0]);
                });
        return last[0];
    }
}
