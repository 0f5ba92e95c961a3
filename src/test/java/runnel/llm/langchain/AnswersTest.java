package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Json;
import runnel.llm.Finish;
import runnel.llm.Prompt;
import runnel.llm.Usage;
import runnel.testkit.Chunks;
import runnel.testkit.Heard;
import runnel.tool.ToolCall;
import runnel.tool.ToolResult;
import runnel.tool.ToolSpec;

@Timeout(30)
class AnswersTest {
    private static final int MANY = 8;

    private final Heard heard = new Heard();

    @Test
    void readsTextReasoningAndUsage() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.head()
                                .chunk(": comment\n\ndata:\n\nevent: ping\ndata: {}\n\n")
                                .event(Chunks.delta("reasoning_content", "hm"))
                                .event(Chunks.delta("reasoning", "m"))
                                .text("Hel", "lo ", "世界 🚀")
                                .event(Chunks.finish("stop"))
                                .event(Chunks.usage(10, 4, 7, 2))
                                .event("[DONE]")
                                .end())) {
            var reply = up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.pieces()).containsExactly("Hel", "lo ", "世界 🚀");
            assertThat(heard.reasoning()).isEqualTo("hmm");
            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            assertThat(reply.usage()).isEqualTo(new Usage(10, 4, 7, 2));
            assertThat(reply.calls()).isEmpty();
            assertThat(up.model.continuesPrefix()).isFalse();
        }
    }

    @Test
    void readsAnyCutOfTheBytes() throws Exception {
        var text =
                "data: "
                        + Chunks.text("é世🚀")
                        + "\r\n\r\ndata:"
                        + Chunks.text("b")
                        + "\r\r: x\n\ndata: "
                        + Chunks.finish("stop")
                        + "\n\ndata: [DONE]\r\n\r\n";
        try (var up =
                new Upstreams(line -> {
                    line.head();
                    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
                        line.chunk(new byte[] {b});
                    }
                    line.end();
                })) {
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(Finish.STOP);
            assertThat(heard.pieces()).containsExactly("é世🚀", "b");
        }
    }

    @Test
    void readsParallelToolCalls() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.head()
                                .event(Chunks.call(0, "call_a", "search", ""))
                                .event(Chunks.call(0, "", "", "{\"q\":"))
                                .event(Chunks.call(0, "", "", "\"x\"}"))
                                .event(Chunks.call(1, "call_b", "clock", ""))
                                .event(Chunks.call(1, "", "", "{}"))
                                .finish("tool_calls"))) {
            var reply = up.model.stream(Upstreams.HELLO, heard);
            assertThat(reply.finish()).isEqualTo(Finish.TOOL_CALLS);
            assertThat(reply.calls())
                    .containsExactly(
                            new ToolCall("call_a", "search", "{\"q\":\"x\"}"),
                            new ToolCall("call_b", "clock", "{}"));
            assertThat(heard.arguments())
                    .containsExactly(
                            "call_a search {\"q\":", "call_a search \"x\"}", "call_b clock {}");
            assertThat(reply.usage()).isEqualTo(Usage.NONE);
        }
    }

    @Test
    void readsToolCallsOfSloppyProviders() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.head()
                                .event(Chunks.call(0, "call_a", "search", "{\"q\":"))
                                .event(Chunks.call(0, "call_a", "search", "1}"))
                                .event(Chunks.call(1, "", "clock", ""))
                                .finish("stop"))) {
            var reply = up.model.stream(Upstreams.HELLO, heard);
            assertThat(reply.finish()).isEqualTo(Finish.TOOL_CALLS);
            assertThat(reply.calls()).hasSize(2);
            assertThat(reply.calls().get(0))
                    .isEqualTo(new ToolCall("call_a", "search", "{\"q\":1}"));
            assertThat(reply.calls().get(1).name()).isEqualTo("clock");
            assertThat(reply.calls().get(1).id()).isNotBlank();
            assertThat(reply.calls().get(1).arguments()).isEqualTo("{}");
        }
    }

    @Test
    void readsCallsThatAreWrittenAtTheSameTime() throws Exception {
        var search = new ToolCall("call_a", "search", "{\"q\":1}");
        var clock = new ToolCall("call_b", "clock", "{\"z\":2}");
        try (var up =
                new Upstreams(
                        line ->
                                line.head()
                                        .event(Chunks.call(0, "call_a", "search", ""))
                                        .event(Chunks.call(1, "call_b", "clock", ""))
                                        .event(Chunks.call(0, "", "", "{\"q\":"))
                                        .event(Chunks.call(1, "", "", "{\"z\":"))
                                        .event(Chunks.call(0, "", "", "1}"))
                                        .event(Chunks.call(1, "", "", "2}"))
                                        .finish("tool_calls"),
                        line ->
                                line.head()
                                        .event(Chunks.call(1, "call_b", "clock", "{\"z\":2}"))
                                        .event(Chunks.call(0, "call_a", "search", "{\"q\":1}"))
                                        .finish("tool_calls"),
                        line ->
                                line.head()
                                        .event(Chunks.call(0, "call_a", "search", "{\"q\":1}"))
                                        .event(Chunks.call(0, "call_b", "clock", "{\"z\":2}"))
                                        .finish("tool_calls"),
                        line ->
                                line.head()
                                        .event(unnumbered("call_a", "search", "{\"q\":"))
                                        .event(unnumbered("", "", "1}"))
                                        .event(unnumbered("call_b", "clock", "{\"z\":"))
                                        .event(unnumbered("call_b", "", "2}"))
                                        .finish("tool_calls"))) {
            for (var way = 0; way < 4; way++) {
                var heard = new Heard();
                var reply = up.model.stream(Upstreams.HELLO, heard);
                assertThat(reply.calls()).as("way " + way).containsExactly(search, clock);
                assertThat(String.join("|", heard.arguments())).contains("call_a search {\"q\":");
            }
        }
    }

    /** A piece of a call that does not say which. */
    private static String unnumbered(String id, String name, String arguments) {
        return Chunks.call(0, id, name, arguments).replace("[{\"index\":0,\"", "[{\"");
    }

    @Test
    void sendsTheWholePrompt() throws Exception {
        var call = new ToolCall("call_a", "search", "{\"q\":\"x\"}");
        var schema =
                "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\",\"pattern\":\"^a\",\"minLength\":2}},"
                        + "\"required\":[\"q\"]}";
        var prompt =
                new Prompt(
                        "be brief",
                        List.of(
                                new Prompt.User("hi"),
                                new Prompt.Assistant("", List.of()),
                                new Prompt.Assistant("", List.of(call)),
                                new Prompt.Tool(new ToolResult(call, "found", false)),
                                new Prompt.User("go on")),
                        List.of(new ToolSpec("search", "finds", schema)),
                        "");
        try (var up = new Upstreams(line -> line.head().finish("stop"))) {
            up.model.stream(prompt, heard);
            var request = up.upstream.requests().getFirst();
            assertThat(request.path()).isEqualTo("/v1/chat/completions");
            assertThat(request.headers())
                    .doesNotContainKey("upgrade")
                    .containsEntry("accept", "text/event-stream");
            var body = Json.parse(request.body());
            assertThat(body.path("model").asText()).isEqualTo("m");
            assertThat(body.path("stream").asBoolean()).isTrue();
            assertThat(body.at("/stream_options/include_usage").asBoolean()).isTrue();
            assertThat(body.path("messages"))
                    .extracting(m -> m.path("role").asText())
                    .containsExactly("system", "user", "assistant", "tool", "user");
            assertThat(body.at("/messages/2/tool_calls/0/id").asText()).isEqualTo("call_a");
            assertThat(body.at("/messages/3/tool_call_id").asText()).isEqualTo("call_a");
            assertThat(body.at("/tools/0/function/parameters")).isEqualTo(Json.parse(schema));
        }
    }

    @Test
    void usesAConnectionAgain() throws Exception {
        try (var up = new Upstreams(line -> line.head().text("a").finish("stop"))) {
            for (var i = 0; i < 5; i++) {
                up.model.stream(Upstreams.HELLO, heard);
            }
            assertThat(up.upstream.connections()).isEqualTo(1);
        }
    }

    @Test
    void noticesThatAConnectionIsGone() throws Exception {
        var closed = new Semaphore(0);
        try (var up =
                new Upstreams(line -> {
                    line.head().text("a").finish("stop");
                    line.pause(50).close();
                    closed.release();
                })) {
            up.model.stream(Upstreams.HELLO, heard);
            closed.acquire();
            up.model.stream(Upstreams.HELLO, heard);
            assertThat(heard.text()).isEqualTo("aa");
            assertThat(up.upstream.requests()).hasSize(2);
            assertThat(up.upstream.connections()).isEqualTo(2);
        }
    }

    @Test
    void connectionsThatAllBreakAtOnceFailNoAnswer() throws Exception {
        var together = new CountDownLatch(MANY);
        var restart = new CountDownLatch(1);
        var broken = new CountDownLatch(MANY);
        try (var up =
                        new Upstreams(
                                Limits.DEFAULT,
                                line -> {
                                    if (restart.getCount() == 0) {
                                        line.head().text("b").finish("stop");
                                        return;
                                    }
                                    together.countDown();
                                    together.await();
                                    line.head().text("a").finish("stop");
                                    restart.await();
                                    line.reset();
                                    broken.countDown();
                                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Finish>>();
            for (var i = 0; i < MANY; i++) {
                answers.add(threads.submit(() -> finish(up)));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(Finish.STOP);
            }
            // At once, so that nobody has looked yet whether the connections still stand; and more
            // of them than a request is sent again.
            restart.countDown();
            broken.await();
            assertThat(finish(up)).isEqualTo(Finish.STOP);
            assertThat(up.upstream.requests()).hasSize(MANY + 1);
        }
    }

    private static Finish finish(Upstreams up) throws InterruptedException {
        return up.model.stream(Upstreams.HELLO, new Heard()).finish();
    }

    @Test
    void findsItsHostByName() throws Exception {
        try (var up = new Upstreams(line -> line.head().text("a").finish("stop"))) {
            var named =
                    new OpenAiProvider(
                            "named", "http://localhost:" + up.upstream.port(), "", up.transport);
            assertThat(named.model("m").stream(Upstreams.HELLO, heard).finish())
                    .isEqualTo(Finish.STOP);
            assertThat(up.upstream.requests().getFirst().headers())
                    .doesNotContainKey("authorization");
        }
    }

    @Test
    void doesNotWaitForAServerThatKeepsTheBodyOpen() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.head()
                                .text("a")
                                .event(Chunks.finish("stop"))
                                .event("[DONE]")
                                .awaitClosed())) {
            assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(Finish.STOP);
        }
    }

    @Test
    void understandsUnusualReasons() throws Exception {
        try (var up =
                new Upstreams(
                        line -> line.head().finish("eos"),
                        line -> line.head().finish("max_tokens"),
                        line -> line.head().finish("content_filter"),
                        line -> line.head().finish("insufficient_system_resource"))) {
            for (var finish :
                    List.of(Finish.STOP, Finish.LENGTH, Finish.FILTERED, Finish.TRUNCATED)) {
                assertThat(up.model.stream(Upstreams.HELLO, heard).finish()).isEqualTo(finish);
            }
        }
    }

    @Test
    void listsModels() throws Exception {
        try (var up =
                new Upstreams(line ->
                        line.answer(
                                200,
                                "application/json",
                                "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b/c\"}]}"))) {
            assertThat(up.provider.models()).containsExactly("a", "b/c");
            assertThat(up.upstream.requests().getFirst().path()).isEqualTo("/v1/models");
        }
    }
}
