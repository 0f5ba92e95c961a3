package runnel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FreePort;
import runnel.testkit.Http;

/**
 * The server dies in each kind of step of a workflow in a file: a tool, one of two agents at the
 * same time, an agent's own call of a tool, an agent that speaks. The viewer's stream goes on, and
 * what was finished is asked neither of the model nor of the service again.
 */
@Timeout(180)
final class WorkflowFileCrashTest {
    private static final String FLOW =
            """
            steps:
              - {name: stock, tool: shop_stock, arguments: {item: "{{message}}"}}
              - parallel:
                  - {name: pro, task: "Praise {{stock}}"}
                  - {name: con, task: "Blame {{stock}}"}
              - {name: price, task: "Appraise it", tools: [shop_price]}
              - {name: verdict, task: "Weigh {{pro}} against {{con}} at {{price}}"}
            """;
    private static final String SERVICE =
            """
            openapi: 3.0.3
            info: {title: Shop}
            servers: [{url: "SERVER"}]
            paths:
              /stock:
                get:
                  operationId: stock
                  parameters: [{name: item, in: query, schema: {type: string}}]
              /price: {get: {operationId: price}}
            """;

    @TempDir Path data;

    private final Map<String, Integer> calls = new TreeMap<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private String broken = "";

    /** Counts a call; true where it is the one at which the server dies. */
    private synchronized boolean dies(String call) {
        return calls.merge(call, 1, Integer::sum) == 1 && call.equals(broken);
    }

    private void model(FakeUpstream.Line line) throws Exception {
        var body = line.request().body();
        if (body.contains("Appraise") && !body.contains("tool_call_id")) {
            dies("appraise");
            line.head().event(Chunks.call(0, "c", "shop_price", "{}")).finish("tool_calls");
            return;
        }
        var word =
                body.contains("Praise")
                        ? "pro"
                        : body.contains("Blame")
                                ? "con"
                                : body.contains("Weigh") ? "verdict" : "sum";
        if (dies(word)) {
            line.head().text("Half a " + word).pause(100);
            reached.countDown();
            line.pause(60_000);
        } else {
            line.head().text("Half a ", word + " and a whole.").finish("stop");
        }
    }

    private void service(FakeUpstream.Line line) throws Exception {
        var call = line.request().path().startsWith("/stock") ? "stock-tool" : "price-tool";
        if (dies(call)) {
            // A tool that only reads is begun before its call is kept: that takes a moment.
            line.pause(100);
            reached.countDown();
            line.pause(60_000);
        }
        line.answer(200, "application/json", "{\"found\":7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stock-tool", "con", "price-tool", "verdict"})
    void what_is_finished_is_not_done_again(String call) throws Exception {
        broken = call;
        var port = FreePort.next();
        var http = new Http("http://127.0.0.1:" + port);
        try (var model = new FakeUpstream(this::model);
                var service = new FakeUpstream(this::service)) {
            write(service);
            var environment =
                    Map.of(
                            "OPENAI_BASE_URL",
                            model.url(),
                            "RUNNEL_MODEL",
                            "openai/scripted",
                            "RUNNEL_TITLES",
                            "false");
            var seen = new ArrayList<JsonNode>();
            long last;
            var server = ServerProcess.start(data, port, environment);
            try (var stream =
                    http.postStream(
                            "/workflow/query",
                            Json.object().put("workflow", "flow").put("message", "a lamp"))) {
                last = read(stream, seen);
                assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                server.kill();
            }
            var run = seen.getFirst().path("run").asText();
            try (var again = ServerProcess.start(data, port, environment);
                    var stream =
                            http.stream(
                                    "/workflow/runs/" + run + "/events",
                                    "Last-Event-ID",
                                    String.valueOf(last))) {
                stream.rest().forEach(frame -> seen.add(Json.parse(frame.data())));
                assertThat(again.isAlive()).isTrue();
            }
            assertThat(seen.getLast().asText()).isEqualTo("[DONE]");
            assertThat(ends(seen))
                    .as(seen.toString())
                    .containsExactlyInAnyOrder("stock", "pro", "con", "price", "verdict", "answer");
            assertThat(text(seen)).contains("Half a verdict and a whole.");
        }
        assertThat(calls).as("calls of the model and of the service").isEqualTo(wanted(call));
    }

    private void write(FakeUpstream service) throws IOException {
        Files.createDirectories(data.resolve("workflows"));
        Files.writeString(data.resolve("workflows/flow.yaml"), FLOW);
        Files.createDirectories(data.resolve("tools"));
        Files.writeString(
                data.resolve("tools/shop.yaml"),
                SERVICE.replace("SERVER", "http://127.0.0.1:" + service.port()));
    }

    /** Reads until the step has begun at which it dies, and the other of two has ended. */
    private long read(runnel.testkit.SseClient stream, List<JsonNode> seen) throws IOException {
        var step = broken.replace("-tool", "");
        while (true) {
            var frame = stream.take();
            seen.add(Json.parse(frame.data()));
            var begun = seen.stream().anyMatch(value -> is(value, "step_start", step));
            var other =
                    !broken.equals("con")
                            || seen.stream().anyMatch(value -> is(value, "step_end", "pro"));
            if (begun && other) {
                return frame.id();
            }
        }
    }

    private static boolean is(JsonNode value, String type, String name) {
        return value.path("type").asText().equals(type) && value.path("name").asText().equals(name);
    }

    private static List<String> ends(List<JsonNode> values) {
        return values.stream()
                .filter(value -> value.path("type").asText().equals("step_end"))
                .map(value -> value.path("name").asText())
                .toList();
    }

    private static String text(List<JsonNode> values) {
        var text = new StringBuilder();
        values.stream().filter(JsonNode::isTextual).forEach(value -> text.append(value.asText()));
        return text.toString();
    }

    private static Map<String, Integer> wanted(String broken) {
        var wanted = new TreeMap<String, Integer>();
        for (var call :
                List.of("stock-tool", "pro", "con", "appraise", "price-tool", "sum", "verdict")) {
            wanted.put(call, call.equals(broken) ? 2 : 1);
        }
        return wanted;
    }
}
