package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** The chat agent asks the data; the echo plays the model. */
@Timeout(60)
final class AskDataToolTest {
    @TempDir static Path data;
    private static TestServer server;

    @BeforeAll
    static void open() {
        server =
                TestServer.start(
                        data.resolve("server"),
                        Map.of(Setting.NOW, "2026-05-04T12:00:00Z", Setting.ECHO_PACE_MILLIS, "0"));
    }

    @AfterAll
    static void close() throws InterruptedException {
        server.close();
    }

    /** What the tool answered in a chat. */
    private static String result(String arguments) throws Exception {
        var body = Json.object().put("text", "@ask_data " + arguments);
        try (var stream = server.http().postStream("/api/v1/messages", body)) {
            var frames = stream.until("run-end");
            assertThat(frames.getLast().data()).contains("\"outcome\":\"done\"");
            return frames.stream()
                    .filter(frame -> frame.event().equals("tool-end"))
                    .map(SseClient.Frame::data)
                    .map(text -> Json.parse(text).path("text").asText())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void a_question_brings_a_reading_a_table_a_chart_and_facts() throws Exception {
        assertThat(result("{\"question\":\"revenue by country\"}"))
                .contains("What: Revenue")
                .contains("| Country | Revenue |")
                .contains("\n```chart\n{\"type\":\"bar\"")
                .contains("All together it is");
        assertThat(result("{\"question\":\"各部门的员工数\"}")).contains("```chart").contains("最高的是");
    }

    @Test
    void a_query_is_held_against_the_data() throws Exception {
        assertThat(
                        result(
                                "{\"question\":\"orders\",\"query\":{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]}}"))
                .contains("query: {\"measures\":[\"orders.count\"]")
                .contains("```chart");
        assertThat(result("{\"question\":\"orders\",\"query\":{\"measures\":[\"orders.counts\"]}}"))
                .contains("There is no measure \"orders.counts\". Nearest: orders.count");
    }

    @Test
    void what_is_not_clear_comes_back_with_what_there_is() throws Exception {
        assertThat(result("{\"question\":\"the shoe size of everybody\"}"))
                .contains("with these members:")
                .contains("orders.count");
        assertThat(result("{}")).contains("must be a text");
    }
}
