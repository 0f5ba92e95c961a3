package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.ProviderWire;
import runnel.testkit.TestServer;

/** A picture that one provider takes may be too large for another, and its sender is told. */
@Timeout(60)
class PictureLimitsTest {
    private static final int BYTES = 4_000_000;

    @TempDir Path data;

    @Test
    void the_refusal_names_the_picture_its_size_and_the_limit() throws Exception {
        FakeUpstream.Script answers =
                line -> ProviderWire.ANTHROPIC.begin(line).text(line, "A map.");
        FakeUpstream.Script speaks =
                line -> {
                    if (line.request().body().isEmpty()) {
                        line.answer(200, "application/json", "{\"data\":[]}");
                    } else {
                        line.head().text("A map.").finish("stop");
                    }
                };
        try (var claude = new FakeUpstream(answers);
                var other = new FakeUpstream(speaks);
                var server =
                        TestServer.start(
                                data,
                                Map.of(
                                        Setting.ANTHROPIC_BASE_URL,
                                        claude.url(),
                                        Setting.ANTHROPIC_API_KEY,
                                        "key",
                                        Setting.OPENAI_BASE_URL,
                                        other.url(),
                                        Setting.MODEL,
                                        "openai/m"))) {
            var file = upload(server);
            assertThat(ask(server, file, "openai/m")).contains("A map.");
            var refused = ask(server, file, "anthropic/claude");
            assertThat(refused)
                    .contains("\"code\":\"picture-too-large\"")
                    .contains("map.webp has 4.0 MB; claude takes pictures of 3.8 MB at most")
                    .contains("\"outcome\":\"failed\"");
            assertThat(claude.requests()).noneMatch(asked -> asked.body().contains("webp"));
        }
    }

    private static String ask(TestServer server, String file, String model) throws Exception {
        var message = Json.object().put("text", "What is it?").put("model", model);
        message.putArray("files").add(file);
        try (var stream = server.http().postStream("/api/v1/messages", message)) {
            return stream.until("run-end").toString();
        }
    }

    private static String upload(TestServer server) throws Exception {
        var picture = new byte[BYTES];
        var head = "RIFF0000WEBPVP8 ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, picture, 0, head.length);
        var request =
                HttpRequest.newBuilder(
                                URI.create(server.app().url() + "/api/v1/files?name=map.webp"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(picture))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.parse(answer.body()).path("id").asText();
        }
    }
}
