package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Await;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** What the API can do with conversations as a whole: arrange, find, delete, restore. */
class LibraryApiTest {
    private static final String ALL = "/api/v1/conversations";

    @TempDir Path directory;
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        server = TestServer.start(directory);
        http = server.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void conversationsAreArrangedAndListedByIt() throws Exception {
        say("one", "first words");
        say("two", "second words");
        change("one", "{\"folder\":\"  My   trips \",\"pinned\":true,\"title\":\"Of trips\"}");
        change("two", "{\"archived\":true}");
        var one = http.get(ALL).json().path("conversations");
        assertThat(one.findValuesAsText("id")).containsExactly("one");
        assertThat(one.get(0).path("folder").asText()).isEqualTo("My trips");
        assertThat(one.get(0).path("pinned").asBoolean()).isTrue();
        assertThat(one.get(0).path("unread").asBoolean()).isTrue();
        assertThat(http.get(ALL + "?archived=true").json().findValuesAsText("id"))
                .containsExactly("two");
        assertThat(http.get(ALL + "?folder=My%20trips").json().findValuesAsText("id"))
                .containsExactly("one");
        assertThat(http.get(ALL + "?folder=").json().findValuesAsText("id")).isEmpty();
        assertThat(http.get("/api/v1/folders").json().path("folders").get(0).asText())
                .isEqualTo("My trips");

        var before = http.get(ALL + "/one").json().path("seq").asLong();
        change("one", "{\"folder\":\"My trips\",\"pinned\":true}");
        assertThat(http.get(ALL + "/one").json().path("seq").asLong())
                .as("what is so already is not said again")
                .isEqualTo(before);
        assertThat(http.method("POST", ALL + "/one/seen", "").status()).isEqualTo(204);
        assertThat(http.get(ALL).json().path("conversations").get(0).path("unread").asBoolean())
                .isFalse();

        server.restart();
        http = server.http();
        var again = http.get(ALL + "/one").json();
        assertThat(again.path("title").asText()).isEqualTo("Of trips");
        assertThat(again.path("folder").asText()).isEqualTo("My trips");
        assertThat(again.path("pinned").asBoolean()).isTrue();
    }

    @Test
    void wrongValuesChangeNothing() throws Exception {
        say("one", "first words");
        for (var body :
                List.of(
                        "{}",
                        "{\"pinned\":\"yes\"}",
                        "{\"title\":\"new\",\"model\":\"nobody/nothing\"}",
                        "{\"title\":\"new\",\"folder\":\"" + "x".repeat(61) + "\"}",
                        "{\"title\":\" \"}")) {
            var reply = http.method("PATCH", ALL + "/one", body);
            assertThat(reply.status()).as(body).isEqualTo(400);
        }
        assertThat(http.get(ALL + "/one").json().path("title").asText()).isEqualTo("first words");
    }

    @Test
    void aSearchShowsWhereAndWhy() throws Exception {
        say("one", "tell me of 瑞利散射");
        var hits = http.get("/api/v1/search?q=" + Http.encode("利散")).json().path("hits");
        assertThat(hits.findValuesAsText("conversation")).containsOnly("one").hasSize(3);
        var hit = hits.get(0);
        assertThat(hit.path("excerpt").findValuesAsText("hit")).contains("true");
        var rest = http.get("/api/v1/search?limit=2&q=" + Http.encode("利散")).json();
        var more =
                http.get(
                        "/api/v1/search?q=%E5%88%A9%E6%95%A3&before=" + rest.path("next").asText());
        assertThat(more.json().path("hits")).hasSize(1);
        assertThat(http.get("/api/v1/search?q=").status()).isEqualTo(400);
        assertThat(http.get("/api/v1/search?q=a&limit=0").status()).isEqualTo(400);
    }

    @Test
    void whatIsDeletedCanBeRestoredForAWhileAndIsThenUnknown() throws Exception {
        say("one", "first words");
        var deleted = http.method("DELETE", ALL + "/one", "");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(http.get(ALL).json().path("conversations")).isEmpty();
        assertThat(http.get(ALL + "/one").json().path("deletedUntil").asLong()).isPositive();
        assertThat(http.method("PATCH", ALL + "/one", "{\"pinned\":true}").status()).isEqualTo(409);
        assertThat(http.method("POST", ALL + "/one/restore", "").status()).isEqualTo(200);
        assertThat(http.get(ALL).json().path("conversations")).hasSize(1);

        server.close();
        server = TestServer.start(directory, Map.of(Setting.UNDO_SECONDS, "1"));
        http = server.http();
        try (var stream = http.stream(ALL + "/one/events")) {
            http.method("DELETE", ALL + "/one", "");
            http.method("DELETE", ALL + "/one", "");
            Await.until("it is erased", () -> http.get(ALL + "/one").status() == 404);
            assertThat(http.method("POST", ALL + "/one/restore", "").status()).isEqualTo(404);
            assertThat(http.get(ALL + "/one/events").status()).isEqualTo(404);
        }
        say("one", "a new life");
        assertThat(http.get(ALL + "/one").json().path("messages")).hasSize(2);
    }

    @Test
    void modelAndInstructionReachTheModel() throws Exception {
        try (var upstream =
                        new FakeUpstream(line -> {
                            if (line.request().path().endsWith("/models")) {
                                line.answer(
                                        200,
                                        "application/json",
                                        "{\"data\":[{\"id\":\"scripted\"}]}");
                                return;
                            }
                            line.head();
                            line.text(
                                    line.request().body().contains("You are a pirate")
                                            ? "Arr"
                                            : "Good day");
                            line.finish("stop");
                        });
                var other = TestServer.start(directory.resolve("other"), upstream)) {
            http = other.http();
            say("one", "hello");
            change("one", "{\"instruction\":\"You are a pirate\"}");
            assertThat(say("one", "hello again")).contains("Arr");
            change("one", "{\"model\":\"echo/echo\"}");
            assertThat(say("one", "who is there")).contains("echo/echo").doesNotContain("Arr");
            change("one", "{\"model\":\"\",\"instruction\":\"\"}");
            assertThat(say("one", "and now")).contains("Good day");
        }
    }

    private String say(String conversation, String text) throws Exception {
        try (var stream = http.say(conversation, text)) {
            return stream.rest().stream().map(SseClient.Frame::data).collect(Collectors.joining());
        }
    }

    private JsonNode change(String conversation, String body) throws Exception {
        var reply = http.method("PATCH", ALL + "/" + conversation, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }
}
