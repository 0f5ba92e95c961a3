package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import runnel.app.Setting;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FakeUpstream.Script;
import runnel.testkit.NativeReader;
import runnel.testkit.TestServer;

/**
 * Whatever a provider does, the reader of a run is told one end of it, and why at most once; what
 * had come stays, and the next message is answered.
 */
@Timeout(60)
class UpstreamFaultsTest {
    private static final Script FINE = line -> line.head().text("fine").finish("stop");
    private static final Queue<Script> next = new ConcurrentLinkedQueue<>();
    private static final Semaphore shown = new Semaphore(0);

    @TempDir static Path directory;

    private static FakeUpstream upstream;
    private static TestServer server;

    /**
     * @param problem code of what is told; empty where nothing is
     * @param text what is there of the answer
     * @param scripts what the provider does, request by request; from then on it is well
     */
    record Fault(String name, String outcome, String problem, String text, List<Script> scripts) {
        static Fault of(
                String name, String outcome, String problem, String text, Script... scripts) {
            return new Fault(name, outcome, problem, text, List.of(scripts));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Fault> faults() {
        Script failing = line -> line.answer(500, "text/plain", "out of order");
        return Stream.of(
                Fault.of("429", "done", "", "fine", limited("1")),
                Fault.of("429 for an hour", "failed", "model-rate-limited", "", limited("3600")),
                Fault.of("500 once", "done", "", "fine", failing),
                Fault.of("500", "failed", "model-failed", "", failing, failing, failing),
                Fault.of("reset before the answer", "done", "", "fine", line -> line.reset()),
                Fault.of("hangs up before the answer", "done", "", "fine", line -> line.close()),
                Fault.of(
                        "reset within the answer",
                        "failed",
                        "model-broke-off",
                        "one ",
                        line -> {
                            line.head().text("one ");
                            // What is under way when a connection is reset may be lost.
                            shown.acquire();
                            line.reset();
                        }),
                Fault.of(
                        "end without a reason",
                        "truncated",
                        "reply-truncated",
                        "one ",
                        line -> line.head().text("one ").end()),
                Fault.of(
                        "garbage",
                        "failed",
                        "model-garbled",
                        "one ",
                        line -> line.head().text("one ").event("{\"cho").text("never").end()),
                Fault.of(
                        "error event",
                        "failed",
                        "model-failed",
                        "one ",
                        line ->
                                line.head()
                                        .text("one ")
                                        .event("{\"error\":{\"message\":\"overloaded\"}}")
                                        .text("never")
                                        .end()),
                Fault.of(
                        "silence",
                        "failed",
                        "model-stalled",
                        "one ",
                        line -> line.head().text("one ").awaitClosed()));
    }

    private static Script limited(String seconds) {
        return line -> line.answer(429, "text/plain", "busy", "Retry-After: " + seconds);
    }

    @BeforeAll
    static void start() {
        upstream =
                new FakeUpstream(line -> {
                    var script = next.poll();
                    (script == null ? FINE : script).play(line);
                });
        server =
                TestServer.start(
                        directory,
                        Map.of(
                                Setting.OPENAI_BASE_URL,
                                upstream.url(),
                                Setting.MODEL,
                                "openai/scripted",
                                Setting.MODEL_SILENCE_MILLIS,
                                "4000"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        upstream.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void has_one_end(Fault fault) throws Exception {
        next.addAll(fault.scripts());
        shown.drainPermits();
        var conversation = fault.name().replace(' ', '-');
        var reader = new NativeReader();
        try (var stream = server.http().say(conversation, "hello")) {
            reader.readChars(stream, fault.text().length());
            shown.release();
            reader.read(stream);
        }
        assertThat(reader.outcome()).isEqualTo(fault.outcome());
        assertThat(reader.text()).isEqualTo(fault.text());
        assertThat(reader.names()).containsOnlyOnce("run-start", "run-end");
        assertThat(reader.names().stream().filter("run-problem"::equals))
                .hasSize(fault.problem().isEmpty() ? 0 : 1);
        var state = server.http().get("/api/v1/conversations/" + conversation).json();
        var reply = state.path("messages").get(1);
        assertThat(reply.at("/problem/code").asText()).isEqualTo(fault.problem());
        assertThat(reply.path("state").asText()).isEqualTo(fault.outcome());
        assertThat(state.has("active")).isFalse();
        assertThat(next).isEmpty();
        assertThat(new NativeReader().read(server.http().say(conversation, "again")).text())
                .isEqualTo("fine");
    }
}
