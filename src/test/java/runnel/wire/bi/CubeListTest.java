package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.TestServer;

/** Which Cube servers a question may name, and that nobody else hears of it. */
class CubeListTest {
    private static final String NOW = "2026-03-18T10:05:00Z";
    private static final String QUESTION = "revenue by product category";

    @TempDir static Path data;
    private static TestServer cube;
    private static FakeUpstream leading;
    private static FakeUpstream inside;
    private static TestServer server;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        cube = TestServer.start(data.resolve("cube"), Map.of(Setting.NOW, NOW));
        port = Integer.parseInt(cube.app().url().replaceFirst(".*:", ""));
        inside = new FakeUpstream(line -> line.answer(200, "application/json", "{\"cubes\":[]}"));
        leading =
                new FakeUpstream(line ->
                        line.answer(
                                307,
                                "text/plain",
                                "",
                                "Location: http://127.0.0.1:" + inside.port() + "/secret"));
        var listed = "http://127.0.0.1:" + port + "/, http://127.0.0.1:" + leading.port();
        server =
                TestServer.start(
                        data.resolve("server"),
                        Map.of(Setting.NOW, NOW, Setting.CUBE_URLS, listed));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        cube.close();
        leading.close();
        inside.close();
    }

    @Test
    void a_listed_server_answers_and_the_usual_one_where_none_is_named() throws Exception {
        var named = sync(cubeAt("http://127.0.0.1:" + port));
        assertThat(named.path("rows")).as(named.toString()).hasSize(6);
        assertThat(named.path("outcome").asText()).isEqualTo("answered");
        // Which one it was is part of the log: after a crash the run goes on with it.
        var events = "/api/v1/conversations/" + named.path("conversation").asText() + "/events";
        try (var stream = server.http().stream(events + "?after=0")) {
            assertThat(stream.until("run-start"))
                    .anyMatch(frame -> frame.data().contains("data@http://127.0.0.1:" + port));
        }
        assertThat(sync(body -> body).path("rows")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP://127.0.0.1:%d", "http://127.0.0.1:%d/", "http://127.0.0.1:%d//"})
    void another_spelling_of_a_listed_server_is_the_same(String spelling) throws Exception {
        assertThat(sync(cubeAt(spelling.formatted(port))).path("rows")).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:%d",
                "http://user@127.0.0.1:%d",
                "http://127.0.0.1:%d@evil.example",
                "http://evil.example#@127.0.0.1:%d",
                "http://127.0.0.1:%d?x=1",
                "http://127.0.0.1:%d/..",
                "https://127.0.0.1:%d",
                "http://127.0.0.1",
                "http://127.0.0.1:%d0",
                "http://2130706433:%d",
                "http://0x7f000001:%d",
                "http://0177.0.0.1:%d",
                "http://127.1:%d",
                "http://[::1]:%d",
                "http://[::ffff:127.0.0.1]:%d",
                "http://[::ffff:7f00:1]:%d",
                "http://127.0.0.1.nip.io:%d",
                "http://①②⑦.⓪.⓪.①:%d",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                " http://127.0.0.1:%d",
                " "
            })
    void any_other_is_turned_away_and_asked_nothing(String url) throws Exception {
        var before = conversations();
        for (var path : new String[] {"/workflow/query", "/workflow/query-sync"}) {
            var reply = server.http().post(path, cubeAt(url.replace("%d", "" + port)).apply(ask()));
            assertThat(reply.status()).as(reply.body()).isEqualTo(403);
            assertThat(reply.json().path("code").asText()).isEqualTo("workflow-cube-url");
        }
        assertThat(conversations()).isEqualTo(before);
    }

    @Test
    void what_is_no_text_is_turned_away_too() throws Exception {
        for (var value : new String[] {"7", "[\"http://169.254.169.254\"]", "{\"a\":1}", "true"}) {
            var body = ask();
            body.set("cubejs_url", Json.parse(value));
            assertThat(server.http().post("/workflow/query", body).status()).isEqualTo(403);
        }
        assertThat(sync(body -> body.put("cubejs_url", "")).path("rows")).hasSize(6);
        assertThat(sync(body -> body.putNull("cubejs_url")).path("rows")).hasSize(6);
    }

    @Test
    void a_redirect_is_told_and_not_followed() throws Exception {
        var url = "http://127.0.0.1:" + leading.port();
        var stream = server.http().post("/workflow/query", cubeAt(url).apply(ask()));
        assertThat(stream.body())
                .contains("\"code\":\"cube-server-redirect\"", "redirects to another address")
                .endsWith("\"[DONE]\"\n\n");
        assertThat(leading.requests()).isNotEmpty();
        assertThat(inside.requests()).isEmpty();
    }

    private static UnaryOperator<ObjectNode> cubeAt(String url) {
        return body -> body.put("cubejs_url", url);
    }

    private static ObjectNode ask() {
        return Json.object().put("message", QUESTION);
    }

    private static JsonNode sync(UnaryOperator<ObjectNode> more) throws Exception {
        var reply = server.http().post("/workflow/query-sync", more.apply(ask()));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private static int conversations() throws Exception {
        return server.http().get("/api/v1/conversations").json().path("conversations").size();
    }
}
