package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Await;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/** What an owner thinks of a reply is kept, and another model may answer in its place. */
class FeedbackTest {
    private static final String ONE = "/api/v1/conversations/one";

    @TempDir Path directory;
    private FakeUpstream upstream;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        upstream = new FakeUpstream(line -> line.head().text("From the provider.").finish("stop"));
        server = TestServer.start(directory, upstream);
        var message = Json.object().put("conversation", "one").put("text", "Who are you?");
        try (var stream = server.http().postStream("/api/v1/messages", message)) {
            stream.rest();
        }
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        upstream.close();
    }

    @Test
    void it_can_be_given_changed_and_taken_back_and_outlives_a_restart() throws Exception {
        assertThat(reply().has("feedback")).isFalse();
        assertThat(rate(reply().path("id").asText(), "good").status()).isEqualTo(200);
        assertThat(reply().path("feedback").asText()).isEqualTo("good");
        rate(reply().path("id").asText(), "bad");
        server.restart();
        assertThat(reply().path("feedback").asText()).isEqualTo("bad");
        rate(reply().path("id").asText(), "none");
        assertThat(reply().has("feedback")).isFalse();
    }

    @Test
    void what_is_no_feedback_or_no_reply_is_named() throws Exception {
        var wrong = rate(reply().path("id").asText(), "great");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("message").asText()).contains("great");
        assertThat(rate("m_nobody", "good").status()).isEqualTo(404);
    }

    @Test
    void another_model_answers_beside_the_first() throws Exception {
        var first = reply();
        var path = ONE + "/messages/" + first.path("id").asText() + "/regenerate";
        var http = server.http();
        var asked = http.method("POST", path, "{\"model\":\"echo/echo\"}");
        assertThat(asked.status()).as(asked.body()).isBetween(200, 202);
        Await.until(
                "another has answered",
                () ->
                        !reply().path("id").equals(first.path("id"))
                                && reply().path("state").asText().equals("done"));
        var second = reply();
        assertThat(second.path("model").asText()).isEqualTo("echo/echo");
        assertThat(upstream.requests()).as("the provider was asked once").hasSize(1);
        var unknown = http.method("POST", path, "{\"model\":\"nobody/nothing\"}");
        assertThat(unknown.status()).isEqualTo(400);
    }

    private Http.Reply rate(String message, String word) throws Exception {
        return server.http()
                .method(
                        "PUT",
                        ONE + "/messages/" + message + "/feedback",
                        Json.object().put("feedback", word).toString());
    }

    private JsonNode reply() throws Exception {
        var messages = server.http().get(ONE).json().path("messages");
        return messages.get(messages.size() - 1);
    }
}
