package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.TestServer;

/** Many agents that have called their tools and hear their model: one word stops them all. */
@Timeout(180)
class ManyCancelsTest {
    private static final int RUNS = 500;

    @TempDir Path directory;
    private final CountDownLatch speaking = new CountDownLatch(RUNS);
    private final CountDownLatch closed = new CountDownLatch(RUNS);

    @Test
    void all_of_them_close_their_connection_to_the_provider() throws Exception {
        try (var upstream = new FakeUpstream(this::answer);
                var server = TestServer.start(directory, upstream);
                var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var http = server.http();
            var runs = new ArrayList<String>();
            for (var i = 0; i < RUNS; i++) {
                try (var stream =
                        http.postStream(
                                "/api/v1/messages", Json.object().put("text", "question " + i))) {
                    runs.add(Json.parse(stream.take().data()).path("run").asText());
                }
            }
            assertThat(speaking.await(90, TimeUnit.SECONDS)).isTrue();
            var from = System.nanoTime();
            var answers = new ArrayList<Future<Integer>>();
            for (var run : runs) {
                var path = "/api/v1/runs/" + run + "/cancel";
                answers.add(crowd.submit(() -> http.method("POST", path, "").status()));
            }
            assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
            System.out.printf(
                    "cancel of %d runs reached the provider after %d ms%n",
                    RUNS, (System.nanoTime() - from) / 1_000_000);
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    /** Asks for two tools, then begins to speak and waits for the other side to leave. */
    private void answer(FakeUpstream.Line line) throws Exception {
        line.head();
        if (!line.request().body().contains("tool_call_id")) {
            line.event(Chunks.call(0, "a", "calculator", "{\"expression\":\"6*7\"}"))
                    .event(Chunks.call(1, "b", "time", "{}"))
                    .finish("tool_calls");
            return;
        }
        line.text("It is ");
        speaking.countDown();
        line.awaitClosed();
        closed.countDown();
    }
}
