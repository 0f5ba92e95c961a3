package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.NativeReader;
import runnel.testkit.Served;
import runnel.testkit.SseClient;
import runnel.testkit.SseClient.Frame;
import runnel.testkit.TestServer;

/** Contract E: a whole conversation as a stream, and what all streams share. */
class ConversationStreamTest extends Served {
    @Test
    void everythingThatHappensIsSeenAndTheStreamStaysOpen() throws Exception {
        say("talk", "first");
        try (var stream = events("?after=0")) {
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            var first = stream.until("run-end");
            assertThat(names(first))
                    .containsExactly(
                            "open",
                            "conversation-start",
                            "message-send",
                            "run-start",
                            "text-delta",
                            "part-end",
                            "run-end");
            assertThat(first).extracting(Frame::id).isSorted();
            assertThat(first.get(1).id()).isEqualTo(1);
            assertThat(first.get(2).data())
                    .contains("\"text\":\"first\"")
                    .doesNotContain("\"key\"");
            say("talk", "second");
            assertThat(names(stream.until("run-end")))
                    .startsWith("message-send", "run-start")
                    .endsWith("run-end");
            http.method("PATCH", "/api/v1/conversations/talk", "{\"title\":\"A new title\"}");
            assertThat(stream.take().data()).isEqualTo("{\"title\":\"A new title\"}");
        }
    }

    @Test
    void everyCursorGivesExactlyTheRest() throws Exception {
        say("talk", "first");
        say("talk", "a somewhat longer second message, so that there are places inside of it");
        List<Frame> all;
        try (var stream = events("")) {
            all = new java.util.ArrayList<>(stream.until("run-end"));
            all.addAll(stream.until("run-end"));
        }
        var text = text(all, 0);
        for (var cursor = 0L; cursor < all.getLast().id(); cursor++) {
            try (var address = events("?after=" + cursor);
                    var header = http.stream(path("?after=1"), "Last-Event-ID", "" + cursor)) {
                for (var stream : List.of(address, header)) {
                    assertThat(stream.take().id()).isEqualTo(cursor);
                    var rest = untilId(stream, all.getLast().id());
                    assertThat(rest.getFirst().id()).isGreaterThan(cursor);
                    assertThat(text).endsWith(text(rest, cursor));
                }
                if (holds(all, cursor)) {
                    assertThat(text(all, 0, cursor) + text(all, cursor)).isEqualTo(text);
                }
            }
        }
    }

    @Test
    void aCursorOfNowhereGetsTheFullStateAndThenWhatFollows() throws Exception {
        for (var cursor : List.of("5000", "garbage", "1e9", "99999999999999999999")) {
            say(cursor + "x", "first");
            try (var stream =
                    http.stream("/api/v1/conversations/" + cursor + "x/events?after=" + cursor)) {
                assertThat(stream.take().event()).isEqualTo("open");
                var reset = stream.take();
                assertThat(reset.event()).isEqualTo("reset");
                var state = Json.parse(reset.data());
                assertThat(state.path("seq").asLong()).isEqualTo(reset.id());
                assertThat(state.path("messages").findValuesAsText("text").getFirst())
                        .isEqualTo("first");
                assertThat(state.path("messages").findValuesAsText("text").get(1))
                        .endsWith("first");
                say(cursor + "x", "more");
                assertThat(stream.take().id()).isEqualTo(reset.id() + 1);
            }
        }
    }

    @Test
    void manyViewersOfOneConversationReadTheSame() throws Exception {
        say("talk", "begin");
        try (var scope = Executors.newVirtualThreadPerTaskExecutor()) {
            var viewers = new java.util.ArrayList<java.util.concurrent.Future<String>>();
            var ready = new CountDownLatch(10);
            for (var i = 0; i < 10; i++) {
                viewers.add(
                        scope.submit(() -> {
                            try (var stream = events("")) {
                                stream.until("run-end");
                                ready.countDown();
                                return text(stream.until("run-end"), 0);
                            }
                        }));
            }
            assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
            say("talk", "all of you shall read this");
            for (var viewer : viewers) {
                assertThat(viewer.get()).endsWith("all of you shall read this");
            }
        }
    }

    @Test
    void aStreamThatIsSilentHasAHeartbeatOnEveryWireAlsoBeforeTheFirstToken() throws Exception {
        var asked = new CountDownLatch(1);
        var upstream =
                new FakeUpstream(line -> {
                    asked.countDown();
                    line.awaitClosed();
                });
        try (upstream;
                var silent = TestServer.start(directory.resolve("silent"), upstream);
                var scope = Executors.newVirtualThreadPerTaskExecutor()) {
            var client = silent.http();
            var heard =
                    List.of(
                            scope.submit(() -> awaitHeartbeat(client.say("native", "hello"))),
                            scope.submit(() -> awaitHeartbeat(client.stream("/stream/htmx"))),
                            scope.submit(() ->
                                    awaitHeartbeat(
                                            client.stream("/stream?username=Ann&query=hello"))),
                            scope.submit(() -> {
                                asked.await();
                                return awaitHeartbeat(
                                        client.stream("/api/v1/conversations/native/events"));
                            }));
            for (var one : heard) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static SseClient awaitHeartbeat(SseClient stream) throws Exception {
        try (stream) {
            stream.awaitHeartbeat();
            return stream;
        }
    }

    private SseClient events(String query) throws Exception {
        return http.stream(path(query));
    }

    private static String path(String query) {
        return "/api/v1/conversations/talk/events" + query;
    }

    private void say(String conversation, String text) throws Exception {
        try (var stream = http.say(conversation, text)) {
            assertThat(new NativeReader().read(stream).outcome()).isEqualTo("done");
        }
    }

    private static List<Frame> untilId(SseClient stream, long id) throws Exception {
        var frames = new java.util.ArrayList<Frame>();
        do {
            frames.add(stream.take());
        } while (frames.getLast().id() < id);
        return frames;
    }

    private static List<String> names(List<Frame> frames) {
        return frames.stream().map(Frame::event).distinct().toList();
    }

    private static boolean holds(List<Frame> frames, long id) {
        return frames.stream().anyMatch(frame -> frame.id() == id);
    }

    private static String text(List<Frame> frames, long after) {
        return text(frames, after, Long.MAX_VALUE);
    }

    private static String text(List<Frame> frames, long after, long through) {
        var text = new StringBuilder();
        for (var frame : frames) {
            if (frame.event().equals("text-delta") && frame.id() > after && frame.id() <= through) {
                text.append(Json.parse(frame.data()).path("text").asText());
            }
        }
        return text.toString();
    }
}
