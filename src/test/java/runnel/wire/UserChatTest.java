package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.RawHttp;
import runnel.testkit.Served;
import runnel.testkit.SseClient;
import runnel.testkit.SseClient.Frame;
import runnel.testkit.TestServer;

/**
 * Contract C: each event is the whole reply so far, and a user's name names a conversation that
 * lasts.
 */
class UserChatTest extends Served {
    @Test
    void everyMessageExtendsTheOneBeforeAndTheStreamEndsWithTheReply() throws Exception {
        var query = "word ".repeat(200) + "你好,世界\n\nsecond paragraph \"quoted\" \\ end";
        try (var stream = ask("Alice", query)) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache, no-transform");
            var frames = stream.rest();
            assertThat(stream.hasEnded()).isTrue();
            assertThat(frames)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(frame -> {
                        assertThat(frame.event()).isEmpty();
                        assertThat(frame.data()).startsWith("{\"message\": \"");
                    });
            var before = "";
            for (var frame : frames) {
                assertThat(message(frame)).startsWith(before);
                before = message(frame);
            }
            assertThat(before).endsWith("你好,世界\n\nsecond paragraph \"quoted\" \\ end");
        }
    }

    @Test
    void anAddressMayBeSentAsItIsTyped() throws Exception {
        for (var typed : List.of("你好", "{a|b}[c]^`\"<>\\", "é ü".replace(" ", "%20"))) {
            var stream =
                    RawHttp.send(
                            server.app().url(),
                            "GET /stream?username=爱丽丝&query=" + typed + " HTTP/1.1",
                            new byte[0]);
            assertThat(stream.status()).as(typed).isEqualTo(200);
            var state = http.get("/api/v1/conversations/" + Core.conversationOf("爱丽丝")).json();
            assertThat(state.findValuesAsText("text")).contains(typed.replace("%20", " "));
        }
    }

    @Test
    void bothParametersAreNeeded() throws Exception {
        for (var query :
                List.of(
                        "",
                        "?username=A",
                        "?query=x",
                        "?username=&query=x",
                        "?username=A&query=%20")) {
            var reply = http.get("/stream" + query);
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.json().path("code").asText()).isEqualTo("query-missing");
            assertThat(reply.json().path("detail").asText()).containsAnyOf("username", "query");
        }
        assertThat(http.get("/stream?query=x&username=" + "n".repeat(201)).status()).isEqualTo(400);
    }

    @Test
    void whoOnlyLooksAsksNothing() throws Exception {
        var reply = http.method("HEAD", "/stream?username=Looker&query=x", "");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(http.get("/api/v1/conversations/" + Core.conversationOf("Looker")).status())
                .isEqualTo(404);
    }

    @Test
    void aPlaceWhereNothingWasAskedIsNamedAsItWasGiven() throws Exception {
        var reply = http.get("/stream?username=Nobody&query=x", "Last-Event-ID", "garbage");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("resume-unknown");
        assertThat(reply.json().path("detail").asText()).contains("garbage");
    }

    @Test
    void aConversationIsRememberedOverARestartAndUsersAreApart() throws Exception {
        var upstream = new FakeUpstream(line -> line.head().text("I ", "heard.").finish("stop"));
        try (upstream;
                var second = TestServer.start(directory.resolve("second"), upstream)) {
            last(ask(second.http(), "Alice", "my number is 7"));
            last(ask(second.http(), "Bob", "my number is 9"));
            second.restart();
            last(ask(second.http(), "Alice", "which number?"));
            var bodies = upstream.requests().stream().map(FakeUpstream.Request::body).toList();
            assertThat(bodies).hasSize(3);
            assertThat(bodies.get(1)).contains("my number is 9").doesNotContain("my number is 7");
            assertThat(bodies.get(2))
                    .contains("my number is 7", "I heard.", "which number?")
                    .doesNotContain("my number is 9");
        }
    }

    @Test
    void whoComesBackGoesOnAndNeverAsksAnew() throws Exception {
        var query = "a b c d e f g h i j k l m n o p q r s t u v w x y z";
        Frame seen;
        try (var stream = ask("Alice", query)) {
            stream.take();
            seen = stream.take();
        }
        try (var stream = again("Alice", query, "" + seen.id())) {
            var rest = stream.rest();
            assertThat(rest).isNotEmpty();
            assertThat(message(rest.getFirst())).startsWith(message(seen));
            assertThat(message(rest.getLast())).endsWith("x y z");
            seen = rest.getLast();
        }
        for (var unknown : List.of("123456", "garbage")) {
            try (var stream = again("Alice", query, unknown)) {
                assertThat(message(stream.rest().getLast())).isEqualTo(message(seen));
            }
        }
        assertThat(questions("Alice")).isEqualTo(1);
    }

    @Test
    void afterTheEndThereIsNothingMore() throws Exception {
        List<Frame> shown;
        try (var stream = ask("Alice", "short")) {
            shown = stream.rest();
        }
        var events =
                http.stream("/api/v1/conversations/" + Core.conversationOf("Alice") + "/events");
        long end;
        try (events) {
            end = events.until("run-end").getLast().id();
        }
        try (var stream = again("Alice", "short", "" + end)) {
            assertThat(stream.status()).isEqualTo(204);
        }
        // That is also where a browser comes from that has seen the last message.
        try (var stream = again("Alice", "short", "" + shown.getLast().id())) {
            assertThat(stream.status()).isEqualTo(204);
        }
        assertThat(questions("Alice")).isEqualTo(1);
    }

    @Test
    void whatGoesWrongIsSaidInTheReply() throws Exception {
        var upstream =
                new FakeUpstream(line ->
                        line.answer(401, "application/json", "{\"error\":{\"message\":\"no\"}}"));
        try (upstream;
                var second = TestServer.start(directory.resolve("second"), upstream)) {
            var said = last(ask(second.http(), "Alice", "hello"));
            assertThat(said).contains("127.0.0.1").contains("key");
        }
    }

    private SseClient ask(String user, String query) throws Exception {
        return ask(http, user, query);
    }

    private static SseClient ask(Http http, String user, String query) throws Exception {
        return http.stream("/stream?" + Http.query(Map.of("username", user, "query", query)));
    }

    private SseClient again(String user, String query, String cursor) throws Exception {
        var parameters = Http.query(Map.of("username", user, "query", query));
        return http.stream("/stream?" + parameters, "Last-Event-ID", cursor);
    }

    private long questions(String user) throws Exception {
        var messages =
                http.get("/api/v1/conversations/" + Core.conversationOf(user))
                        .json()
                        .path("messages");
        return messages.findValuesAsText("author").stream().filter("person"::equals).count();
    }

    private static String last(SseClient stream) throws Exception {
        try (stream) {
            return message(stream.rest().getLast());
        }
    }

    private static String message(Frame frame) {
        return Json.parse(frame.data()).path("message").asText();
    }
}
