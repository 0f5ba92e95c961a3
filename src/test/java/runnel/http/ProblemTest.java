package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;
import runnel.base.Problem;

class ProblemTest {
    private static Server server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get(
                "/problem",
                (request, response) -> {
                    response.header("Retry-After", "7")
                            .header("Cache-Control", "public")
                            .status(202);
                    throw new Problem(Problem.Kind.TOO_MANY, "json-invalid", "1:1", "<b>\"&");
                });
        routes.get(
                "/broken",
                (request, response) -> {
                    throw new IllegalStateException("the secret cause");
                });
        routes.get("/deep", (request, response) -> response.text("" + depth(1)));
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    private static int depth(int depth) {
        return depth < 0 ? depth : depth(depth + 1) + 1;
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aProblemIsToldToProgramsAsJson() {
        var answer = RawClient.get(server, "/problem");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("7");
        assertThat(answer.headers("Cache-Control")).containsExactly("no-store");
        var problem = Json.parse(answer.text());
        assertThat(problem.path("type").asText()).isEqualTo("urn:runnel:problem:json-invalid");
        assertThat(problem.path("title").asText()).isEqualTo("Too Many Requests");
        assertThat(problem.path("status").asInt()).isEqualTo(429);
        assertThat(problem.path("code").asText()).isEqualTo("json-invalid");
        assertThat(problem.path("detail").asText())
                .isEqualTo("The JSON is not valid at 1:1: <b>\"&");
        assertThat(problem.path("hint").asText()).startsWith("Send one JSON object");
        assertThat(problem.path("trace").asText()).isEqualTo(answer.header("X-Request-Id"));
        var chinese = RawClient.get(server, "/problem", "Accept-Language: zh-CN");
        assertThat(Json.parse(chinese.text()).path("detail").asText()).startsWith("JSON 在 1:1 处无效");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
                "text/html | true",
                "application/json;q=0.5, text/html | true",
                "*/* | false",
                "application/json, text/html;q=0.9 | false",
                "application/json, text/html | false",
                "text/event-stream | false",
                "text/html;q=0 | false",
                "text/html;q=x | false"
            })
    void aProblemIsAPageForWhoeverPrefersPages(String accept, boolean page) {
        var answer = RawClient.get(server, "/problem", "Accept: " + accept);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Content-Type").startsWith("text/html")).isEqualTo(page);
        if (page) {
            assertThat(answer.text()).contains("&lt;b&gt;&quot;&amp;").doesNotContain("<b>");
        }
    }

    @Test
    void thePageOfAProblemCanBeReplacedAndMayFail() {
        var routes =
                new Routes()
                        .page((problem, request) -> {
                            if (request.query("fail").isPresent()) {
                                throw new IllegalStateException("on purpose");
                            }
                            return "<h1>" + problem.code() + "</h1>";
                        });
        try (var other = Server.start(Settings.at("127.0.0.1", 0), routes)) {
            assertThat(RawClient.get(other, "/x", "Accept: text/html").text())
                    .isEqualTo("<h1>path-unknown</h1>");
            assertThat(RawClient.get(other, "/x?fail", "Accept: text/html").text())
                    .contains("There is nothing at /x.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/broken", "/deep"})
    void otherFailuresTellNothingButTheirName(String path) {
        var answer = RawClient.get(server, path, "X-Request-Id: my-own-id.1");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text()).doesNotContain("secret").doesNotContain("Exception");
        var problem = Json.parse(answer.text());
        assertThat(problem.path("code").asText()).isEqualTo("internal");
        assertThat(problem.path("hint").asText()).contains("my-own-id.1");
    }
}
