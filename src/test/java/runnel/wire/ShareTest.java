package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Hash;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** A link lets those who have it read one conversation of a server that asks for a login. */
@Timeout(60)
class ShareTest {
    private static final String SHARE = "/api/v1/conversations/talk/share";
    private static final Pattern MESSAGE = Pattern.compile("<article[^>]* id=\"(m_\\w+)\"");

    @TempDir Path directory;

    private TestServer server;
    private Http http;
    private String token;

    @BeforeEach
    void start() throws Exception {
        server = TestServer.start(directory, Map.of(Setting.HOST, "0.0.0.0"));
        token = "Bearer " + server.app().firstToken().orElseThrow();
        http = server.http();
        say("talk", "the first question");
        say("other", "of another conversation");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aGuestReadsWithoutALoginAndCanDoNothing() throws Exception {
        var link = share();
        var page = http.get(link);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("the first question").doesNotContain("another");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.body())
                .doesNotContain("<form", "formaction", "/regenerate", "/conversations/", "/edit")
                .doesNotContain("sidebar", "composer");
        var message = MESSAGE.matcher(page.body()).results().findFirst().orElseThrow().group(1);
        assertThat(http.get(link + "/older?before=" + message).status()).isEqualTo(200);
        assertThat(http.get(link + "/older?before=x").status()).isEqualTo(404);
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            assertThat(http.method(method, link, "{}").status()).isEqualTo(405);
        }
    }

    @Test
    void nothingElseIsReadByALink() throws Exception {
        var link = share();
        for (var path :
                List.of(
                        "/",
                        "/conversations/talk",
                        "/conversations/other",
                        "/conversations/talk/share",
                        "/api/v1/conversations",
                        "/api/v1/conversations/talk",
                        "/live?conversation=talk",
                        "/models")) {
            assertThat(http.get(path).status()).as(path).isEqualTo(401);
        }
        for (var path :
                List.of(
                        "/shared/other",
                        "/shared/talk",
                        "/shared/" + Hash.of(link.substring("/shared/".length())),
                        link + "x",
                        link.substring(0, link.length() - 1),
                        "/shared/" + "0".repeat(40),
                        link + "/files/f_1",
                        link + "/../../conversations/other")) {
            var reply = http.get(path);
            assertThat(reply.status()).as(path).isIn(400, 401, 404);
            assertThat(reply.body()).doesNotContain("another conversation");
        }
        // Messages of another conversation are none of this one.
        var other = http.get("/api/v1/conversations/other", "Authorization", token).json();
        var message = other.path("messages").path(0).path("id").asText();
        assertThat(http.get(link + "/older?before=" + message).body())
                .doesNotContain("another conversation");
        try (var guest = http.stream(link + "/live?conversation=other&follow=other@0")) {
            assertThat(guest.take().data()).contains("the first").doesNotContain("another");
        }
    }

    @Test
    void filesOfTheConversationAreReadAndNoOthers() throws Exception {
        var mine = upload("mine.txt", "seen by guests");
        var others = upload("others.txt", "seen by nobody else");
        var loose = upload("loose.txt", "sent with nothing");
        say("talk", "with a file", mine);
        say("other", "with a file", others);
        var link = share();
        assertThat(http.get(link).body()).contains(link + "/files/" + mine);
        assertThat(http.get(link + "/files/" + mine).body()).isEqualTo("seen by guests");
        assertThat(http.get(link + "/files/" + others).status()).isEqualTo(404);
        assertThat(http.get(link + "/files/" + loose).status()).isEqualTo(404);
        assertThat(http.get("/api/v1/files/" + mine).status()).isEqualTo(401);
    }

    @Test
    void aGuestFollowsARunAndIsSentAwayWhenTheLinkEnds() throws Exception {
        var link = share();
        var body =
                Json.object()
                        .put("conversation", "talk")
                        .put("text", "word ".repeat(20_000) + "the very end");
        try (var run = http.postStream("/api/v1/messages", body, "Authorization", token);
                var guest = http.stream(link + "/live")) {
            assertThat(guest.status()).isEqualTo(200);
            run.take();
            for (var i = 0; i < 20; i++) {
                assertThat(guest.take().data()).isNotEmpty();
            }
            assertThat(http.method("DELETE", SHARE, "", "Authorization", token).status())
                    .isEqualTo(200);
            var rest = guest.rest();
            assertThat(rest).extracting(SseClient.Frame::data).noneMatch(it -> it.contains("very"));
            assertThat(rest.getLast().event()).isEqualTo("gone");
            assertThat(http.get(link).status()).isEqualTo(404);
            assertThat(http.get(link + "/live").status()).isEqualTo(404);
            // The run goes on: it was the link that ended the stream.
            assertThat(state().has("active")).isTrue();
            http.method(
                    "POST",
                    "/api/v1/runs/" + state().path("active").path("run").asText() + "/cancel",
                    "",
                    "Authorization",
                    token);
        }
    }

    @Test
    void aNewLinkEndsTheOneBeforeAndLinksLastOverARestart() throws Exception {
        var first = share();
        var second = share();
        assertThat(http.get(first).status()).isEqualTo(404);
        server.restart();
        http = server.http();
        assertThat(http.get(second).status()).isEqualTo(200);
        assertThat(state().path("shared").asBoolean()).isTrue();
        // Only a hash is kept: the secret is nowhere on the disk.
        server.close();
        var secret = second.substring("/shared/".length()).getBytes(StandardCharsets.UTF_8);
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                assertThat(indexOf(Files.readAllBytes(file), secret)).as("%s", file).isNegative();
            }
        }
    }

    @Test
    void aDeletedConversationIsReadByNobodyUntilItIsRestored() throws Exception {
        var link = share();
        var path = "/api/v1/conversations/talk";
        http.method("DELETE", path, "", "Authorization", token);
        assertThat(http.get(link).status()).isEqualTo(404);
        http.method("POST", path + "/restore", "", "Authorization", token);
        assertThat(http.get(link).status()).isEqualTo(200);
    }

    private JsonNode state() throws Exception {
        return http.get("/api/v1/conversations/talk", "Authorization", token).json();
    }

    private String share() throws Exception {
        var reply = http.method("PUT", SHARE, "", "Authorization", token);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json().path("path").asText();
    }

    private void say(String conversation, String text, String... files) throws Exception {
        var body = Json.object().put("conversation", conversation).put("text", text);
        var array = body.putArray("files");
        List.of(files).forEach(array::add);
        try (var run = http.postStream("/api/v1/messages", body, "Authorization", token)) {
            assertThat(run.rest()).extracting(SseClient.Frame::event).contains("run-end");
        }
    }

    private String upload(String name, String text) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(http.url() + "/api/v1/files?name=" + name))
                        .header("Authorization", token)
                        .POST(HttpRequest.BodyPublishers.ofString(text))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var reply = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.parse(reply.body()).path("id").asText();
        }
    }

    private static int indexOf(byte[] text, byte[] wanted) {
        var all = new String(text, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
