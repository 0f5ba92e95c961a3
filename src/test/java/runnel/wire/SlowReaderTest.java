package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.bench.FakeModelServer;
import runnel.bench.load.Manner;
import runnel.testkit.Http;
import runnel.testkit.SlowReader;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** Who reads slowly harms nobody, costs little and misses nothing. */
@Timeout(120)
final class SlowReaderTest {
    private static final int SLOW_BYTES = 1_000;
    private static final int CROWD = 20;
    private static final int TOKEN_CHARS = 250;
    private static final int TOKENS = 8_000;
    private static final int STUCK_MILLIS = 1_000;

    /** What the system keeps of a stream, about. */
    private static final int STREAM_BYTES = 64 << 10;

    private static final long MEGABYTE = 1 << 20;
    private static final JsonNode SHORT =
            Json.object().put("text", "hello").put("model", "openai/fake-100");

    @TempDir Path data;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void slowReadersHinderNobodyAndMissNothing() throws Exception {
        try (var model = new FakeModelServer(0, new Manner(TOKENS, 0, 0, TOKEN_CHARS));
                var server = start(model, 30_000)) {
            var http = server.http();
            digest(http.postStream("/api/v1/messages", SHORT), 100);
            var before = heapBytes();
            var path = "/api/v1/runs/" + ask(http, "long") + "/events";
            var slow = new ArrayList<SlowReader>();
            var digests = new ArrayList<Future<String>>();
            for (var i = 0; i < CROWD; i++) {
                var reader = new SlowReader(http.url(), path, SLOW_BYTES);
                slow.add(reader);
                digests.add(threads.submit(() -> digest(reader.events(), TOKENS)));
            }
            var same = all(() -> digest(http.stream(path), TOKENS));
            var others = all(() -> digest(http.postStream("/api/v1/messages", SHORT), 100));
            assertThat(same).hasSize(1);
            assertThat(others).hasSize(CROWD / 2);

            assertThat(digests).noneMatch(Future::isDone);
            assertThat(heapBytes() - before)
                    .as("bytes held for slow readers")
                    .isLessThan(12 * MEGABYTE);

            for (var reader : slow) {
                reader.hurry();
            }
            assertThat(results(digests)).containsOnly(same.getFirst());
        }
    }

    @Test
    void aReaderThatTakesNothingIsCutAndGoesOnWhereItWas() throws Exception {
        try (var model = new FakeModelServer(0, new Manner(TOKENS, 0, 0, TOKEN_CHARS));
                var server = start(model, STUCK_MILLIS)) {
            var http = server.http();
            var path = "/api/v1/runs/" + ask(http, "long") + "/events";
            var whole = new Text();
            whole.read(http.stream(path));
            var text = new Text();
            try (var reader = new SlowReader(http.url(), path, 0)) {
                awaitReaders(http, 1);
                awaitReaders(http, 0);
                reader.hurry();
                assertThatThrownBy(() -> text.read(reader.events()))
                        .isInstanceOf(IOException.class);
            }
            assertThat(text.chars).isLessThan(whole.chars);
            text.read(http.stream(path, "Last-Event-ID", String.valueOf(text.cursor)));
            assertThat(text.digest()).isEqualTo(whole.digest());
        }
    }

    @Test
    void aReaderThatTakesLittleIsNotStuck() throws Exception {
        try (var model = new FakeModelServer(0, new Manner(TOKENS, 0, 0, TOKEN_CHARS));
                var server = start(model, STUCK_MILLIS)) {
            var http = server.http();
            var path = "/api/v1/runs/" + ask(http, "long") + "/events";
            try (var reader =
                    new SlowReader(http.url(), path, 10 * STREAM_BYTES * 1000 / STUCK_MILLIS)) {
                var text = new Text();
                var reading = threads.submit(() -> text.read(reader.events()));
                Thread.sleep(5 * STUCK_MILLIS / 2);
                assertThat(reading.isDone()).isFalse();
                reader.hurry();
                reading.get();
                assertThat(text.chars).isEqualTo((long) TOKENS * TOKEN_CHARS);
            }
        }
    }

    private TestServer start(FakeModelServer model, int stuckMillis) {
        return TestServer.start(
                data,
                Map.of(
                        Setting.OPENAI_BASE_URL, model.url(),
                        Setting.MODEL, "openai/fake",
                        Setting.STUCK_MILLIS, String.valueOf(stuckMillis)));
    }

    /** Asks, and leaves at once; the run that answers. */
    private static String ask(Http http, String conversation)
            throws IOException, InterruptedException {
        try (var stream = http.say(conversation, "hello")) {
            return Json.parse(stream.take().data()).path("run").asText();
        }
    }

    /** The different results of as many fast readers as half the crowd. */
    private List<String> all(Callable<String> reader) throws Exception {
        var tasks = Collections.nCopies(CROWD / 2, reader);
        return results(threads.invokeAll(tasks)).stream().distinct().toList();
    }

    private static List<String> results(List<Future<String>> futures)
            throws ExecutionException, InterruptedException {
        var results = new ArrayList<String>();
        for (var future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static void awaitReaders(Http http, int readers)
            throws IOException, InterruptedException {
        while (!http.get("/metrics").body().contains("\nrunnel_cursors_open " + readers + ".0\n")) {
            Thread.sleep(20);
        }
    }

    private static String digest(SseClient events, int tokens) throws IOException {
        var text = new Text();
        text.read(events);
        assertThat(text.chars).isEqualTo((long) tokens * TOKEN_CHARS);
        return text.digest();
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** What was read of a run's text, whatever pieces it came in: large, hence not kept. */
    private static final class Text {
        private final MessageDigest digest = sha();
        private long chars;
        private long cursor;

        /** Reads to the end of the run, which must have gone well. */
        Text read(SseClient events) throws IOException {
            var outcome = "";
            for (var frame = events.next(); frame.isPresent(); frame = events.next()) {
                var data = Json.parse(frame.get().data());
                if (frame.get().event().equals("text-delta")) {
                    var text = data.path("text").asText();
                    chars += text.length();
                    digest.update(text.getBytes(StandardCharsets.UTF_8));
                } else if (frame.get().event().equals("run-end")) {
                    outcome = data.path("outcome").asText();
                }
                cursor = frame.get().id();
            }
            assertThat(outcome).isEqualTo("done");
            return this;
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }

        private static MessageDigest sha() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
