package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** The commands of the JSON API: each does what it says, from any client, and may be repeated. */
class CommandsTest {
    private static final String RUNS = "/api/v1/runs/";
    private static final String TALK = "/api/v1/conversations/talk";

    @TempDir Path directory;

    /** Each permit lets the model say one more piece. */
    private final Semaphore pieces = new Semaphore(0);

    private FakeUpstream upstream;
    private TestServer server;
    private Http http;

    @BeforeEach
    void start() {
        upstream =
                new FakeUpstream(line -> {
                    if (line.request().path().endsWith("/models")) {
                        line.answer(200, "application/json", "{\"data\":[{\"id\":\"scripted\"}]}");
                        return;
                    }
                    line.head();
                    for (var i = 1; i <= 5; i++) {
                        pieces.acquire();
                        line.text("p" + i + " ");
                    }
                    line.finish("stop");
                });
        server = TestServer.start(directory, upstream);
        http = server.http();
    }

    @AfterEach
    void stop() throws Exception {
        pieces.release(1000);
        server.close();
        upstream.close();
    }

    @Test
    void cancelStopsARunAndKeepsItsText() throws Exception {
        try (var stream = http.say("talk", "go")) {
            var reader = begin(stream, 2);
            var cancelled = command(RUNS + reader.run() + "/cancel");
            assertThat(cancelled.path("run").asText()).isEqualTo(reader.run());
            reader.read(stream);
            assertThat(reader.outcome()).isEqualTo("cancelled");
            assertThat(reader.text()).isEqualTo("p1 p2 ");
            assertThat(reader.usage().path("outputTokens").asInt()).isEqualTo(2);
            assertThat(command(RUNS + reader.run() + "/cancel").path("run").asText())
                    .isEqualTo(reader.run());
            var reply = messages().getLast();
            assertThat(reply.path("state").asText()).isEqualTo("cancelled");
            assertThat(reply.findValuesAsText("text")).containsExactly("p1 p2 ");
        }
    }

    @Test
    void aWaitingRunCanBeCancelledBeforeItBegins() throws Exception {
        try (var stream = http.say("talk", "go");
                var second = http.say("talk", "never mind")) {
            var reader = begin(stream, 1);
            var waiting = new NativeReader();
            waiting.take(second.take());
            command(RUNS + waiting.run() + "/cancel");
            command(RUNS + waiting.run() + "/cancel");
            assertThat(waiting.read(second).outcome()).isEqualTo("cancelled");
            assertThat(state().path("waiting")).isEmpty();
            pieces.release(4);
            assertThat(reader.read(stream).outcome()).isEqualTo("done");
            assertThat(messages()).hasSize(2);
        }
    }

    @Test
    void aPausedRunSaysNothingUntilItIsResumed() throws Exception {
        try (var stream = http.say("talk", "go")) {
            var reader = begin(stream, 1);
            command(RUNS + reader.run() + "/pause");
            var again = command(RUNS + reader.run() + "/pause");
            assertThat(again.path("seq").asLong()).isPositive();
            assertThat(state().path("active").path("paused").asBoolean()).isTrue();
            pieces.release(4);
            assertThat(stream.take().event()).isEqualTo("run-pause");
            assertThat(messages().getLast().findValuesAsText("text")).containsExactly("p1 ");
            command(RUNS + reader.run() + "/resume");
            command(RUNS + reader.run() + "/resume");
            assertThat(stream.take().event()).isEqualTo("run-resume");
            assertThat(reader.read(stream).text()).isEqualTo("p1 p2 p3 p4 p5 ");
            assertThat(reader.outcome()).isEqualTo("done");
            assertThat(refused("POST", RUNS + reader.run() + "/pause", "", 409))
                    .isEqualTo("run-not-active");
        }
    }

