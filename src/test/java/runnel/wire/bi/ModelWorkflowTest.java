package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FakeUpstream.Script;
import runnel.testkit.TestServer;

/** Questions that a language model answers: a scripted one, over real HTTP. */
@Timeout(120)
final class ModelWorkflowTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String QUERY =
            """
            {"measures":["line_items.total_revenue"],"dimensions":["products.category"],
             "order":{"line_items.total_revenue":"desc"},"limit":2}\
            """;
    private static final String MISSPELT = QUERY.replace("total_revenue", "total_revenues");

    @TempDir static Path data;
    private static Path models;

    @BeforeAll
    static void prepare() throws Exception {
        models = Files.createDirectory(data.resolve("models"));
        try (var files = Files.walk(GOLDEN.resolve("model"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, models.resolve(file.getFileName().toString()));
            }
        }
        Files.writeString(
                models.resolve("questions.yml"),
                """
                questions:
                  - question: revenue by product category
                    suggest: true
                    query: {measures: [line_items.total_revenue], dimensions: [products.category]}
                """);
    }

    @AfterAll
    static void nothingIsLeft() throws Exception {
        try (var files = Files.list(models)) {
            assertThat(files).isNotEmpty();
        }
    }

    private static TestServer serve(FakeUpstream upstream, String name) {
        return serve(upstream, name, Map.of());
    }

    private static TestServer serve(FakeUpstream upstream, String name, Map<Setting, String> more) {
        var settings = new HashMap<Setting, String>();
        settings.put(Setting.MODELS, models.toString());
        settings.put(Setting.ANALYTICS, data.resolve("golden.duckdb").toString());
        settings.put(Setting.ANALYTICS_INIT, GOLDEN.resolve("seed.sql").toString());
        settings.put(Setting.NOW, "2026-03-18T10:05:00Z");
        settings.put(Setting.OPENAI_BASE_URL, upstream.url());
        settings.put(Setting.MODEL, "openai/scripted");
        settings.putAll(more);
        return TestServer.start(data.resolve(name), settings);
    }

    private static Script calls(String tool, String arguments) {
        return line ->
                line.head()
                        .event(Chunks.call(0, "call1", tool, arguments.substring(0, 3)))
                        .event(Chunks.call(0, "", "", arguments.substring(3)))
                        .finish("tool_calls");
    }

    private static Script says(String... pieces) {
        return line -> line.head().text(pieces).finish("stop");
    }

    private static List<JsonNode> ask(TestServer server, String message) throws Exception {
        var body = Json.object().put("message", message);
        try (var stream = server.http().postStream("/workflow/query", body)) {
            assertThat(stream.status()).isEqualTo(200);
            var values = new ArrayList<JsonNode>();
            stream.rest().forEach(frame -> values.add(Json.parse(frame.data())));
            assertThat(values.getLast().asText()).isEqualTo("[DONE]");
            return values;
        }
    }

    private static String text(List<JsonNode> values) {
        var text = new StringBuilder();
        values.stream().filter(JsonNode::isTextual).forEach(value -> text.append(value.asText()));
        return text.toString();
    }

    private static List<Integer> ended(List<JsonNode> values) {
        return values.stream()
                .filter(value -> value.path("type").asText().equals("step_end"))
                .map(value -> value.path("step").asInt())
                .toList();
    }

    @Test
    void the_whole_workflow_with_a_round_of_repair() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                calls("query_data", MISSPELT),
                                calls("query_data", QUERY),
                                says(
                                        "Electronics leads with 1,179,9",
                                        "57.12, and 12",
                                        "3456 came from elsewhere."));
                var server = serve(upstream, "repair")) {
            var values = ask(server, "which two categories sell best?");
            assertThat(ended(values)).containsExactly(1, 2, 3, 4, 5);
            var text = text(values);
            assertThat(text)
                    .contains("written again")
                    .contains("The first 2")
                    .contains("leads with 1,179,957.12, and")
                    .contains("123456 [⚠ not in the data] came from elsewhere.");
            var requests = upstream.requests();
            assertThat(requests).hasSize(3);
            var first = Json.parse(requests.get(0).body());
            var tools =
                    StreamSupport.stream(first.path("tools").spliterator(), false)
                            .map(tool -> tool.path("function").path("name").asText())
                            .toList();
            assertThat(tools).containsExactly("query_data", "ask_back", "refuse");
            assertThat(
                            first.path("tools")
                                    .path(0)
                                    .at("/function/parameters/properties/measures/items/enum"))
                    .anyMatch(name -> name.asText().equals("line_items.total_revenue"));
            assertThat(first.path("messages").path(0).path("content").asText())
                    .contains("Today is 2026-03-18")
                    .contains("line_items.total_revenue")
                    .contains("\"Electronics\"")
                    .contains("revenue by product category");
            assertThat(requests.get(1).body())
                    .contains("There is no measure")
                    .contains("line_items.total_revenue");
            assertThat(requests.get(2).body()).contains("1179957.12");
        }
    }

    @Test
    void a_model_without_tools_may_write_the_query_as_text() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                says("Two numbers. ", "```json\n", QUERY, "\n```"), says("Fine."));
                var server = serve(upstream, "text")) {
            var values = ask(server, "which two categories sell best?");
            assertThat(ended(values)).containsExactly(1, 2, 3, 4, 5);
            assertThat(text(values)).contains("Two numbers.").contains("Fine.");
        }
    }

    @Test
    void readers_are_told_that_the_provider_lets_it_wait() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                line -> line.answer(429, "text/plain", "", "Retry-After: 1"),
                                calls("query_data", QUERY),
                                says("Fine."));
                var server = serve(upstream, "wait")) {
            var values = ask(server, "which two categories sell best?");
            var told =
                    values.stream()
                            .filter(value -> value.path("type").asText().equals("progress"))
                            .limit(3)
                            .toList();
            assertThat(told.get(1).toString())
                    .contains("\"step\":1,", "\"model-rate-limited\"", "\"millis\":1000}");
            assertThat(told.get(2).has("wait")).isFalse();
            assertThat(ended(values)).containsExactly(1, 2, 3, 4, 5);
        }
    }

    @Test
    void it_may_ask_back_and_refuse() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                calls(
                                        "ask_back",
                                        "{\"question\":\"Which revenue?\",\"choices\":[\"net\",\"gross\"]}"),
                                calls("refuse", "{\"reason\":\"The data knows no future.\"}"));
                var server = serve(upstream, "back")) {
            var asked = ask(server, "how are we doing?");
            assertThat(ended(asked)).containsExactly(1);
            assertThat(text(asked)).contains("Which revenue?").contains("- gross");
            var refused = ask(server, "what will it be?");
            assertThat(ended(refused)).containsExactly(1);
            assertThat(text(refused)).contains("The data knows no future.");
        }
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(
                        "bad-json",
                        calls("query_data", "{\"measures\":[\"x"),
                        "bi-model-nonsense",
                        3),
                Arguments.of("unknown-member", calls("query_data", MISSPELT), "bi-model-query", 3),
                Arguments.of(
                        "stall",
                        (Script) line -> line.head().text("Let me").pause(20_000),
                        "model-stalled",
                        1),
                Arguments.of(
                        "drop",
                        (Script) line -> line.head().text("Let me").reset(),
                        "model-broke-off",
                        1),
                Arguments.of(
                        "failure",
                        (Script) line -> line.answer(500, "text/plain", "oops"),
                        "model-failed",
                        3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void each_fault_has_a_message_of_its_own(String name, Script fault, String code, int requests)
            throws Exception {
        var soon = Map.of(Setting.MODEL_SILENCE_MILLIS, "1000");
        try (var upstream = new FakeUpstream(fault);
                var server = serve(upstream, name, soon)) {
            var values = ask(server, "revenue by product category");
            assertThat(ended(values)).isEmpty();
            var error =
                    values.stream()
                            .filter(value -> value.path("type").asText().equals("error"))
                            .findFirst()
                            .orElseThrow();
            assertThat(error.path("code").asText()).isEqualTo(code);
            assertThat(text(values)).contains("Error: " + error.path("message").asText());
            assertThat(upstream.requests()).hasSize(requests);
            var sync =
                    server.http()
                            .post(
                                    "/workflow/query-sync",
                                    Json.object().put("message", "revenue by category"));
            assertThat(sync.status()).isEqualTo(502);
        }
    }

    @Test
    void a_fault_in_the_analysis_leaves_the_table() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                calls("query_data", QUERY),
                                line -> line.head().text("Electronics").reset());
                var server = serve(upstream, "late")) {
            var values = ask(server, "revenue by product category");
            assertThat(ended(values)).containsExactly(1, 2, 3, 4);
            assertThat(text(values)).contains("| Electronics | 1,179,957.12 |");
            assertThat(values.toString()).contains("model-broke-off");
        }
    }

    @Test
    void the_parser_can_be_chosen_though_there_is_a_model() throws Exception {
        try (var upstream = new FakeUpstream(says("unasked"));
                var server =
                        TestServer.start(
                                data.resolve("parser"),
                                Map.of(
                                        Setting.OPENAI_BASE_URL, upstream.url(),
                                        Setting.MODEL, "openai/scripted",
                                        Setting.QUESTIONS, "parser",
                                        Setting.NOW, "2026-03-18T10:05:00Z"))) {
            assertThat(ended(ask(server, "revenue by country"))).hasSize(5);
            assertThat(upstream.requests()).isEmpty();
        }
    }
}
