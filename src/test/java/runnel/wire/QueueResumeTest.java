package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.Served;
import runnel.testkit.SseClient;

/** A reader who was cut off goes on with what it was reading, whatever waits behind it. */
class QueueResumeTest extends Served {
    private static final String LONG = "word ".repeat(300) + "last-of-the-first";

    @Test
    void thePageOfListItemsGetsTheRestOfTheFirstReply() throws Exception {
        http.form("/chat", Map.of("session_id", "s", "query", LONG));
        long cursor;
        try (var stream = http.stream("/stream/s")) {
            cursor = until(stream, "word").id();
            http.form("/chat", Map.of("session_id", "s", "query", "the second"));
            cursor = Math.max(cursor, stream.take().id());
        }
        try (var stream = http.stream("/stream/s", "Last-Event-ID", "" + cursor)) {
            assertThat(until(stream, "last-of-the-first").data()).startsWith("<li>");
            assertThat(until(stream, "the second").data()).doesNotContain("last-of-the-first");
        }
    }

    @Test
    void aPlaceThatIsNoneShowsTheLastReplyWhole() throws Exception {
        http.form("/chat", Map.of("session_id", "s", "query", "once upon a time"));
        try (var stream = http.stream("/stream/s")) {
            until(stream, "a time");
        }
        try (var stream = http.stream("/stream/s", "Last-Event-ID", "garbage")) {
            assertThat(until(stream, "a time").data()).contains("once upon a time");
        }
    }

    @Test
    void aRepeatedPostMeansTheRunThatItBegan() throws Exception {
        var body = Json.object().put("conversation", "c").put("text", LONG);
        var first = new NativeReader();
        try (var stream = http.postStream("/api/v1/messages", body)) {
            first.readChars(stream, 60);
            try (var other = http.say("c", "the second")) {
                assertThat(other.take().event()).isEqualTo("open");
            }
        }
        try (var stream =
                http.postStream("/api/v1/messages", body, "Last-Event-ID", "" + first.cursor())) {
            var run = first.run();
            first.read(stream);
            assertThat(first.run()).isEqualTo(run);
            assertThat(first.text()).endsWith("last-of-the-first");
        }
    }

    @Test
    void theUserChatGoesOnWithItsOwnQuestion() throws Exception {
        var path = "/stream?username=ann&query=" + Http.encode(LONG);
        long cursor;
        try (var stream = http.stream(path)) {
            cursor = until(stream, "word").id();
            var second = http.stream("/stream?username=ann&query=second");
            second.close();
        }
        try (var stream = http.stream(path, "Last-Event-ID", "" + cursor)) {
            assertThat(until(stream, "last-of-the-first").data()).doesNotContain("second");
        }
    }

    private static SseClient.Frame until(SseClient stream, String text) throws Exception {
        var frame = stream.take();
        while (!frame.data().contains(text)) {
            frame = stream.take();
        }
        return frame;
    }
}
