package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/** What is remembered of a person: by a tool, by hand, by the interface; and forgotten. */
class MemoryTest {
    private static final String API = "/api/v1/memory";

    @TempDir Path directory;
    private FakeUpstream upstream;
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        upstream = new FakeUpstream(MemoryTest::answer);
        server = TestServer.start(directory, upstream);
        http = server.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        upstream.close();
    }

    @Test
    void what_one_conversation_teaches_the_next_one_knows_until_it_is_forgotten() throws Exception {
        say("I eat no meat, remember that");
        var fact = http.get(API).json().path("facts").path(0);
        assertThat(fact.path("text").asText()).isEqualTo("Is a vegetarian.");
        server.restart();
        http = server.http();
        say("What shall I cook?");
        assertThat(lastRequest()).contains("<memory>", "Is a vegetarian.");

        var one = API + "/" + fact.path("id").asText();
        assertThat(http.method("PATCH", one, "{\"text\":\"Eats fish.\"}").status()).isEqualTo(204);
        say("And tomorrow?");
        assertThat(lastRequest()).contains("Eats fish.").doesNotContain("vegetarian");

        http.method("PATCH", API, "{\"on\":false}");
        say("And then?");
        assertThat(lastRequest()).doesNotContain("Eats fish.");
        say("I eat no meat, remember that");
        assertThat(lastRequest()).contains("wants nothing remembered");
        http.method("PATCH", API, "{\"on\":true}");
        assertThat(http.get(API).json().path("facts").size()).isOne();
        assertThat(http.method("DELETE", one, "").status()).isEqualTo(204);
        assertThat(http.get(API).json().path("facts").size()).isZero();
    }

    @Test
    void the_page_shows_all_of_it_and_changes_it() throws Exception {
        http.form("/memory", Map.of("text", "I like <b>tea</b>."));
        var page = http.get("/memory", "Accept-Language", "zh").body();
        assertThat(page).contains("I like &lt;b>tea&lt;/b>.", "关闭记忆");
        var id = http.get(API).json().path("facts").path(0).path("id").asText();
        http.form("/memory/" + id, Map.of("text", "I like coffee."));
        assertThat(http.get("/memory").body()).contains("I like coffee.");
        http.form("/memory/" + id + "/remove", Map.of("x", "y"));
        assertThat(http.get("/memory").body()).doesNotContain("coffee");
        http.form("/memory/turn", Map.of("on", "false"));
        assertThat(http.get(API).json().path("on").asBoolean()).isFalse();
    }

    @Test
    void what_cannot_be_kept_is_refused() throws Exception {
        assertThat(http.post(API, Json.object().put("text", " ")).status()).isEqualTo(400);
        assertThat(http.post(API, Json.object().put("text", "x".repeat(501))).status())
                .isEqualTo(400);
        assertThat(http.method("PATCH", API + "/f_nothing", "{\"text\":\"x\"}").status())
                .isEqualTo(404);
        http.post(API, Json.object().put("text", "Same."));
        http.post(API, Json.object().put("text", " Same. "));
        assertThat(http.get(API).json().path("facts").size()).isOne();
    }

    private static void answer(FakeUpstream.Line line) throws Exception {
        var body = line.request().body();
        line.head();
        if (body.contains("remember that") && !body.contains("tool_call_id")) {
            line.event(Chunks.call(0, "a", "remember", "{\"fact\":\"Is a vegetarian.\"}"))
                    .finish("tool_calls");
        } else {
            line.text("ok").finish("stop");
        }
    }

    private void say(String text) throws Exception {
        var message = Json.object().put("text", text);
        try (var stream = http.postStream("/api/v1/messages", message)) {
            assertThat(stream.rest().toString()).contains("\"outcome\":\"done\"");
        }
    }

    private String lastRequest() {
        return upstream.requests().getLast().body();
    }
}
