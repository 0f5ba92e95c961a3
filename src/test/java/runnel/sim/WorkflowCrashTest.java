package runnel.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
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
 * The server dies in each of the five steps of a question about data: the viewer's stream goes on,
 * and what was finished is not asked again of the model or of the data.
 */
@Timeout(180)
final class WorkflowCrashTest {
    private static final int QUERY = 1;
    private static final int SQL = 2;
    private static final int EXECUTE = 3;
    private static final int ANALYZE = 5;
    private static final int STEPS = 5;
    private static final String META =
            """
            {"cubes":[{"name":"orders","type":"cube","title":"Orders",
              "measures":[{"name":"orders.count","title":"Orders Count","shortTitle":"Count","type":"number","aggType":"count"}],
              "dimensions":[{"name":"orders.status","title":"Orders Status","shortTitle":"Status","type":"string"}],
              "segments":[]}]}\
            """;
    private static final String QUERY_JSON =
            "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]}";
    private static final String ROWS =
            """
            {"query":%s,"annotation":{"measures":{"orders.count":{"type":"number"}},"dimensions":{"orders.status":{"type":"string"}}},
             "data":[{"orders.status":"done","orders.count":"7"},{"orders.status":"open","orders.count":"3"}]}\
            """
                    .formatted(QUERY_JSON);

    @TempDir Path data;

    private final int[] calls = new int[STEPS + 1];
    private final AtomicInteger broken = new AtomicInteger();
    private final CountDownLatch reached = new CountDownLatch(1);

    /** The model: a query first, an analysis then. Does not come to an end where it is to break. */
    private void model(FakeUpstream.Line line) throws Exception {
        var analyses = !line.request().body().contains("query_data");
        if (count(analyses ? ANALYZE : QUERY)) {
            line.head().text(analyses ? "Most are " : "Let me see. ").pause(100);
            reached.countDown();
            line.pause(60_000);
        } else if (analyses) {
            line.head().text("Most are ", "done: 7 of 10.").finish("stop");
        } else {
            line.head().event(Chunks.call(0, "c", "query_data", QUERY_JSON)).finish("tool_calls");
        }
    }

    /** The data: a Cube server. */
    private void cube(FakeUpstream.Line line) throws Exception {
        var path = line.request().path();
        var asked = line.request().body().contains("orders.count");
        if (path.endsWith("/meta")) {
            answer(line, META);
        } else if (path.endsWith("/sql")) {
            hold(SQL, line);
            answer(line, "{\"sql\":{\"sql\":[\"SELECT status, count(*) FROM orders\",[]]}}");
        } else if (path.endsWith("/load") && asked) {
            hold(EXECUTE, line);
            answer(line, ROWS);
        } else if (path.endsWith("/load")) {
            answer(line, ROWS.replace(",\"orders.count\":\"7\"", ""));
        } else {
            answer(line, "{\"normalizedQueries\":[" + QUERY_JSON + "]}");
        }
    }

    private static void answer(FakeUpstream.Line line, String json) throws IOException {
        line.answer(200, "application/json", json);
    }

    private void hold(int step, FakeUpstream.Line line) throws InterruptedException {
        if (count(step)) {
            reached.countDown();
            line.pause(60_000);
        }
    }

    /** Counts a call; true where it is the one at which the server dies. */
    private synchronized boolean count(int step) {
        calls[step]++;
        return broken.get() == step && calls[step] == 1;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void what_is_finished_is_not_done_again(int step) throws Exception {
        broken.set(step);
        var port = FreePort.next();
        var http = new Http("http://127.0.0.1:" + port);
        try (var model = new FakeUpstream(this::model);
                var cube = new FakeUpstream(this::cube)) {
            var environment =
                    Map.of(
                            "OPENAI_BASE_URL",
                            model.url(),
                            "RUNNEL_MODEL",
                            "openai/scripted",
                            // A title would be one more call of the model.
                            "RUNNEL_TITLES",
                            "false",
                            "RUNNEL_CUBE_URL",
                            "http://127.0.0.1:" + cube.port());
            var seen = new ArrayList<JsonNode>();
            long last;
            String run;
            var server = ServerProcess.start(data, port, environment);
            try (var stream =
                    http.postStream(
                            "/workflow/query", Json.object().put("message", "orders by status"))) {
                last = read(stream, step, seen);
                run = seen.getFirst().path("run").asText();
                if (step != 4) {
                    assertThat(reached.await(60, TimeUnit.SECONDS)).isTrue();
                }
            } finally {
                server.kill();
            }
            try (var again = ServerProcess.start(data, port, environment);
                    var stream =
                            http.stream(
                                    "/workflow/runs/" + run + "/events",
                                    "Last-Event-ID",
                                    String.valueOf(last))) {
                stream.rest().forEach(frame -> seen.add(Json.parse(frame.data())));
                assertThat(again.isAlive()).isTrue();
                assertThat(seen.getLast().asText()).isEqualTo("[DONE]");
                assertThat(steps(seen, "step_end"))
                        .isEqualTo(IntStream.rangeClosed(1, STEPS).boxed().toList());
                assertThat(text(seen)).contains("done: 7 of 10.").containsOnlyOnce("Most are");
            }
        }
        assertThat(calls).as("calls of the model and of the data").isEqualTo(wanted(step));
    }

    private static List<Integer> steps(List<JsonNode> values, String type) {
        return values.stream()
                .filter(value -> value.path("type").asText().equals(type))
                .map(value -> value.path("step").asInt())
                .toList();
    }

    private static String text(List<JsonNode> values) {
        var text = new StringBuilder();
        values.stream().filter(JsonNode::isTextual).forEach(value -> text.append(value.asText()));
        return text.toString();
    }

    /** Reads until the step has begun; the place of the last frame. */
    private static long read(runnel.testkit.SseClient stream, int step, List<JsonNode> seen)
            throws IOException {
        while (true) {
            var frame = stream.take();
            var value = Json.parse(frame.data());
            seen.add(value);
            if (value.path("type").asText().equals("step_start")
                    && value.path("step").asInt() == step) {
                return frame.id();
            }
        }
    }

    private static int[] wanted(int step) {
        var expected = new int[STEPS + 1];
        for (var asked : List.of(QUERY, SQL, EXECUTE, ANALYZE)) {
            expected[asked] = asked == step ? 2 : 1;
        }
        return expected;
    }
}