    @Test
    void aWaitingMessageCanBeEditedAndRemoved() throws Exception {
        try (var stream = http.say("talk", "go");
                var second = http.say("talk", "seconds");
                var third = http.say("talk", "third")) {
            var reader = begin(stream, 1);
            var edited = new NativeReader();
            edited.take(second.take());
            var removed = new NativeReader();
            removed.take(third.take());
            for (var i = 0; i < 2; i++) {
                assertThat(
                                patch(
                                                TALK + "/messages/" + edited.message(),
                                                "{\"text\":\"second\"}")
                                        .status())
                        .isEqualTo(200);
                assertThat(
                                http.method("DELETE", TALK + "/messages/" + removed.message(), "")
                                        .status())
                        .isEqualTo(200);
            }
            assertThat(state().path("waiting").findValuesAsText("text")).containsExactly("second");
            assertThat(removed.read(third).outcome()).isEqualTo("cancelled");
            pieces.release(9);
            reader.read(stream);
            assertThat(edited.read(second).outcome()).isEqualTo("done");
            assertThat(messages()).hasSize(4);
            assertThat(messages().get(2).findValuesAsText("text")).containsExactly("second");
            assertThat(upstream.requests().getLast().body())
                    .contains("second")
                    .doesNotContain("seconds");
            var late = TALK + "/messages/" + edited.message();
            assertThat(refused("PATCH", late, "{\"text\":\"x\"}", 409))
                    .isEqualTo("message-not-waiting");
            assertThat(refused("DELETE", late, "", 409)).isEqualTo("message-not-waiting");
        }
    }

    @Test
    void anotherAnswerIsAnotherVersionAndEitherCanBeChosen() throws Exception {
        pieces.release(10);
        var first = read(http.say("talk", "go"));
        var asked = command(TALK + "/messages/" + first.reply() + "/regenerate");
        var second = read(http.stream(RUNS + asked.path("run").asText() + "/events"));
        assertThat(second.text()).isEqualTo(first.text());
        var shown = messages().getLast();
        assertThat(shown.path("id").asText()).isEqualTo(second.reply()).isNotEqualTo(first.reply());
        assertThat(shown.path("versions"))
                .extracting(JsonNode::asText)
                .containsExactly(first.reply(), second.reply());
        for (var i = 0; i < 2; i++) {
            command(TALK + "/messages/" + first.reply() + "/select");
            assertThat(messages().getLast().path("id").asText()).isEqualTo(first.reply());
        }
    }

    @Test
    void anotherAnswerMayComeFromAnotherModel() throws Exception {
        pieces.release(10);
        var first = read(http.say("talk", "go"));
        var again = TALK + "/messages/" + first.message() + "/regenerate";
        var reply = http.method("POST", again, "{\"model\":\"echo/echo\"}");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        var second = read(http.stream(RUNS + reply.json().path("run").asText() + "/events"));
        assertThat(second.text()).endsWith("go").isNotEqualTo(first.text());
        var empty = http.method("POST", again, "{}");
        assertThat(empty.status()).as(empty.body()).isEqualTo(200);
        var third = read(http.stream(RUNS + empty.json().path("run").asText() + "/events"));
        assertThat(third.text()).isEqualTo(first.text());
        assertThat(refused("POST", again, "{\"model\":\"nope/x\"}", 400))
                .isEqualTo("model-unknown");
        assertThat(refused("POST", again, "{\"model\":7}", 400)).isEqualTo("json-field");
        assertThat(refused("POST", again, "[]", 400)).isEqualTo("json-object");
    }

    @Test
    void askingTwiceForAnotherAnswerThatStillWaitsAsksOnce() throws Exception {
        pieces.release(6);
        var first = read(http.say("talk", "go"));
        try (var busy = http.say("talk", "more")) {
            begin(busy, 1);
            var one = command(TALK + "/messages/" + first.message() + "/regenerate");
            var two = command(TALK + "/messages/" + first.message() + "/regenerate");
            assertThat(two.path("run").asText()).isEqualTo(one.path("run").asText());
            command(RUNS + one.path("run").asText() + "/cancel");
        }
    }

    @Test
    void aMessageCanBeSentAsANewVersionOfAnEarlierOne() throws Exception {
        pieces.release(20);
        var first = read(http.say("talk", "one"));
        read(http.say("talk", "two"));
        var body =
                Json.object()
                        .put("conversation", "talk")
                        .put("text", "uno")
                        .put("edits", first.message());
        var edited = read(http.postStream("/api/v1/messages", body));
        assertThat(messages().stream().map(message -> message.path("id").asText()))
                .containsExactly(edited.message(), edited.reply());
        assertThat(messages().getFirst().path("versions")).hasSize(2);
        assertThat(upstream.requests().getLast().body()).contains("uno").doesNotContain("two");
        command(TALK + "/messages/" + first.message() + "/select");
        assertThat(messages()).hasSize(4);
    }

