package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import runnel.base.Json;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.Served;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** Contract E: one run as a stream on Runnel's own wire. */
class NativeStreamTest extends Served {
    private static final String MESSAGES = "/api/v1/messages";

    @Test
    void aMessageIsAnsweredByAStreamThatBeginsWithItsNamesAndEndsWithItsOutcome() throws Exception {
        try (var stream =
                http.postStream(MESSAGES, Json.object().put("text", "one two\n\nthree 四 🙂"))) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(stream.header("Content-Length")).isEmpty();
            var first = stream.take();
            assertThat(first.event()).isEqualTo("open");
            assertThat(first.data()).contains("\"conversation\":\"c_").contains("\"run\":\"r_");
            var reader = new NativeReader();
            reader.take(first);
            reader.read(stream);
            assertThat(reader.text()).endsWith("one two\n\nthree 四 🙂");
            assertThat(reader.names().stream().distinct())
                    .containsExactly("open", "run-start", "text-delta", "part-end", "run-end");
            assertThat(reader.outcome()).isEqualTo("done");
            assertThat(reader.usage().path("outputTokens").asInt()).isPositive();
            assertThat(stream.hasEnded()).isTrue();
            assertThat(stream.retryMillis()).isNotEmpty();
        }
    }

    @Test
    void severalMessagesOfAConversationAreAnsweredInTurn() throws Exception {
        var first = read(http.say("talk", "first"));
        var second = read(http.say("talk", "second"));
        assertThat(first.conversation()).isEqualTo("talk").isEqualTo(second.conversation());
        assertThat(first.text()).endsWith("first");
        assertThat(second.text()).endsWith("second");
        assertThat(second.cursor()).isGreaterThan(first.cursor());
    }

    @Test
    void aRepeatedKeyJoinsTheSameRun() throws Exception {
        var body = Json.object().put("text", words(40)).put("idempotencyKey", "key-1");
        try (var one = http.postStream(MESSAGES, body);
                var two = http.postStream(MESSAGES, body)) {
            var first = read(one);
            var joined = read(two);
            var late = read(http.postStream(MESSAGES, body));
            assertThat(joined.run()).isEqualTo(first.run()).isEqualTo(late.run());
            assertThat(joined.text()).isEqualTo(first.text()).isEqualTo(late.text());
            assertThat(messages(first.conversation())).hasSize(2);
        }
        server.restart();
        var again = read(server.http().postStream(MESSAGES, body));
        assertThat(again.text()).endsWith(words(40));
        assertThat(again.names()).contains("run-end");
    }

    @Test
    void aKeyStaysWithItsMessageWhateverBecameOfIt() throws Exception {
        try (var busy = http.say("talk", words(300))) {
            var running = new NativeReader().readChars(busy, 100);
            var body = Json.object().put("conversation", "talk").put("text", "as sent");
            var keyed = body.deepCopy().put("idempotencyKey", "key-2");
            try (var first = http.postStream(MESSAGES, keyed)) {
                var waiting = new NativeReader();
                waiting.take(first.take());
                var path = "/api/v1/conversations/talk/messages/" + waiting.message();
                http.method("PATCH", path, "{\"text\":\"as edited\"}");
                try (var again = http.postStream(MESSAGES, body, "Idempotency-Key", "\"key-2\"")) {
                    var same = new NativeReader();
                    same.take(again.take());
                    assertThat(same.run()).isEqualTo(waiting.run());
                }
                var other = keyed.put("text", "as edited");
                var refused = http.post(MESSAGES, other);
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.json().path("code").asText()).isEqualTo("key-used");
                http.method("POST", "/api/v1/runs/" + waiting.run() + "/cancel", "");
            }
            http.method("POST", "/api/v1/runs/" + running.run() + "/cancel", "");
        }
    }

    @Test
    void everyCursorOfAFinishedAnswerGivesExactlyTheRest() throws Exception {
        var whole = read(http.say("talk", words(30)));
        var key = Json.object().put("conversation", "talk").put("text", words(30));
        for (var place : whole.seen().headMap(whole.cursor()).entrySet()) {
            var cursor = place.getKey();
            var path = "/api/v1/runs/" + whole.run() + "/events";
            for (var stream :
                    List.of(
                            http.stream(path + "?after=" + cursor),
                            http.stream(path, "Last-Event-ID", cursor.toString()),
                            // The header wins over the address.
                            http.stream(path + "?after=0", "Last-Event-ID", cursor.toString()),
                            http.postStream(MESSAGES, key, "Last-Event-ID", cursor.toString()),
                            http.postStream(MESSAGES + "?after=" + cursor, key))) {
                var rest = new NativeReader().read(stream);
                assertThat(rest.resets()).isZero();
                assertThat(rest.run()).isEqualTo(whole.run());
                assertThat(rest.outcome()).isEqualTo("done");
                assertThat(place.getValue() + rest.text()).isEqualTo(whole.text());
            }
        }
        assertThat(messages("talk")).hasSize(2);
    }

    @Test
    void everyCursorOfARunningAnswerGivesExactlyTheRest() throws Exception {
        try (var live = http.say("talk", words(300))) {
            var reader = new NativeReader();
            while (reader.outcome().isEmpty()) {
                reader.take(live.take());
                if (reader.seen().size() % 7 == 0 || reader.seen().size() < 5) {
                    var before = reader.text();
                    var stream =
                            http.stream(
                                    "/api/v1/runs/"
                                            + reader.run()
                                            + "/events?after="
                                            + reader.cursor());
                    var late = new NativeReader().read(stream);
                    assertThat(before + late.text()).endsWith(words(300));
                    assertThat(late.resets()).isZero();
                    assertThat(late.outcome()).isEqualTo("done");
                }
            }
        }
    }

    @Test
    void manyReadersDropAndComeBackAtAnyMomentAndAllReadTheSame() throws Exception {
        try (var scope = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var body = Json.object().put("text", words(200)).put("idempotencyKey", "shared");
            var readers = new java.util.ArrayList<java.util.concurrent.Future<NativeReader>>();
            for (var i = 1; i <= 20; i++) {
                var chars = 40 * i;
                readers.add(
                        scope.submit(() -> {
                            var reader = new NativeReader();
                            try (var stream = http.postStream(MESSAGES, body)) {
                                reader.readChars(stream, chars);
                            }
                            try (var stream =
                                    http.postStream(
                                            MESSAGES,
                                            body,
                                            "Last-Event-ID",
                                            "" + reader.cursor())) {
                                return reader.read(stream);
                            }
                        }));
            }
            for (var reader : readers) {
                assertThat(reader.get().text()).endsWith(words(200));
                assertThat(reader.get().resets()).isZero();
                assertThat(reader.get().run()).isEqualTo(readers.getFirst().get().run());
            }
        }
    }

    @Test
    void aCursorOfNowhereGetsTheFullState() throws Exception {
        read(http.say("other", words(5)));
        read(http.say("talk", "before"));
        var whole = read(http.say("talk", words(10)));
        var path = "/api/v1/runs/" + whole.run() + "/events";
        for (var cursor :
                List.of(
                        "999999",
                        "garbage",
                        "-1",
                        "1e3",
                        "99999999999999999999",
                        "2",
                        "é",
                        "0x10")) {
            var address = http.stream(path + "?after=" + Http.encode(cursor));
            assertThat(reset(address, whole)).as(cursor).isEqualTo(1);
        }
        for (var cursor : List.of("999999", "garbage", "-1")) {
            assertThat(reset(http.stream(path, "Last-Event-ID", cursor), whole)).isEqualTo(1);
            var post = Json.object().put("conversation", "talk").put("text", words(10));
            assertThat(reset(http.postStream(MESSAGES, post, "Last-Event-ID", cursor), whole))
                    .isEqualTo(1);
        }
    }

    @Test
    void aCursorOfNowhereIsMendedWhileTheAnswerGrows() throws Exception {
        try (var live = http.say("talk", words(150))) {
            var reader = new NativeReader();
            reader.readChars(live, 200);
            var late =
                    new NativeReader()
                            .read(
                                    http.stream(
                                            "/api/v1/runs/"
                                                    + reader.run()
                                                    + "/events?after=777777777"));
            assertThat(late.resets()).isEqualTo(1);
            assertThat(late.text()).isEqualTo(reader.read(live).text());
        }
    }

    @Test
    void aResumeThatNamesNothingIsRefusedInsteadOfAskingAnew() throws Exception {
        var none = http.post(MESSAGES, Json.object().put("text", "hello"), "Last-Event-ID", "7");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().path("code").asText()).isEqualTo("resume-unknown");
        var unknown = Json.object().put("text", "hello").put("conversation", "nowhere");
        assertThat(http.post(MESSAGES, unknown, "Last-Event-ID", "7").status()).isEqualTo(404);
    }

    @Test
    void halfACharacterNeverGoesOut() throws Exception {
        var upstream =
                new FakeUpstream(line -> {
                    line.head();
                    // Escaped, as some servers write JSON: there a character may be cut in two.
                    for (var piece :
                            List.of(
                                    "a%d83d",
                                    "%de00b%d83d", "%de01", "%d83d", "%d83d", "c%de02%d83d")) {
                        line.event(Chunks.text(piece).replace("%", "\\u")).pause(20);
                    }
                    line.finish("stop");
                });
        try (upstream;
                var second = TestServer.start(directory.resolve("second"), upstream)) {
            var half = new RawValue("\"half \\ud83d of it \\ude00\"");
            var body = Json.object().put("conversation", "talk").putRawValue("text", half);
            var live = read(second.http().postStream(MESSAGES, body));
            assertThat(live.text()).isEqualTo("a😀b😁\ufffd\ufffdc\ufffd\ufffd");
            for (var place : live.seen().headMap(live.cursor()).entrySet()) {
                var path = "/api/v1/runs/" + live.run() + "/events?after=" + place.getKey();
                assertThat(place.getValue() + read(second.http().stream(path)).text())
                        .isEqualTo(live.text());
            }
            var before = second.http().get("/api/v1/conversations/talk").body();
            assertThat(before).contains("half \ufffd of it \ufffd");
            second.restart();
            assertThat(second.http().get("/api/v1/conversations/talk").body()).isEqualTo(before);
        }
    }

    @Test
    void aReaderWithTheLastCursorLearnsThatAllIsOver() throws Exception {
        var whole = read(http.say("talk", "short"));
        var body = Json.object().put("conversation", "talk").put("text", "short");
        var rest = read(http.postStream(MESSAGES, body, "Last-Event-ID", "" + whole.cursor()));
        assertThat(rest.names()).containsExactly("open", "run-end");
        assertThat(rest.outcome()).isEqualTo("done");
    }

    @Test
    void aBrowserThatComesBackAfterTheEndIsToldToStayAway() throws Exception {
        var whole = read(http.say("talk", "short"));
        try (var stream =
                http.stream(
                        "/api/v1/runs/" + whole.run() + "/events",
                        "Last-Event-ID",
                        "" + whole.cursor())) {
            assertThat(stream.status()).isEqualTo(204);
            assertThat(stream.body()).isEmpty();
        }
    }

    private int reset(SseClient stream, NativeReader whole) throws Exception {
        var reader = read(stream);
        assertThat(reader.run()).isEqualTo(whole.run());
        assertThat(reader.text()).isEqualTo(whole.text());
        assertThat(reader.outcome()).isEqualTo("done");
        assertThat(reader.names()).startsWith("open", "reset");
        return reader.resets();
    }

    private List<ObjectNode> messages(String conversation) throws Exception {
        var list = new java.util.ArrayList<ObjectNode>();
        http.get("/api/v1/conversations/" + conversation)
                .json()
                .path("messages")
                .forEach(message -> list.add((ObjectNode) message));
        return list;
    }

    private static NativeReader read(SseClient stream) throws Exception {
        try (stream) {
            assertThat(stream.status()).isEqualTo(200);
            return new NativeReader().read(stream);
        }
    }

    private static String words(int count) {
        var words = new StringBuilder();
        for (var i = 1; i <= count; i++) {
            words.append(i % 9 == 0 ? "\n\n" : " ").append(i % 5 == 0 ? "第" + i : "w" + i);
        }
        return words.toString().strip();
    }
}
