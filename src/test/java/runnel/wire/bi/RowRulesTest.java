package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.testkit.TestServer;
import runnel.wire.cube.Tokens;

/** Rules about rows reach each step of a question, by the token of whoever asks. */
final class RowRulesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String SECRET = "a secret that is long enough to be one";
    private static final String QUESTION = "guarded orders count by status";

    @TempDir static Path data;
    private static TestServer server;
    private static HttpClient client;

    @BeforeAll
    static void open() {
        client = HttpClient.newHttpClient();
        server =
                TestServer.start(
                        data.resolve("server"),
                        Map.of(
                                Setting.MODELS,
                                GOLDEN.resolve("model-v1").toString(),
                                Setting.ANALYTICS,
                                data.resolve("golden.duckdb").toString(),
                                Setting.ANALYTICS_INIT,
                                GOLDEN.resolve("seed.sql").toString(),
                                Setting.CUBE_SECRET,
                                SECRET,
                                Setting.CUBE_CLAIMS,
                                "{\"group\": \"manager\"}",
                                Setting.NOW,
                                "2026-03-18T10:05:00Z"));
    }

    @AfterAll
    static void close() throws InterruptedException {
        client.close();
        server.close();
    }

    private static String token(String group) {
        var claims = Json.object().put("group", group).put("exp", 4_000_000_000L);
        return new Tokens(SECRET, Clock.system()).issue(claims);
    }

    private static HttpResponse<String> send(String method, String path, String body, String token)
            throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create(server.app().url() + path))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", token);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode ask(ObjectNode question, String token) throws Exception {
        return Json.parse(send("POST", "/workflow/query-sync", question.toString(), token).body());
    }

    private static ObjectNode question(String words) {
        return Json.object().put("message", words);
    }

    @Test
    void each_sees_the_rows_that_the_rules_give_them() throws Exception {
        var manager = ask(question(QUESTION), token("manager"));
        assertThat(manager.path("rows").size()).as(manager.toString()).isGreaterThan(1);
        var clerk = ask(question(QUESTION), token("clerk"));
        assertThat(clerk.path("rows")).hasSize(1);
        assertThat(clerk.path("rows").path(0).path("guarded_orders.status").asText())
                .isEqualTo("completed");
        assertThat(clerk.path("sql").asText()).contains("WHERE");
        assertThat(clerk.path("content").asText())
                .contains("completed")
                .doesNotContain("cancelled");
    }

    @Test
    void who_shows_no_token_has_what_the_server_is_configured_with() throws Exception {
        assertThat(ask(question(QUESTION), "").path("rows").size()).isGreaterThan(1);
    }

    @Test
    void what_the_rules_grant_nobody_is_not_answered() throws Exception {
        var stranger = ask(question(QUESTION), token("stranger"));
        assertThat(stranger.path("rows")).isEmpty();
        var clerk = ask(question("guarded orders count by promo code"), token("clerk"));
        assertThat(clerk.path("rows")).isEmpty();
        assertThat(clerk.toString()).doesNotContain("SAVE");
    }

    @Test
    void a_token_that_is_wrong_is_refused() throws Exception {
        var wrong = new Tokens("another secret", Clock.system()).issue(Json.object());
        var reply = send("POST", "/workflow/query-sync", question(QUESTION).toString(), wrong);
        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(Json.parse(reply.body()).path("code").asText()).isEqualTo("cube-token-wrong");
    }

    @Test
    void nobody_reads_the_answers_of_other_claims() throws Exception {
        var manager = ask(question(QUESTION), token("manager"));
        var path = "/workflow/runs/" + manager.path("run_id").asText() + "/events";
        assertThat(send("GET", path, "", token("clerk")).statusCode()).isEqualTo(404);
        assertThat(send("GET", path, "", token("manager")).statusCode()).isEqualTo(200);
        var follow =
                question("only the completed ones")
                        .put("conversation", manager.path("conversation").asText());
        assertThat(ask(follow, token("clerk")).has("rows")).isFalse();
        assertThat(ask(follow, token("manager")).path("rows")).hasSize(1);
    }

    @Test
    void files_and_charts_hold_the_same_rows() throws Exception {
        var query = Json.object();
        query.putArray("measures").add("guarded_orders.count");
        query.putArray("dimensions").add("guarded_orders.status");
        var path =
                "/explore/data/csv?query="
                        + URLEncoder.encode(query.toString(), StandardCharsets.UTF_8);
        assertThat(send("GET", path, "", token("clerk")).body())
                .contains("completed")
                .doesNotContain("cancelled");
        assertThat(send("GET", path, "", "").body()).contains("cancelled");
        var body = Json.object().put("question", "x").set("query", query).toString();
        var chart = Json.parse(send("POST", "/data/chart", body, token("clerk")).body());
        assertThat(chart.path("rows")).hasSize(1);
    }
}
