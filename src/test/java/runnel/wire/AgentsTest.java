package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/** Agents over HTTP: listed, chosen for a message or a conversation, changed while it runs. */
class AgentsTest {
    @TempDir Path directory;
    private FakeUpstream upstream;
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        upstream = new FakeUpstream(line -> line.head().text("ok").finish("stop"));
        server = TestServer.start(directory, upstream);
        http = server.http();
        write("poet", "title: {en: Poet, zh: 诗人}\ninstruction: Rhyme.\ntools: [time]");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        upstream.close();
    }

    @Test
    void they_are_listed_in_the_readers_language_with_what_is_wrong() throws Exception {
        write("broken", "instruction: a\nwrong: 1");
        var list = http.get("/api/v1/agents", "Accept-Language", "zh").json();
        assertThat(list.path("default").asText()).isEqualTo("assistant");
        assertThat(list.path("agents").findValuesAsText("name"))
                .contains("assistant", "researcher", "analyst", "poet");
        var poet = named(list, "poet");
        assertThat(poet.path("title").asText()).isEqualTo("诗人");
        assertThat(poet.path("tools").get(0).asText()).isEqualTo("time");
        assertThat(named(list, "assistant").path("tools").size())
                .as("the assistant has every tool")
                .isGreaterThan(2);
        var problem = list.path("problems").get(0);
        assertThat(problem.path("place").asText()).isEqualTo("agents/broken.yaml:2:1");
        assertThat(problem.path("message").asText()).contains("没有名为“wrong”的键");
    }

    @Test
    void the_choice_is_kept_for_the_conversation_and_over_a_restart() throws Exception {
        say(Json.object().put("conversation", "one").put("text", "first"));
        assertThat(lastRequest()).doesNotContain("Rhyme.");
        var changed = http.method("PATCH", "/api/v1/conversations/one", "{\"agent\":\"poet\"}");
        assertThat(changed.status()).isEqualTo(200);
        server.restart();
        http = server.http();
        assertThat(http.get("/api/v1/conversations/one").json().path("agent").asText())
                .isEqualTo("poet");
        say(Json.object().put("conversation", "one").put("text", "second"));
        assertThat(lastRequest()).contains("Rhyme.").contains("\"time\"");
        assertThat(lastRequest()).doesNotContain("calculator");
        say(
                Json.object()
                        .put("conversation", "one")
                        .put("text", "third")
                        .put("agent", "assistant"));
        assertThat(lastRequest()).as("a message may ask for another").contains("calculator");
        assertThat(
                        http.method("PATCH", "/api/v1/conversations/one", "{\"agent\":\"nobody\"}")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void an_agent_that_is_gone_ends_its_runs_honestly() throws Exception {
        say(Json.object().put("conversation", "one").put("text", "first").put("agent", "poet"));
        http.method("PATCH", "/api/v1/conversations/one", "{\"agent\":\"poet\"}");
        Files.delete(directory.resolve("agents/poet.yaml"));
        server.restart();
        http = server.http();
        var said = say(Json.object().put("conversation", "one").put("text", "second"));
        assertThat(said).contains("\"code\":\"agent-unknown\"").contains("\"outcome\":\"failed\"");
    }

    @Test
    void the_page_offers_them_with_their_starters() throws Exception {
        var start = http.get("/?agent=analyst", "Accept-Language", "en").body();
        assertThat(start).contains("Data analyst").contains("How did revenue develop");
        var sent =
                http.form(
                        "/conversations",
                        Map.of("text", "hi", "agent", "analyst", "key", "k1"),
                        "Accept",
                        "application/json");
        var path = sent.json().path("path").asText();
        var page = http.get(path, "Accept-Language", "en").body();
        assertThat(page).contains("<option value=\"analyst\" selected>Data analyst</option>");
        http.form(path + "/agent", Map.of("agent", "poet"), "Accept", "application/json");
        assertThat(http.get("/api/v1" + path).json().path("agent").asText()).isEqualTo("poet");
    }

    private String say(JsonNode message) throws Exception {
        try (var stream = http.postStream("/api/v1/messages", message)) {
            return stream.rest().toString();
        }
    }

    private String lastRequest() {
        return upstream.requests().getLast().body();
    }

    private void write(String name, String text) throws Exception {
        Files.createDirectories(directory.resolve("agents"));
        Files.writeString(directory.resolve("agents/" + name + ".yaml"), text);
    }

    private static JsonNode named(JsonNode list, String name) {
        for (var agent : list.path("agents")) {
            if (agent.path("name").asText().equals(name)) {
                return agent;
            }
        }
        throw new AssertionError("no agent " + name);
    }
}
