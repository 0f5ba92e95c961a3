package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.llm.Finish;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Provider;
import runnel.llm.Usage;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Heard;
import runnel.testkit.ProviderWire;
import runnel.tool.ToolCall;
import runnel.tool.ToolOutput;
import runnel.tool.ToolResult;
import runnel.tool.ToolSpec;

/** Providers that have a wire of their own: what they say, and each way in which they fail. */
@Timeout(60)
class WiresTest {
    private static final String KEY = "key-0123456789abcdef";
    private static final ToolSpec TIME =
            new ToolSpec(
                    "time",
                    "Tells the time.",
                    "{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}}}");
    private static final Prompt ASK =
            new Prompt(
                    "Be brief.", List.of(new Prompt.User("What time is it?")), List.of(TIME), "");

    private final Sources heard = new Sources();

    private static final class Sources extends Heard {
        private final List<ToolOutput.Source> sources = new ArrayList<>();

        @Override
        public void source(ToolOutput.Source source) {
            sources.add(source);
        }
    }

    @ParameterizedTest
    @EnumSource
    void streamsTextAndThoughtsAndCountsTokens(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).thought(line, "hmm");
                            wire.text(line, "Hel").text(line, "lo 你好").finish(line, false);
                        })) {
            var reply = up.model.stream(ASK, heard);
            assertThat(heard.text()).isEqualTo("Hello 你好");
            assertThat(heard.pieces()).hasSize(2);
            assertThat(heard.reasoning()).isEqualTo("hmm");
            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            var cached = wire == ProviderWire.OLLAMA ? 0 : 5;
            assertThat(reply.usage()).isEqualTo(new Usage(15, cached, 7, 0));
            assertThat(up.upstream.requests().getFirst().body()).contains("Be brief.", "\"time\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForToolsAndGetsTheirResults(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "Let me see.");
                            wire.call(line, 0, "time", "{\"zone\":\"UTC\"}");
                            wire.call(line, 1, "time", "{\"zone\":\"CET\"}").finish(line, true);
                        },
                        line -> wire.begin(line).text(line, "Noon.").finish(line, false))) {
            var reply = up.model.stream(ASK, heard);
            assertThat(reply.finish()).isEqualTo(Finish.TOOL_CALLS);
            assertThat(reply.calls()).extracting(ToolCall::name).containsExactly("time", "time");
            assertThat(reply.calls())
                    .extracting(call -> Json.parse(call.arguments()).path("zone").asText())
                    .containsExactly("UTC", "CET");
            assertThat(reply.calls()).extracting(ToolCall::id).doesNotHaveDuplicates();
            assertThat(heard.arguments()).isNotEmpty();
            var next =
                    new Prompt(
                            "",
                            List.of(
                                    new Prompt.User("What time is it?"),
                                    new Prompt.Assistant(
                                            "Let me see.", reply.calls(), reply.memo()),
                                    new Prompt.Tool(
                                            new ToolResult(
                                                    reply.calls().get(0), "12:00 UTC", false)),
                                    new Prompt.Tool(
                                            new ToolResult(
                                                    reply.calls().get(1), "13:00 CET", false))),
                            List.of(TIME),
                            "");
            assertThat(up.model.stream(next, heard).finish()).isEqualTo(Finish.STOP);
            var body = up.upstream.requests().getLast().body();
            assertThat(body).contains("12:00 UTC", "13:00 CET");
            if (wire == ProviderWire.GEMINI) {
                assertThat(body).contains("c2lnbmVk");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitsAsLongAsARateLimitAsksAndRetriesAFailure(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> line.answer(429, "application/json", "{}", "Retry-After: 1"),
                        line -> line.answer(500, "application/json", "{\"error\":\"oops\"}"),
                        line -> wire.begin(line).text(line, "ok").finish(line, false))) {
            var from = System.nanoTime();
            assertThat(up.model.stream(ASK, heard).finish()).isEqualTo(Finish.STOP);
            assertThat(System.nanoTime() - from).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(950));
            assertThat(heard.text()).isEqualTo("ok");
            assertThat(up.upstream.requests()).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GEMINI", "ANTHROPIC"})
    void saysThatTheKeyWasRefusedAndNotTheKey(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line ->
                                line.answer(
                                        401,
                                        "application/json",
                                        "{\"error\":{\"message\":\"bad key " + KEY + "\"}}"))) {
            var problem = fails(up.model);
            assertThat(problem.code()).isEqualTo("model-key-refused");
            assertThat(problem.getMessage()).doesNotContain(KEY);
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasSaidWhenAnErrorComesInTheMidst(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half").error(line);
                            line.awaitClosed();
                        })) {
            var problem = fails(up.model);
            assertThat(problem.code()).isEqualTo("model-failed");
            assertThat(problem.getMessage()).contains("overloaded");
            assertThat(heard.text()).isEqualTo("half");
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsAConnectionThatBreaksOff(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half");
                            line.pause(50).reset();
                        })) {
            assertThat(fails(up.model).code()).isEqualTo("model-broke-off");
            assertThat(heard.text()).isEqualTo("half");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotTakeAnEarlyEndForAWholeAnswer(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half");
                            line.end();
                        })) {
            assertThat(up.model.stream(ASK, heard).finish()).isEqualTo(Finish.TRUNCATED);
            assertThat(heard.text()).isEqualTo("half");
        }
    }

    @ParameterizedTest
    @EnumSource
    void reportsNonsense(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half");
                            line.chunk(
                                    wire == ProviderWire.OLLAMA
                                            ? "{\"message\": <html>\n"
                                            : "event: content_block_delta\ndata: {\"candidates\": <html>\n\n");
                            line.awaitClosed();
                        })) {
            assertThat(fails(up.model).code()).isEqualTo("model-garbled");
            assertThat(heard.text()).isEqualTo("half");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWaitForEver(ProviderWire wire) throws Exception {
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half");
                            line.awaitClosed();
                        })) {
            assertThat(fails(up.model).code()).isEqualTo("model-stalled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void stopClosesTheConnection(ProviderWire wire) throws Exception {
        var closed = new CompletableFuture<Long>();
        try (var up =
                new Up(
                        wire,
                        line -> {
                            wire.begin(line).text(line, "half");
                            closed.complete(line.awaitClosed());
                        })) {
            var over = new CompletableFuture<String>();
            var reader =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    up.model.stream(ASK, heard);
                                    over.complete("answered");
                                } catch (InterruptedException e) {
                                    over.complete("stopped");
                                } catch (Problem e) {
                                    over.complete(e.code());
                                }
                            });
            heard.awaitText();
            reader.interrupt();
            assertThat(over.get(10, TimeUnit.SECONDS)).isEqualTo("stopped");
            assertThat(closed.get(10, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void aModelThatSearchesNamesItsSources() throws Exception {
        var grounding =
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"Spain won.\"}]},"
                        + "\"index\":0,\"groundingMetadata\":{\"webSearchQueries\":[\"who won\"],"
                        + "\"groundingChunks\":[{\"web\":{\"uri\":\"https://example.org/a\","
                        + "\"title\":\"example.org\"}}],\"groundingSupports\":[{\"segment\":"
                        + "{\"startIndex\":0,\"endIndex\":10,\"text\":\"Spain won.\"},"
                        + "\"groundingChunkIndices\":[0]}]}}]}";
        try (var up =
                new Up(
                        ProviderWire.GEMINI,
                        line -> {
                            line.head().event(grounding);
                            ProviderWire.GEMINI.finish(line, false);
                        })) {
            up.provider.model("gemini-2.5-flash:search").stream(ASK, heard);
            assertThat(heard.sources)
                    .containsExactly(
                            new ToolOutput.Source("example.org", "https://example.org/a", ""));
            var body = up.upstream.requests().getFirst().body();
            assertThat(body.replaceAll("\\s", "")).contains("\"google_search\":{}");
            assertThat(body).doesNotContain("functionDeclarations");
        }
    }

    @Test
    void listsModels() throws Exception {
        var lists =
                List.of(
                        "{\"models\":[{\"name\":\"models/gemini-2.5-flash\",\"supportedGenerationMethods\":"
                                + "[\"generateContent\"]},{\"name\":\"models/imagen\","
                                + "\"supportedGenerationMethods\":[\"predict\"]}]}",
                        "{\"data\":[{\"type\":\"model\",\"id\":\"claude\"}],\"has_more\":false}",
                        "{\"models\":[{\"name\":\"llama3:latest\"}]}");
        var names =
                List.of(
                        List.of("gemini-2.5-flash", "gemini-2.5-flash:search"),
                        List.of("claude"),
                        List.of("llama3:latest"));
        for (var wire : ProviderWire.values()) {
            var list = lists.get(wire.ordinal());
            try (var up = new Up(wire, line -> line.answer(200, "application/json", list))) {
                assertThat(up.provider.models()).isEqualTo(names.get(wire.ordinal()));
            }
        }
    }

    private Problem fails(Model model) {
        return catchThrowableOfType(Problem.class, () -> model.stream(ASK, heard));
    }

    /** A provider behind a scripted upstream. */
    private static final class Up implements AutoCloseable {
        private final FakeUpstream upstream;
        private final Transport transport;
        private final Provider provider;
        private final Model model;

        Up(ProviderWire wire, FakeUpstream.Script... scripts) {
            upstream = new FakeUpstream(scripts);
            transport = new Transport(Upstreams.SHORT, Clock.system());
            var url = upstream.url();
            provider =
                    switch (wire) {
                        case GEMINI -> new GeminiProvider(url, KEY, transport);
                        case ANTHROPIC -> new AnthropicProvider(url, KEY, transport);
                        case OLLAMA -> new OllamaProvider(url, transport);
                    };
            model = provider.model("m");
        }

        @Override
        public void close() throws Exception {
            transport.close();
            upstream.close();
        }
    }
}
