package runnel.llm.langchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Clock;
import runnel.llm.Model;
import runnel.testkit.FakeUpstream;
import runnel.testkit.Heard;

/** An interrupt ends a reply in every phase, and the provider notices. */
@Timeout(30)
class CancelTest {
    private static final long GENEROUS = TimeUnit.SECONDS.toNanos(1);

    private final Heard heard = new Heard();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CompletableFuture<Long> closed = new CompletableFuture<>();

    @Test
    void beforeTheHeaders() throws Exception {
        cancel(
                "before the headers",
                line -> {
                    reached.countDown();
                    closed.complete(line.awaitClosed());
                });
    }

    @Test
    void beforeTheFirstPiece() throws Exception {
        cancel(
                "before the first piece",
                line -> {
                    line.head();
                    line.pause(50);
                    reached.countDown();
                    closed.complete(line.awaitClosed());
                });
    }

    @Test
    void amidTheAnswer() throws Exception {
        cancel(
                "amid the answer",
                line -> {
                    line.head().text("one ");
                    heard.awaitText();
                    reached.countDown();
                    closed.complete(line.awaitClosed());
                });
    }

    @Test
    void amidAFlood() throws Exception {
        cancel(
                "amid a flood",
                line -> {
                    line.head();
                    for (var i = 0; ; i++) {
                        try {
                            line.text("x");
                        } catch (java.io.IOException e) {
                            closed.complete(System.nanoTime());
                            return;
                        }
                        if (i == 100) {
                            reached.countDown();
                        }
                    }
                });
    }

    @Test
    void whileItWaitsToRetry() throws Exception {
        try (var up =
                new Upstreams(line -> {
                    line.answer(429, "text/plain", "", "Retry-After: 3");
                    reached.countDown();
                })) {
            var thread = start(up.model);
            reached.await();
            Thread.sleep(100);
            interrupt(thread, "while it waits to retry");
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    @Test
    void whileItConnects() throws Exception {
        // A listener whose queue is full answers no further connection.
        var queued = new ArrayList<Socket>();
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var transport = new Transport(Upstreams.SHORT, Clock.system())) {
            for (var i = 0; i < 2; i++) {
                queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            var model =
                    new OpenAiProvider(
                                    "full",
                                    "http://127.0.0.1:" + full.getLocalPort(),
                                    "",
                                    transport)
                            .model("m");
            var thread = start(model);
            Thread.sleep(200);
            interrupt(thread, "while it connects");
        } finally {
            for (var socket : queued) {
                socket.close();
            }
        }
    }

    @Test
    void beforeItBegins() throws Exception {
        try (var up = new Upstreams(line -> line.head().finish("stop"))) {
            Thread.currentThread().interrupt();
            org.assertj.core.api.Assertions.assertThatThrownBy(
                            () -> up.model.stream(Upstreams.HELLO, heard))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
            assertThat(up.upstream.requests()).isEmpty();
        }
    }

    @Test
    void onAPlatformThreadToo() throws Exception {
        try (var up =
                new Upstreams(line -> {
                    line.head().text("one ");
                    closed.complete(line.awaitClosed());
                })) {
            var ended = new CompletableFuture<Throwable>();
            var thread = Thread.ofPlatform().start(() -> ended.complete(run(up.model)));
            heard.awaitText();
            thread.interrupt();
            assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            assertThat(closed.get(5, TimeUnit.SECONDS)).isPositive();
        }
    }

    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final CompletableFuture<Long> endedAt = new CompletableFuture<>();

    private void cancel(String phase, FakeUpstream.Script script) throws Exception {
        try (var up = new Upstreams(script)) {
            var thread = start(up.model);
            assertThat(reached.await(5, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(50);
            var from = interrupt(thread, phase);
            var seen = closed.get(5, TimeUnit.SECONDS) - from;
            System.err.printf("cancel %s: provider saw it after %.2f ms%n", phase, seen / 1e6);
            assertThat(seen).isLessThan(GENEROUS);
            assertThat(up.upstream.requests()).hasSize(1);
        }
    }

    private Thread start(Model model) {
        return Thread.ofVirtual()
                .start(() -> {
                    ended.complete(run(model));
                    endedAt.complete(System.nanoTime());
                });
    }

    private long interrupt(Thread thread, String phase) throws Exception {
        var from = System.nanoTime();
        thread.interrupt();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        var took = endedAt.get(5, TimeUnit.SECONDS) - from;
        System.err.printf("cancel %s: caller free after %.2f ms%n", phase, took / 1e6);
        assertThat(took).isLessThan(GENEROUS);
        return from;
    }

    private Throwable run(Model model) {
        try {
            model.stream(Upstreams.HELLO, heard);
            return new AssertionError("ended by itself");
        } catch (InterruptedException | RuntimeException e) {
            return e;
        }
    }
}
