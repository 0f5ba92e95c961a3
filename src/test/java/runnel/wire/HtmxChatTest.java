package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.testkit.Await;
import runnel.testkit.Http;
import runnel.testkit.Served;
import runnel.testkit.SseClient;
import runnel.testkit.SseClient.Frame;

/** Contract A: form posts in, list items of the growing reply out. */
class HtmxChatTest extends Served {
    @Test
    void aMessageIsQueuedAtOnceInAConversationThatComesToBe() throws Exception {
        var reply = post("brand-new", "Hello");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("status").asText()).isEqualTo("queued");
        assertThat(reply.json().path("session_id").asText()).isEqualTo("brand-new");
        assertThat(http.get("/api/v1/conversations/brand-new").status()).isEqualTo(200);
        var unnamed = http.form("/chat", Map.of("query", "Hello"));
        assertThat(unnamed.status()).isEqualTo(200);
        assertThat(unnamed.json().path("session_id").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t"})
    void anEmptyMessageIsRefused(String query) throws Exception {
        var reply = post("s", query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("code").asText()).isEqualTo("message-empty");
        assertThat(http.form("/chat", Map.of("session_id", "s")).status()).isEqualTo(400);
    }

    @Test
    void aStreamThatIsOpenShowsTheReplyGrow() throws Exception {
        try (var stream = http.stream("/stream/s")) {
            assertThat(stream.status()).isEqualTo(200);
            assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(stream.header("Cache-Control")).isEqualTo("no-cache, no-transform");
            assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
            post("s", "word ".repeat(200) + "four five");
            var frames = until(stream, "four five");
            assertThat(frames)
                    .hasSizeGreaterThan(3)
                    .allSatisfy(frame -> {
                        assertThat(frame.event()).isEmpty();
                        assertThat(frame.data())
                                .startsWith("<li>")
                                .endsWith("</li>")
                                .containsOnlyOnce("<li>");
                    });
            assertThat(frames).extracting(Frame::id).isSorted().doesNotHaveDuplicates();
            assertThat(frames).extracting(frame -> frame.data().length()).isSorted();
        }
    }

    @Test
    void aStreamThatIsOpenedLateAnswersWhatWasPostedBefore() throws Exception {
        post("s", "posted early");
        try (var stream = http.stream("/stream/s")) {
            until(stream, "posted early");
        }
        // And again long after the answer was complete: nobody had shown it.
        post("t", "nobody looked");
        awaitIdle("t");
        try (var stream = http.stream("/stream/t")) {
            until(stream, "nobody looked");
        }
    }

    @Test
    void oneStreamShowsSeveralMessagesInTurn() throws Exception {
        try (var stream = http.stream("/stream/s")) {
            post("s", "first message");
            post("s", "second message");
            until(stream, "first message");
            until(stream, "second message");
            post("s", "third message");
            var third = until(stream, "third message");
            assertThat(third).noneSatisfy(frame -> assertThat(frame.data()).contains("second"));
        }
    }

    @Test
    void markdownIsRenderedInOneLine() throws Exception {
        var text =
                """
                A list:

                - one
                - two

                | a | b |
                |---|---|
                | 1 | 2 |

                ```python
                def f():

                    return "x < y"
                ```

                **done**\
                """;
        try (var stream = http.stream("/stream/s")) {
            post("s", text);
            var last = until(stream, "<strong>done</strong>").getLast().data();
            assertThat(last)
                    .contains("<ul>", "<table>", "<td>1</td>", "<pre", "return \"x &lt; y\"");
        }
    }

    @Test
    void textIsNeverMarkup() throws Exception {
        var hostile =
                """
                <script>alert(1)</script> <img src=x onerror=alert(1)> </li></ul><h1>out</h1>
                [link](javascript:alert(1)) ![i](javascript:alert(1)) <a href="data:text/html,x">y</a>

                data: forged\r\n\r\nid: 9\revent: forged\r\n\r\n
                &lt;script&gt; `</code><script>` <svg/onload=alert(1)> "><b onmouseover=alert(1)>end\
                """;
        try (var stream = http.stream("/stream/s")) {
            post("s", hostile);
            var last = until(stream, "end").getLast().data();
            assertThat(last)
                    .doesNotContain(
                            "<script",
                            "<img",
                            "<h1",
                            "<svg",
                            "<b ",
                            "<a href=\"javascript",
                            "<a href=\"data")
                    .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
            assertThat(last.substring(4, last.length() - 5)).doesNotContain("</li></ul>");
        }
    }

    @Test
    void aReaderGoesOnFromItsLastEvent() throws Exception {
        List<Frame> seen;
        try (var stream = http.stream("/stream/s")) {
            post("s", "a b c d e f g h i j k l m n o p q r s t u v w x y z");
            seen = until(stream, " c");
        }
        try (var stream = http.stream("/stream/s", "Last-Event-ID", "" + seen.getLast().id())) {
            var rest = until(stream, "x y z");
            assertThat(rest)
                    .allSatisfy(frame -> assertThat(frame.id()).isGreaterThan(seen.getLast().id()));
            assertThat(rest.getFirst().data().length())
                    .isGreaterThan(seen.getLast().data().length());
        }
        for (var unknown : List.of("123456", "garbage")) {
            try (var stream = http.stream("/stream/s", "Last-Event-ID", unknown)) {
                post("s", "after " + unknown);
                until(stream, "after " + unknown);
            }
        }
    }

    @Test
    void whatWasShownIsNotShownAgainToWhoComesWithoutACursor() throws Exception {
        try (var stream = http.stream("/stream/s")) {
            post("s", "old news");
            until(stream, "old news");
        }
        awaitIdle("s");
        try (var stream = http.stream("/stream/s")) {
            post("s", "fresh");
            assertThat(until(stream, "fresh"))
                    .noneSatisfy(frame -> assertThat(frame.data()).contains("old news"));
        }
    }

    @Test
    void aNameThatCannotBeOneIsRefused() throws Exception {
        for (var name : List.of("a/b", "a b", "../etc", "é", "x".repeat(200))) {
            var reply = http.form("/chat", Map.of("query", "x", "session_id", name));
            assertThat(reply.status()).as(name).isEqualTo(400);
            assertThat(reply.json().path("code").asText()).isEqualTo("conversation-name");
        }
        assertThat(http.get("/stream/a%20b").status()).isEqualTo(400);
    }

    private Http.Reply post(String session, String query) throws Exception {
        return http.form("/chat", Map.of("session_id", session, "query", query));
    }

    private void awaitIdle(String conversation) throws Exception {
        Await.until(
                "nothing goes on",
                () -> !http.get("/api/v1/conversations/" + conversation).json().has("active"));
    }

    /** Frames up to the first one that holds the text. */
    private static List<Frame> until(SseClient stream, String text) throws Exception {
        var frames = new java.util.ArrayList<Frame>();
        do {
            frames.add(stream.take());
        } while (!frames.getLast().data().contains(text));
        return frames;
    }
}
