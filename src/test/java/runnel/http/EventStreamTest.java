package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private static final int PATIENCE_SECONDS = 20;
    private final LinkedBlockingQueue<Object> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch release = new CountDownLatch(1);
    private Server server;

    @BeforeEach
    void start() {
        var routes = new Routes();
        routes.get(
                "/three",
                (request, response) -> {
                    var stream = response.events();
                    var frames = new FrameBuffer();
                    for (var i = 1; i <= 3; i++) {
                        stream.write(frames.id(i).data("n" + i).end().id(i).data("again").end());
                    }
                    stream.write(frames);
                });
        routes.get(
                "/closes",
                (request, response) -> {
                    var stream = response.events();
                    stream.write(FrameBuffer.HEARTBEAT);
                    stream.close();
                    release.await();
                });
        routes.get(
                "/endless",
                (request, response) ->
                        recorded(() -> {
                            var stream = response.events();
                            while (true) {
                                stream.write(FrameBuffer.HEARTBEAT);
                                Thread.sleep(5);
                            }
                        }));
        routes.get(
                "/flood",
                (request, response) ->
                        recorded(() -> {
                            var stream = response.events();
                            var frame = new FrameBuffer().data("x".repeat(64_000)).end().toBytes();
                            while (true) {
                                stream.write(frame);
                            }
                        }));
        routes.get(
                "/fails",
                (request, response) -> {
                    var stream = response.events();
                    stream.write(FrameBuffer.HEARTBEAT);
                    throw new IllegalStateException("on purpose");
                });
        routes.get(
                "/waits",
                (request, response) ->
                        recorded(() -> {
                            var stream = response.events();
                            var thread = Thread.currentThread();
                            stream.onStop(() -> LockSupport.unpark(thread));
                            while (!stream.isStopping()) {
                                LockSupport.park();
                            }
                            stream.write(new FrameBuffer().id(9).data("bye").end());
                        }));
        routes.get("/plain", (request, response) -> response.text("plain"));
        server =
                Server.start(
                        Settings.at("127.0.0.1", 0)
                                .with(Limits.DEFAULT.withStuckMillis(500).withGraceMillis(1_000)),
                        routes);
    }

    @AfterEach
    void stop() {
        release.countDown();
        server.close();
    }

    private interface Body {
        void run() throws Exception;
    }

    private void recorded(Body body) throws Exception {
        try {
            body.run();
            ended.add("returned");
        } catch (Exception e) {
            ended.add(e);
            throw e;
        }
    }

    @Test
    void theHeadIsWhatTheContractSays() {
        try (var client = new RawClient(server)) {
            client.request("/three", "X-Request-Id: abc");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(client.head().stream().filter(line -> !line.startsWith("Date: ")))
                    .containsExactlyInAnyOrder(
                            "Content-Type: text/event-stream",
                            "Cache-Control: no-cache, no-transform",
                            "X-Accel-Buffering: no",
                            "Transfer-Encoding: chunked",
                            "X-Request-Id: abc",
                            "X-Content-Type-Options: nosniff",
                            "Cross-Origin-Resource-Policy: same-origin",
                            "Referrer-Policy: same-origin");
        }
    }

    @Test
    void everyWriteIsOneChunkOfWholeFramesAndTheBodyEnds() {
        try (var client = new RawClient(server)) {
            client.request("/three");
            client.line();
            client.head();
            var opening = text(client.chunk());
            assertThat(opening).startsWith(": ").endsWith("\n\n").hasSize(2048);
            assertThat(opening.strip()).isEqualTo(":");
            for (var i = 1; i <= 3; i++) {
                assertThat(text(client.chunk()))
                        .isEqualTo(
                                "id: "
                                        + i
                                        + "\ndata: n"
                                        + i
                                        + "\n\nid: "
                                        + i
                                        + "\ndata: again\n\n");
            }
            assertThat(client.chunk()).isEmpty();
            // The connection is still good.
            assertThat(client.request("/plain").answer().text()).isEqualTo("plain");
        }
    }

    @Test
    void theFirstBytesComeBeforeThereIsAnythingToSay() {
        try (var client = new RawClient(server)) {
            client.request("/waits");
            client.line();
            client.head();
            assertThat(text(client.chunk())).startsWith(": ");
            await(() -> server.streams() == 1);
        }
    }

    @Test
    void closingEndsTheBodyThoughTheHandlerStillRuns() {
        try (var client = new RawClient(server)) {
            client.request("/closes");
            client.line();
            client.head();
            client.chunk();
            assertThat(text(client.chunk())).isEqualTo(": hb\n\n");
            assertThat(client.chunk()).isEmpty();
        }
    }

    @Test
    void aClientThatLeavesIsNoticedAtAWrite() throws InterruptedException {
        for (var reset : List.of(true, false)) {
            try (var client = new RawClient(server)) {
                client.request("/endless");
                client.line();
                client.head();
                client.chunk();
                client.chunk();
                if (reset) {
                    client.reset();
                }
            }
            assertThat(ended.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ClientGone.class);
        }
        await(() -> server.streams() == 0 && server.connections() == 0);
    }

    @Test
    void aClientThatDoesNotReadIsCut() throws InterruptedException {
        try (var client = new RawClient(server.port(), 4_096)) {
            client.request("/flood");
            assertThat(ended.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isInstanceOf(ClientGone.class);
            await(() -> server.streams() == 0 && server.connections() == 0);
        }
    }

    @Test
    void aStreamThatFailsHasNoEnd() {
        try (var client = new RawClient(server)) {
            client.request("/fails");
            client.line();
            client.head();
            client.chunk();
            assertThat(text(client.chunk())).isEqualTo(": hb\n\n");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void headOfAStreamIsItsHead() {
        var answer = RawClient.ask(server, "HEAD", "/endless", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/event-stream");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
