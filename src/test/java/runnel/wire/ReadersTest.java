package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.TestServer;
import runnel.wire.cube.Tokens;

/**
 * Who may read is asked at every subscription, at every resume and while a stream is open, on every
 * surface that streams.
 */
class ReadersTest {
    /** How long a stream may outlive the right to read it, as the guide says, and some patience. */
    private static final int END_SECONDS = 25 + 15;

    private static final String SECRET = "a secret that is long enough to be one";

    @TempDir Path directory;

    private TestServer server;
    private Http http;
    private String token;
    private String bearer;
    private NativeReader busy;

    /** One way to read, and the body to post where it is no {@code GET}. */
    private record Surface(String path, String body) {
        /** The same from a cursor on. */
        Surface after(long cursor) {
            return new Surface(path + (path.contains("?") ? "&" : "?") + "after=" + cursor, body);
        }
    }

    @BeforeEach
    void start() throws Exception {
        server =
                TestServer.start(
                        directory, Map.of(Setting.HOST, "0.0.0.0", Setting.CUBE_SECRET, SECRET));
        token = server.app().firstToken().orElseThrow();
        bearer = "Bearer " + token;
        http = server.http();
        busy = new NativeReader();
        try (var stream =
                http.postStream("/api/v1/messages", said("quiet"), "Authorization", bearer)) {
            new NativeReader().read(stream);
        }
        var body = Json.object().put("conversation", "busy").put("text", "word ".repeat(30_000));
        try (var stream = http.postStream("/api/v1/messages", body, "Authorization", bearer)) {
            busy.readChars(stream, 100);
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void withoutALoginNothingIsReadFromAnyPlace() throws Exception {
        for (var surface : surfaces()) {
            for (var proof : List.of("a=b", "runnel_session=wrong", "runnel_session=" + token)) {
                refused(surface, 401, "login-needed", "Cookie", proof);
            }
        }
    }

    @Test
    void anotherVisitorReadsNothingFromAnyPlace() throws Exception {
        var claims = Json.object().put("group", "guests").put("exp", 4_000_000_000L);
        var other = new Tokens(SECRET, Clock.system()).issue(claims);
        for (var surface : surfaces()) {
            var code = surface.path().contains("/runs/") ? "run-unknown" : "conversation-unknown";
            if (surface.path().contains("follow=")) {
                // Whose pages are there is told page by page; nothing comes of those that are not.
                try (var stream =
                        http.stream(
                                surface.path(),
                                "Authorization",
                                bearer,
                                "X-Cube-Authorization",
                                other)) {
                    assertThat(stream.status()).isEqualTo(200);
                    var body = new ArrayList<String>();
                    while (!body.contains("event: gone")) {
                        body.add(stream.line());
                    }
                    assertThat(String.join("", body)).doesNotContain("word", "hello");
                }
            } else {
                refused(surface, 404, code, "Authorization", bearer, "X-Cube-Authorization", other);
            }
        }
    }

    @Test
    void streamsEndWithTheSessionThatOpenedThemAndCannotBeResumed() throws Exception {
        var cookie = http.get("/login?token=" + token).header("Set-Cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        var open = new HashMap<Surface, CompletableFuture<String>>();
        for (var surface : surfaces()) {
            open.put(surface, http.whole(surface.path(), surface.body(), "Cookie", session));
        }
        assertThat(open.values()).noneMatch(CompletableFuture::isDone);
        http.method("POST", "/logout", "", "Cookie", session);
        for (var one : open.entrySet()) {
            assertThat(one.getValue().get(END_SECONDS, TimeUnit.SECONDS))
                    .as(one.getKey().path())
                    .endsWith("\n\n")
                    .doesNotContain("{\"run\":\"" + busy.run() + "\",\"outcome\"");
            refused(one.getKey(), 401, "login-needed", "Cookie", session);
        }
        // It was the reader who had to go, not the run.
        try (var stream =
                http.stream(
                        "/api/v1/runs/" + busy.run() + "/events?after=" + busy.cursor(),
                        "Authorization",
                        bearer)) {
            busy.take(stream.take());
            busy.readChars(stream, busy.text().length() + 1);
        }
    }

    @Test
    void theReadersOfALinkGoWithItAndCannotResume() throws Exception {
        for (var conversation : List.of("quiet", "busy")) {
            var share = "/api/v1/conversations/" + conversation + "/share";
            for (var end : List.of("DELETE", "PUT")) {
                var link =
                        http.method("PUT", share, "", "Authorization", bearer)
                                .json()
                                .path("path")
                                .asText();
                var live = new Surface(link + "/live", "");
                var open = http.whole(live.path(), "", "Accept", "text/event-stream");
                assertThat(open).isNotDone();
                http.method(end, share, "", "Authorization", bearer);
                assertThat(open.get(END_SECONDS, TimeUnit.SECONDS)).endsWith("\n\n");
                refused(live, 404, "link-unknown", "Accept", "text/event-stream");
            }
        }
    }

    private List<Surface> surfaces() {
        return List.of(
                new Surface("/api/v1/conversations/quiet/events", ""),
                new Surface("/api/v1/conversations/busy/events", ""),
                new Surface("/api/v1/runs/" + busy.run() + "/events", ""),
                new Surface("/workflow/runs/" + busy.run() + "/events", ""),
                new Surface(
                        "/api/v1/messages?after=" + busy.cursor(),
                        Json.object().put("conversation", "busy").put("text", "word").toString()),
                new Surface("/live?conversation=quiet", ""),
                new Surface("/live?conversation=busy", ""),
                new Surface("/live?follow=quiet@0,busy@0", ""),
                new Surface("/stream/quiet", ""),
                new Surface("/stream/busy", ""));
    }

    /** From the beginning, and from each kind of place that a reader may name. */
    private void refused(Surface surface, int status, String code, String... headers)
            throws Exception {
        var resumed = List.of("Last-Event-ID", "" + busy.cursor());
        var both = new ArrayList<>(List.of(headers));
        both.addAll(resumed);
        for (var reply :
                List.of(
                        ask(surface, headers),
                        ask(surface.after(1), headers),
                        ask(surface.after(Long.MAX_VALUE), headers),
                        ask(surface, both.toArray(String[]::new)))) {
            assertThat(reply.status()).as(surface.path() + reply.body()).isEqualTo(status);
            assertThat(reply.json().path("code").asText()).isEqualTo(code);
        }
    }

    private Http.Reply ask(Surface surface, String... headers) throws Exception {
        return surface.body().isEmpty()
                ? http.get(surface.path(), headers)
                : http.method("POST", surface.path(), surface.body(), headers);
    }

    private static ObjectNode said(String conversation) {
        return Json.object().put("conversation", conversation).put("text", "hello");
    }
}
