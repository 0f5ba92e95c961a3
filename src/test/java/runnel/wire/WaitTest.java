package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** Who watches an answer knows while its provider lets it wait, and can stop it meanwhile. */
@Timeout(60)
class WaitTest {
    private static final FakeUpstream.Script BUSY =
            line -> line.answer(429, "text/plain", "Too many of you.", "Retry-After: 30");

    @TempDir Path directory;

    @Test
    void everyViewerIsToldHowLongAndWhyAndOneStopEndsIt() throws Exception {
        try (var upstream = new FakeUpstream(BUSY);
                var server = TestServer.start(directory, upstream)) {
            var http = server.http();
            var reader = new NativeReader();
            try (var stream = http.say("talk", "hello")) {
                var told = Json.parse(until(stream, reader, "model-wait").data());
                assertThat(told.path("message").asText()).isEqualTo(reader.reply());
                assertThat(told.path("code").asText()).isEqualTo("model-rate-limited");
                assertThat(told.path("text").asText()).contains("Too many of you.");
                assertThat(told.path("millis").asLong()).isEqualTo(30_000);
                // Those who come now, in their language.
                assertThat(reply(http).at("/wait/millis").asLong()).isEqualTo(30_000);
                assertThat(page(http, "zh-CN")).contains("等待 30 秒后重试。").doesNotContain("思考中");
                assertThat(page(http, "en"))
                        .contains("Waiting 30 s before the next try.", "Too many of you.")
                        .doesNotContain("Thinking…");
                http.method("POST", "/api/v1/runs/" + reader.run() + "/cancel", "");
                reader.read(stream);
            }
            assertThat(reader.outcome()).isEqualTo("cancelled");
            assertThat(reply(http).has("wait")).isFalse();
            assertThat(page(http, "en")).doesNotContain("Waiting 30 s");
            assertThat(upstream.requests()).hasSize(1);
        }
    }

    @Test
    void thePageIsToldAndForgetsItWhenTheProviderIsAskedAgain() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                line -> line.answer(429, "text/plain", "", "Retry-After: 1"),
                                line -> line.head().text("at last").finish("stop"));
                var server = TestServer.start(directory, upstream)) {
            var http = server.http();
            var reader = new NativeReader();
            long start;
            try (var stream = http.say("talk", "hello")) {
                start = until(stream, reader, "run-start").id();
                reader.read(stream);
            }
            // Once that it waits, once that it does no longer.
            assertThat(reader.names().stream().filter("model-wait"::equals)).hasSize(2);
            try (var live = http.stream("/live?conversation=talk&after=" + start)) {
                var frames = new StringBuilder();
                while (!frames.toString().contains("at last")) {
                    frames.append(live.take().data()).append('\n');
                }
                var wait = frames.indexOf("Waiting 1 s");
                assertThat(wait).isPositive();
                assertThat(frames.indexOf("Thinking…", wait)).isPositive();
                assertThat(frames.substring(wait + 1)).doesNotContain("Waiting");
            }
        }
    }

    @Test
    void thePageOfListItemsIsToldAndForgetsItToo() throws Exception {
        try (var upstream =
                        new FakeUpstream(
                                line -> line.answer(429, "text/plain", "<b>", "Retry-After: 1"),
                                line -> line.head().text("at last").finish("stop"),
                                BUSY);
                var server = TestServer.start(directory, upstream)) {
            var http = server.http();
            try (var stream = http.stream("/stream/talk")) {
                http.form("/chat", Map.of("query", "hello", "session_id", "talk"));
                assertThat(stream.take().data())
                        .startsWith("<li><p class=\"wait\">Waiting 1 s before the next try.")
                        .doesNotContain("<b>");
                assertThat(stream.take().data()).isEqualTo("<li></li>");
                assertThat(stream.take().data()).contains("at last").doesNotContain("Waiting");
                http.form("/chat", Map.of("query", "and again", "session_id", "talk"));
                assertThat(stream.take().data()).contains("Waiting 30 s");
                var run = http.get("/api/v1/conversations/talk").json().at("/active/run").asText();
                http.method("POST", "/api/v1/runs/" + run + "/cancel", "");
                assertThat(stream.take().data()).isEqualTo("<li></li>");
            }
        }
    }

    private static SseClient.Frame until(SseClient stream, NativeReader reader, String event)
            throws Exception {
        while (true) {
            var frame = stream.take();
            reader.take(frame);
            if (frame.event().equals(event)) {
                return frame;
            }
        }
    }

    private static JsonNode reply(Http http) throws Exception {
        return http.get("/api/v1/conversations/talk").json().path("messages").get(1);
    }

    private static String page(Http http, String language) throws Exception {
        return http.get("/conversations/talk", "Accept-Language", language).body();
    }
}