    @Test
    void aConversationHasATitleThatCanBeChanged() throws Exception {
        pieces.release(10);
        read(http.say("talk", "What is the weather?\nIn Bern."));
        assertThat(state().path("title").asText()).isEqualTo("What is the weather?");
        for (var i = 0; i < 2; i++) {
            assertThat(patch(TALK, "{\"title\":\"天气 🌦\"}").status()).isEqualTo(200);
        }
        assertThat(state().path("title").asText()).isEqualTo("天气 🌦");
        assertThat(
                        http.get("/api/v1/conversations")
                                .json()
                                .path("conversations")
                                .path(0)
                                .path("title")
                                .asText())
                .isEqualTo("天气 🌦");
    }

    @Test
    void conversationsAreListedInPagesLatestFirst() throws Exception {
        pieces.release(100);
        for (var i = 1; i <= 5; i++) {
            read(http.say("c" + i, "hello " + i));
        }
        var ids = new ArrayList<String>();
        var next = "";
        do {
            var page =
                    http.get(
                                    "/api/v1/conversations?limit=2"
                                            + (next.isEmpty() ? "" : "&before=" + next))
                            .json();
            page.path("conversations").forEach(summary -> ids.add(summary.path("id").asText()));
            next = page.path("next").asText();
        } while (!next.isEmpty());
        assertThat(ids).containsExactly("c5", "c4", "c3", "c2", "c1");
    }

    @Test
    void messagesAreReadInPagesBackwards() throws Exception {
        pieces.release(100);
        for (var i = 1; i <= 3; i++) {
            read(http.say("talk", "hello " + i));
        }
        var last = http.get(TALK + "?limit=2").json();
        assertThat(last.path("older").asBoolean()).isTrue();
        var before =
                http.get(
                                TALK
                                        + "?limit=4&before="
                                        + last.path("messages").path(0).path("id").asText())
                        .json();
        assertThat(before.path("older").asBoolean()).isFalse();
        assertThat(before.path("messages")).hasSize(4);
        assertThat(before.path("messages").path(0).findValuesAsText("text"))
                .containsExactly("hello 1");
    }

    @Test
    void modelsAreListedAndOneCanBeChosen() throws Exception {
        var list = http.get("/api/v1/models").json();
        assertThat(list.path("default").asText()).isEqualTo("openai/scripted");
        assertThat(list.path("models"))
                .extracting(JsonNode::asText)
                .contains("openai/scripted", "echo/echo");
        var body = Json.object().put("text", "echo this").put("model", "echo/echo");
        assertThat(read(http.postStream("/api/v1/messages", body)).text()).endsWith("echo this");
        assertThat(
                        refused(
                                "POST",
                                "/api/v1/messages",
                                "{\"text\":\"x\",\"model\":\"nope/x\"}",
                                400))
                .isEqualTo("model-unknown");
    }

    /** Reads the stream until the model has said so many pieces. */
    private NativeReader begin(SseClient stream, int count) throws Exception {
        pieces.release(count);
        return new NativeReader().readChars(stream, 3 * count);
    }

    private static NativeReader read(SseClient stream) throws Exception {
        try (stream) {
            return new NativeReader().read(stream);
        }
    }

    private JsonNode command(String path) throws Exception {
        var reply = http.method("POST", path, "");
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.json();
    }

    private Http.Reply patch(String path, String body) throws Exception {
        return http.method("PATCH", path, body);
    }

    private String refused(String method, String path, String body, int status) throws Exception {
        var reply = http.method(method, path, body);
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        return reply.json().path("code").asText();
    }

    private JsonNode state() throws Exception {
        return http.get(TALK).json();
    }

    private List<JsonNode> messages() throws Exception {
        var list = new ArrayList<JsonNode>();
        state().path("messages").forEach(list::add);
        return list;
    }
}
