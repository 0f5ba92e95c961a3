package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/**
 * A restart in the middle of streams: bodies end cleanly, and every reader goes on where it was.
 */
class RestartTest {
    private static final List<String> PIECES =
            List.of("When ", "in ", "the ", "course ", "of ", "human ", "events. ");

    @TempDir Path directory;

    @Test
    void everyWireEndsCleanlyAndGoesOnExactly() throws Exception {
        var text = "w ".repeat(1_500) + "end";
        try (var server = TestServer.start(directory)) {
            var body =
                    Json.object()
                            .put("conversation", "native")
                            .put("text", text)
                            .put("idempotencyKey", "k");
            var reader = new NativeReader();
            var query = "/stream?" + Http.query(Map.of("username", "Ann", "query", text));
            SseClient.Frame cumulative;
            SseClient.Frame item;
            long place;
            try (var stream = server.http().postStream("/api/v1/messages", body);
                    var user = server.http().stream(query);
                    var events = server.http().stream("/api/v1/conversations/native/events");
                    var htmx = server.http().stream("/stream/htmx")) {
                server.http().form("/chat", Map.of("session_id", "htmx", "query", text));
                cumulative = user.take();
                do {
                    // Until the emphasis is closed, its asterisks are text.
                    item = htmx.take();
                } while (!item.data().contains("</em>"));
                place = events.until("text-delta").getLast().id();
                reader.readChars(stream, 200);
                server.close();
                reader.read(stream);
                place = Math.max(place, events.rest().getLast().id());
                cumulative = last(user, cumulative);
                item = last(htmx, item);
            }
            assertThat(reader.outcome()).isEmpty();
            server.restart();
            var http = server.http();
            reader.read(
                    http.postStream(
                            "/api/v1/messages", body, "Last-Event-ID", "" + reader.cursor()));
            assertThat(reader.text()).endsWith(text);
            assertThat(reader.outcome()).isEqualTo("done");
            assertThat(reader.resets()).isZero();
            assertThat(reader.names()).containsOnlyOnce("run-end");
            try (var user = http.stream(query, "Last-Event-ID", "" + cumulative.id())) {
                var rest = user.rest();
                assertThat(message(rest.getFirst())).startsWith(message(cumulative));
                assertThat(message(rest.getLast())).endsWith(text);
            }
            try (var htmx = http.stream("/stream/htmx", "Last-Event-ID", "" + item.id())) {
                var seen = item.data().replace("</p></li>", "").strip();
                SseClient.Frame frame;
                do {
                    frame = htmx.take();
                    assertThat(frame.data()).startsWith(seen);
                } while (!frame.data().contains("end"));
            }
            try (var events =
                    http.stream(
                            "/api/v1/conversations/native/events", "Last-Event-ID", "" + place)) {
                events.take();
                assertThat(events.take().id()).isGreaterThan(place);
            }
        }
    }

    @Test
    void thePageAndAQuestionAboutDataEndCleanlyAndGoOnToo() throws Exception {
        var text = "w ".repeat(2_000) + "finis";
        try (var server = TestServer.start(directory)) {
            server.http().form("/chat", Map.of("session_id", "talk", "query", text));
            var question = Json.object().put("message", "How many orders are there?");
            var page = new ArrayList<SseClient.Frame>();
            var steps = new ArrayList<SseClient.Frame>();
            try (var live = server.http().stream("/live?conversation=talk&after=0");
                    var data = server.http().postStream("/workflow/query", question)) {
                for (var i = 0; i < 5; i++) {
                    page.add(live.take());
                }
                steps.add(data.take());
                server.close();
                page.addAll(live.rest());
                steps.addAll(data.rest());
            }
            server.restart();
            var http = server.http();
            try (var live =
                    http.stream(
                            "/live?conversation=talk", "Last-Event-ID", "" + page.getLast().id())) {
                SseClient.Frame frame;
                do {
                    frame = live.take();
                    assertThat(frame.event()).isNotEqualTo("reset");
                } while (!frame.data().contains("finis"));
            }
            if (!steps.getLast().data().equals("\"[DONE]\"")) {
                try (var data =
                        http.postStream(
                                "/workflow/query",
                                question,
                                "Last-Event-ID",
                                "" + steps.getLast().id())) {
                    steps.addAll(data.rest());
                }
            }
            assertThat(steps.getLast().data()).isEqualTo("\"[DONE]\"");
            assertThat(steps).noneMatch(step -> step.data().contains("\"error\""));
        }
    }

    @Test
    void aModelThatBeginsAnewGoesOnInPlaceWhereItSaysTheSame() throws Exception {
        var reader = interrupted(() -> PIECES);
        assertThat(reader.text()).isEqualTo(String.join("", PIECES));
        assertThat(reader.names().stream().filter("run-start"::equals)).hasSize(2);
        assertThat(reader.names()).doesNotContain("reset");
    }

