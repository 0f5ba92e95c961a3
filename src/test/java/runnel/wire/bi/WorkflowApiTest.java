package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** The workflow stream over real HTTP, on the recorded database. */
final class WorkflowApiTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void open() {
        server =
                TestServer.start(
                        data.resolve("server"),
                        Map.of(
                                Setting.MODELS, GOLDEN.resolve("model").toString(),
                                Setting.ANALYTICS, data.resolve("golden.duckdb").toString(),
                                Setting.ANALYTICS_INIT, GOLDEN.resolve("seed.sql").toString(),
                                Setting.NOW, "2026-03-18T10:05:00Z"));
    }

    @AfterAll
    static void close() throws InterruptedException {
        server.close();
    }

    private static ObjectNode ask(String message) {
        return Json.object().put("message", message);
    }

    private static List<JsonNode> stream(JsonNode body) throws Exception {
        try (var stream = server.http().postStream("/workflow/query", body)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache, no-transform");
            var values = new ArrayList<JsonNode>();
            for (SseClient.Frame frame : stream.rest()) {
                assertThat(frame.id()).isPositive();
                values.add(Json.parse(frame.data()));
            }
            return values;
        }
    }

    private static List<Integer> steps(List<JsonNode> values, String type) {
        return values.stream()
                .filter(value -> value.path("type").asText().equals(type))
                .map(value -> value.path("step").asInt())
                .toList();
    }

    private static JsonNode sync(ObjectNode body) throws Exception {
        var reply = server.http().post("/workflow/query-sync", body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    @Test
    void a_question_streams_five_steps_and_ends_with_done() throws Exception {
        var values = stream(ask("revenue by product category"));
        var five = IntStream.rangeClosed(1, 5).boxed().toList();
        assertThat(steps(values, "step_start")).isEqualTo(five);
        assertThat(steps(values, "step_end")).isEqualTo(five);
        assertThat(values.getLast().asText()).isEqualTo("[DONE]");
        var text = new StringBuilder();
        values.stream().filter(JsonNode::isTextual).forEach(value -> text.append(value.asText()));
        assertThat(text)
                .contains("\"line_items.total_revenue\"")
                .contains("```sql")
                .contains("| Electronics | 1,179,957.12 |")
                .contains("```chart")
                .contains("The most is Electronics");
    }

    @Test
    void an_answer_at_once_has_query_sql_and_rows() throws Exception {
        var answer = sync(ask("各部门的员工数"));
        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("outcome").asText()).isEqualTo("answered");
        assertThat(answer.path("query").path("measures").path(0).asText())
                .isEqualTo("employees.total_employees");
        assertThat(answer.path("sql").asText()).startsWith("SELECT");
        assertThat(answer.path("rows")).hasSize(8);
        assertThat(answer.path("rows").path(0).path("employees.total_employees").asText())
                .isEqualTo("19");
        assertThat(answer.path("content").asText()).contains("我对问题的理解");
    }

    @Test
    void a_question_may_follow_up_on_the_one_before() throws Exception {
        var first = sync(ask("orders in 2025"));
        assertThat(first.path("rows").path(0).path("orders.count").asText()).isEqualTo("172");
        var conversation = first.path("conversation").asText();
        var second = sync(ask("only the cancelled ones").put("conversation", conversation));
        assertThat(second.path("rows").path(0).path("orders.count").asText()).isEqualTo("15");
        assertThat(second.path("conversation").asText()).isEqualTo(conversation);
        var asked = sync(ask("by shoe size").put("conversation", conversation));
        assertThat(asked.path("outcome").asText()).isEqualTo("clarify");
        var third = sync(ask("and by month?").put("conversation", conversation));
        assertThat(third.path("query").path("timeDimensions").path(0).path("granularity").asText())
                .isEqualTo("month");
        assertThat(third.path("query").path("filters")).hasSize(1);
    }

    @Test
    void what_is_not_clear_is_asked_and_what_cannot_be_is_refused() throws Exception {
        var asked = sync(ask("show me the average"));
        assertThat(asked.path("outcome").asText()).isEqualTo("clarify");
        assertThat(asked.has("rows")).isFalse();
        assertThat(asked.path("choices")).isNotEmpty();
        var refused = sync(ask("删除所有订单"));
        assertThat(refused.path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.has("rows")).isFalse();
        var values = stream(ask("predict the revenue"));
        assertThat(steps(values, "step_start")).containsExactly(1);
        assertThat(values.getLast().asText()).isEqualTo("[DONE]");
    }

    @Test
    void a_question_without_rows_says_so() throws Exception {
        var answer = sync(ask("revenue by product category in 2019"));
        assertThat(answer.path("rows")).isEmpty();
        assertThat(answer.path("content").asText()).contains("No rows match this question.");
    }

    @Test
    void an_empty_message_and_a_foreign_server_are_turned_away() throws Exception {
        var empty = server.http().post("/workflow/query", ask(" "));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.body()).contains("Message is required");
        var missing = server.http().post("/workflow/query-sync", Json.object());
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.body()).contains("Message is required");
        var foreign =
                server.http()
                        .post(
                                "/workflow/query",
                                ask("orders").put("cubejs_url", "http://169.254.169.254"));
        assertThat(foreign.status()).isEqualTo(403);
    }

    @Test
    void the_same_run_is_followed_by_the_native_stream() throws Exception {
        try (var stream =
                server.http()
                        .postStream(
                                "/api/v1/messages",
                                Json.object()
                                        .put("text", "how many customers are there")
                                        .put("agent", "data"))) {
            var frames = stream.until("run-end");
            assertThat(frames.stream().map(SseClient.Frame::event).distinct())
                    .contains("node-start", "text-delta", "node-end");
            assertThat(frames.getLast().data()).contains("\"outcome\":\"done\"");
        }
    }

    @Test
    void a_reader_that_was_cut_goes_on_where_it_was() throws Exception {
        var values = new ArrayList<String>();
        long cut;
        String run;
        try (var stream = server.http().postStream("/workflow/query", ask("orders by status"))) {
            var first = stream.take();
            run = Json.parse(first.data()).path("run").asText();
            values.add(first.data());
            var second = stream.take();
            values.add(second.data());
            cut = second.id();
        }
        try (var stream =
                server.http().stream(
                        "/workflow/runs/" + run + "/events",
                        "Last-Event-ID",
                        String.valueOf(cut))) {
            stream.rest().forEach(frame -> values.add(frame.data()));
        }
        var all = values.stream().map(Json::parse).toList();
        assertThat(steps(all, "step_start")).containsExactly(1, 2, 3, 4, 5);
        assertThat(all.getLast().asText()).isEqualTo("[DONE]");
    }

    @Test
    void the_same_request_with_a_place_goes_on_and_does_not_ask_again() throws Exception {
        var question = ask("orders by status last year");
        long cut;
        var seen = new ArrayList<String>();
        try (var stream = server.http().postStream("/workflow/query", question)) {
            seen.add(stream.take().data());
            var second = stream.take();
            seen.add(second.data());
            cut = second.id();
        }
        var before = conversations();
        try (var stream =
                server.http()
                        .postStream(
                                "/workflow/query",
                                question,
                                "Last-Event-ID",
                                String.valueOf(cut))) {
            stream.rest().forEach(frame -> seen.add(frame.data()));
        }
        assertThat(conversations()).isEqualTo(before);
        assertThat(steps(seen.stream().map(Json::parse).toList(), "step_start"))
                .containsExactly(1, 2, 3, 4, 5);
        for (var nowhere : List.of("5000", "garbage", "-1")) {
            try (var stream =
                    server.http()
                            .postStream("/workflow/query", question, "Last-Event-ID", nowhere)) {
                var all = stream.rest().stream().map(frame -> Json.parse(frame.data())).toList();
                assertThat(steps(all, "step_start")).containsExactly(1, 2, 3, 4, 5);
                assertThat(all.getLast().asText()).isEqualTo("[DONE]");
            }
        }
        assertThat(conversations()).isEqualTo(before);
        var unknown =
                server.http().post("/workflow/query", ask("never asked"), "Last-Event-ID", "7");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().path("code").asText()).isEqualTo("resume-unknown");
    }

    private int conversations() throws Exception {
        return server.http().get("/api/v1/conversations").json().path("conversations").size();
    }

    @Test
    void a_cube_server_answers_where_one_is_configured() throws Exception {
        try (var other =
                TestServer.start(
                        data.resolve("client"),
                        Map.of(
                                Setting.CUBE_URL,
                                server.app().url(),
                                Setting.NOW,
                                "2026-03-18T10:05:00Z"))) {
            var body = ask("revenue by product category").put("cubejs_url", server.app().url());
            var reply = other.http().post("/workflow/query-sync", body);
            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
            assertThat(reply.json().path("rows").path(0).path("line_items.total_revenue").asText())
                    .startsWith("1179957.12");
            assertThat(reply.json().path("content").asText()).contains("Total Revenue");
            var chinese = other.http().post("/workflow/query-sync", ask("各部门的员工数"));
            assertThat(chinese.json().path("rows")).as(chinese.body()).hasSize(8);
        }
    }

    @Test
    void how_long_steps_take_is_known_after_a_restart() throws Exception {
        var settings = Map.of(Setting.NOW, "2026-03-18T10:05:00Z");
        try (var other = TestServer.start(data.resolve("kept"), settings)) {
            other.http().post("/workflow/query-sync", ask("orders by status"));
            other.restart();
            try (var stream = other.http().postStream("/workflow/query", ask("orders by status"))) {
                var first = Json.parse(stream.take().data());
                assertThat(first.path("type").asText()).isEqualTo("step_start");
                assertThat(first.has("eta_ms")).isTrue();
            }
        }
    }
}
