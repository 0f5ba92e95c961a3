package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Cases;
import runnel.testkit.NativeReader;
import runnel.testkit.RawHttp;
import runnel.testkit.TestServer;

/**
 * Whatever is wrong with a request, the answer is a problem that names the value and the remedy, in
 * both languages.
 */
class BadInputTest {
    @TempDir static Path directory;

    private static TestServer server;
    private static NativeReader known;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(directory);
        var hello =
                Json.object()
                        .put("conversation", "talk")
                        .put("text", "hello")
                        .put("idempotencyKey", "greeting");
        try (var stream = server.http().postStream("/api/v1/messages", hello)) {
            known = new NativeReader().read(stream);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        // Nothing of all that has left a trace.
        var messages = server.http().get("/api/v1/conversations/talk").json().path("messages");
        assertThat(messages).hasSize(2);
        assertThat(server.http().get("/api/v1/conversations").json().path("conversations"))
                .hasSize(1);
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return Cases.load("bad-input").stream()
                .flatMap(one ->
                        Stream.of("en", "zh")
                                .filter(language ->
                                        one.path("only").asText(language).equals(language))
                                .map(language ->
                                        DynamicTest.dynamicTest(
                                                one.path("it").asText() + " (" + language + ")",
                                                () -> check(one, language))));
    }

    private static void check(JsonNode one, String language) throws Exception {
        var reply = RawHttp.send(server.app().url(), head(one, language), body(one));
        assertThat(reply.status()).as(reply.body()).isEqualTo(one.path("status").asInt());
        assertThat(reply.headers().get("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.headers().get("cache-control")).isEqualTo("no-store");
        var problem = Json.parse(reply.body());
        assertThat(problem.path("code").asText()).isEqualTo(one.path("code").asText());
        assertThat(problem.path("type").asText()).endsWith(one.path("code").asText());
        assertThat(problem.path("status").asInt()).isEqualTo(reply.status());
        assertThat(problem.path("title").asText()).isNotEmpty();
        assertThat(problem.path("trace").asText()).isEqualTo(reply.headers().get("x-request-id"));
        assertThat(problem.path("message").asText()).isEqualTo(problem.path("detail").asText());
        assertThat(problem.path("detail").asText())
                .contains(one.path("says").asText())
                .doesNotContain("{0}", "{1}");
        assertThat(problem.path("hint").asText()).isNotEmpty().doesNotContain("{0}", "{1}", "{2}");
        for (var text : List.of(problem.path("detail").asText(), problem.path("hint").asText())) {
            assertThat(
                            text.codePoints()
                                    .anyMatch(c ->
                                            Character.UnicodeScript.of(c)
                                                    == Character.UnicodeScript.HAN))
                    .as(text)
                    .isEqualTo(language.equals("zh"));
        }
        if (one.has("allow")) {
            assertThat(reply.headers().get("allow")).isEqualTo(one.path("allow").asText());
        }
    }

    private static String head(JsonNode one, String language) {
        var path =
                one.path("send")
                        .asText()
                        .replace("{message}", known.message())
                        .replace("{run}", known.run());
        var head =
                new StringBuilder(path)
                        .append("x".repeat(one.path("fill-path").asInt()))
                        .append(" HTTP/1.1\nAccept-Language: ")
                        .append(language)
                        .append('\n');
        one.path("headers")
                .properties()
                .forEach(header ->
                        head.append(header.getKey())
                                .append(": ")
                                .append(header.getValue().asText())
                                .append('\n'));
        if (one.has("host")) {
            head.append("Host: ").append(one.path("host").asText()).append('\n');
        }
        if (one.has("fill-header")) {
            head.append("X-Filler: ")
                    .append("x".repeat(one.path("fill-header").asInt()))
                    .append('\n');
        }
        var form = one.has("form") || one.has("fill-form");
        return head.append("Content-Type: ")
                .append(form ? "application/x-www-form-urlencoded" : "application/json")
                .toString();
    }

    private static byte[] body(JsonNode one) {
        if (one.has("hex")) {
            return HexFormat.of().parseHex(one.path("hex").asText());
        }
        var text = one.path("body").asText() + one.path("form").asText();
        if (one.has("json")) {
            var json = one.path("json");
            if (one.has("fill-key")) {
                ((ObjectNode) json).put("idempotencyKey", "k".repeat(one.path("fill-key").asInt()));
            }
            text = json.toString();
        } else if (one.has("fill")) {
            text = Json.object().put("text", "x".repeat(one.path("fill").asInt())).toString();
        } else if (one.has("fill-form")) {
            text = "session_id=s&query=" + "x".repeat(one.path("fill-form").asInt());
        } else if (one.has("fill-body")) {
            text += "x".repeat(one.path("fill-body").asInt());
        } else if (one.has("nest")) {
            text = "[".repeat(one.path("nest").asInt());
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