    @Test
    void aModelThatSaysSomethingElseBeginsAnotherVersionAndTheFirstOneStays() throws Exception {
        var attempt = new AtomicInteger();
        var reader =
                interrupted(() ->
                        attempt.incrementAndGet() == 1
                                ? PIECES
                                : List.of("When ", "pigs ", "fly."));
        assertThat(reader.text()).isEqualTo("When pigs fly.");
        try (var server = TestServer.start(directory)) {
            var last =
                    server.http().get("/api/v1/conversations/talk").json().path("messages").path(1);
            assertThat(last.findValuesAsText("text")).containsExactly("When pigs fly.");
            assertThat(last.path("versions")).hasSize(2);
            var first = last.path("versions").path(0).asText();
            server.http()
                    .method("POST", "/api/v1/conversations/talk/messages/" + first + "/select", "");
            last = server.http().get("/api/v1/conversations/talk").json().path("messages").path(1);
            assertThat(last.path("state").asText()).isEqualTo("interrupted");
            assertThat(last.findValuesAsText("text").getFirst()).startsWith("When in the ");
        }
    }

    @Test
    void aPausedRunStaysPausedAndCanBeResumedOrCancelled() throws Exception {
        try (var server = TestServer.start(directory)) {
            var runs = new java.util.ArrayList<NativeReader>();
            for (var name : List.of("one", "two")) {
                try (var stream = server.http().say(name, "w ".repeat(1_500) + "end")) {
                    var reader = new NativeReader().readChars(stream, 150);
                    server.http().method("POST", "/api/v1/runs/" + reader.run() + "/pause", "");
                    while (!reader.names().contains("run-pause")) {
                        reader.take(stream.take());
                    }
                    runs.add(reader);
                }
            }
            server.restart();
            var http = server.http();
            assertThat(
                            http.get("/api/v1/conversations/one")
                                    .json()
                                    .path("active")
                                    .path("paused")
                                    .asBoolean())
                    .isTrue();
            http.method("POST", "/api/v1/runs/" + runs.get(0).run() + "/resume", "");
            http.method("POST", "/api/v1/runs/" + runs.get(1).run() + "/cancel", "");
            for (var reader : runs) {
                var path = "/api/v1/runs/" + reader.run() + "/events?after=" + reader.cursor();
                reader.read(http.stream(path));
            }
            assertThat(runs.get(0).outcome()).isEqualTo("done");
            assertThat(runs.get(0).text()).endsWith("w end");
            assertThat(runs.get(1).outcome()).isEqualTo("cancelled");
        }
    }

    @Test
    void waitingMessagesAreAnsweredAfterARestart() throws Exception {
        try (var server = TestServer.start(directory)) {
            for (var i = 1; i <= 4; i++) {
                server.http()
                        .form(
                                "/chat",
                                Map.of("session_id", "talk", "query", "w ".repeat(60) + "end" + i));
            }
            server.restart();
            try (var stream = server.http().stream("/api/v1/conversations/talk/events")) {
                for (var i = 1; i <= 4; i++) {
                    assertThat(stream.until("run-end").getLast().data()).contains("\"done\"");
                }
            }
            var messages = server.http().get("/api/v1/conversations/talk").json().path("messages");
            assertThat(messages).hasSize(8);
            for (var i = 1; i <= 4; i++) {
                assertThat(messages.get(2 * i - 1).findValuesAsText("text").getLast())
                        .endsWith("end" + i);
            }
        }
    }

    /**
     * Reads an answer over a restart in the middle of it; the pieces are asked for at each attempt.
     */
    private NativeReader interrupted(java.util.function.Supplier<List<String>> pieces)
            throws Exception {
        var attempt = new AtomicInteger();
        var upstream =
                new FakeUpstream(line -> {
                    line.head();
                    var count = 0;
                    // The first one is still at it when the server goes down, however slow that is.
                    var rest = attempt.incrementAndGet() == 1 ? 10_000 : 50;
                    for (var piece : pieces.get()) {
                        line.text(piece).pause(count++ < 3 ? 0 : rest);
                    }
                    line.finish("stop");
                });
        try (upstream;
                var server = TestServer.start(directory, upstream)) {
            var reader = new NativeReader();
            try (var stream = server.http().say("talk", "speak")) {
                reader.readChars(stream, 12);
                server.close();
                reader.read(stream);
            }
            server.restart();
            return reader.read(
                    server.http().stream(
                            "/api/v1/runs/" + reader.run() + "/events?after=" + reader.cursor()));
        }
    }

    private static SseClient.Frame last(SseClient stream, SseClient.Frame before) throws Exception {
        var rest = stream.rest();
        return rest.isEmpty() ? before : rest.getLast();
    }

    private static String message(SseClient.Frame frame) {
        return Json.parse(frame.data()).path("message").asText();
    }
}
