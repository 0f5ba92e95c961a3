package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.TestServer;

/** Questions that a person keeps on the server, over restarts. */
final class BoardTest {
    private static final String API = "/api/v1/board";

    @TempDir Path data;
    private TestServer server;

    @BeforeEach
    void open() {
        server = TestServer.start(data);
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    @Test
    void a_question_is_kept_once_and_over_a_restart() throws Exception {
        var first = server.http().post(API, question("orders by status", "orders.status")).json();
        server.http().post(API, question("customers", "customers.country"));
        var again = server.http().post(API, question("orders by status", "orders.channel")).json();
        assertThat(again.path("id")).isEqualTo(first.path("id"));
        server.restart();
        var kept = server.http().get(API).json().path("questions");
        assertThat(kept).hasSize(2);
        assertThat(kept.path(0).path("query").path("dimensions").path(0).asText())
                .isEqualTo("orders.channel");
        var path = API + "/" + first.path("id").asText();
        assertThat(server.http().method("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.http().method("DELETE", path, "").status()).isEqualTo(204);
        assertThat(server.http().get(API).json().path("questions")).hasSize(1);
    }

    @Test
    void a_query_is_asked_anew_with_its_chart() throws Exception {
        var answer =
                server.http().post("/data/chart", question("orders by status", "orders.status"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("rows")).isNotEmpty();
        assertThat(answer.json().path("chart").path("type").asText()).isNotBlank();
    }

    @Test
    void what_cannot_be_kept_is_said() throws Exception {
        var words = Json.object().put("question", "x").put("query", "y");
        assertThat(server.http().post(API, words).json().path("code").asText())
                .isEqualTo("json-field-object");
        assertThat(server.http().post(API, question(" ", "a.b")).json().path("code").asText())
                .isEqualTo("board-question");
        for (var i = 0; i < 60; i++) {
            assertThat(server.http().post(API, question("q" + i, "a.b")).status()).isEqualTo(200);
        }
        var kept = server.http().get(API).json().path("questions");
        for (var i = 0; i < 60; i++) {
            assertThat(kept.path(i).path("question").asText()).isEqualTo("q" + (59 - i));
        }
        assertThat(server.http().post(API, question("q59", "a.c")).status()).isEqualTo(200);
        var full = server.http().post(API, question("one more", "a.b"));
        assertThat(full.status()).isEqualTo(409);
        assertThat(full.json().path("code").asText()).isEqualTo("board-full");
    }

    private static ObjectNode question(String words, String dimension) {
        var question = Json.object().put("question", words);
        var query = question.putObject("query");
        query.putArray("measures").add("orders.count");
        query.putArray("dimensions").add(dimension);
        return question;
    }
}
