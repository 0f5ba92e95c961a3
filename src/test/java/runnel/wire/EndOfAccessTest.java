package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** Whoever loses the right to read while a stream is open reads no further, and is told why. */
@Timeout(120)
class EndOfAccessTest {
    private static final String ENDED = "Your access has ended";

    @TempDir Path directory;

    @Test
    void everyOpenStreamEndsWithAWordWhenTheSessionExpires() throws Exception {
        try (var server = TestServer.start(directory, Map.of(Setting.HOST, "0.0.0.0"))) {
            var http = server.http();
            var session = login(http, server.app().firstToken().orElseThrow());
            var quiet = Json.object().put("conversation", "quiet").put("text", "hello");
            try (var run = http.postStream("/api/v1/messages", quiet, "Cookie", session)) {
                run.rest();
            }
            var open = new LinkedHashMap<String, SseClient>();
            try {
                open(open, http, session);
                var pages = http.whole("/live?follow=talk@0,quiet@0", "", "Cookie", session);
                open.values().forEach(stream -> assertThat(stream.status()).isEqualTo(200));
                expireSessions();
                for (var stream : open.entrySet()) {
                    var frames = stream.getValue().rest();
                    assertThat(stream.getValue().hasEnded()).as(stream.getKey()).isTrue();
                    assertThat(frames.getLast().data())
                            .as(stream.getKey())
                            .contains(stream.getKey().contains("zh") ? "访问权限已结束" : ENDED);
                    if (stream.getKey().equals("run")) {
                        told(frames);
                    }
                }
                assertThat(pages.get(60, TimeUnit.SECONDS)).contains("event: trouble", ENDED);
                assertThat(http.get("/api/v1/conversations", "Cookie", session).status())
                        .isEqualTo(401);
            } finally {
                for (var stream : open.values()) {
                    stream.close();
                }
            }
        }
    }

    /** Programs are told a problem, with the place that they have come to. */
    private static void told(List<SseClient.Frame> frames) {
        var last = frames.getLast();
        assertThat(frames).extracting(SseClient.Frame::event).doesNotContain("run-end");
        assertThat(last.event()).isEqualTo("problem");
        assertThat(last.id()).isEqualTo(frames.get(frames.size() - 2).id());
        assertThat(Json.parse(last.data()).path("code").asText()).isEqualTo("access-ended");
        assertThat(Json.parse(last.data()).path("status").asInt()).isEqualTo(401);
    }

    private static void open(Map<String, SseClient> open, Http http, String session)
            throws Exception {
        open.put("run", http.postStream("/api/v1/messages", talk(), "Cookie", session));
        open.put("conversation", stream(http, "/api/v1/conversations/talk/events", session));
        open.put("silence", stream(http, "/api/v1/conversations/quiet/events", session));
        open.put("page", stream(http, "/live?conversation=talk", session));
        open.put("whole text", stream(http, "/stream?username=ann&query=" + words(), session));
        http.form("/chat", Map.of("query", words(), "session_id", "s"), "Cookie", session);
        open.put("list", stream(http, "/stream/s", session));
        open.put(
                "page zh",
                http.stream(
                        "/live?conversation=talk", "Cookie", session, "Accept-Language", "zh-CN"));
    }

    private static SseClient stream(Http http, String path, String session) throws Exception {
        return http.stream(path, "Cookie", session);
    }

    private static String login(Http http, String token) throws Exception {
        var cookie = http.get("/login?token=" + token).header("Set-Cookie");
        return cookie.substring(0, Math.max(0, cookie.indexOf(';')));
    }

    private static JsonNode talk() {
        return Json.object().put("conversation", "talk").put("text", "word ".repeat(20_000));
    }

    private static String words() {
        return Http.encode("word ".repeat(900));
    }

    /** As time does. */
    private void expireSessions() throws Exception {
        var url = "jdbc:sqlite:" + directory.resolve("runnel.db");
        try (var database = DriverManager.getConnection(url);
                var statement = database.createStatement()) {
            statement.execute("pragma busy_timeout = 10000");
            var ended =
                    statement.executeUpdate(
                            "update access set until_millis = 1 where until_millis < "
                                    + Long.MAX_VALUE);
            assertThat(ended).isEqualTo(1);
        }
    }
}
