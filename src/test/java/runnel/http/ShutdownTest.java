package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShutdownTest {
    private final LinkedBlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private Server server;

    @BeforeEach
    void start() {
        var routes = new Routes();
        routes.get(
                "/waits",
                (request, response) -> {
                    var stream = response.events();
                    var thread = Thread.currentThread();
                    stream.onStop(() -> LockSupport.unpark(thread));
                    while (!stream.isStopping()) {
                        LockSupport.park();
                    }
                    stream.write(new FrameBuffer().id(9).data("bye").end());
                    ended.add("returned");
                });
        routes.get(
                "/deaf",
                (request, response) -> {
                    response.events();
                    deaf();
                });
        routes.get(
                "/slow",
                (request, response) -> {
                    entered.countDown();
                    Thread.sleep(300);
                    response.text("done");
                });
        routes.get(
                "/hangs",
                (request, response) -> {
                    deaf();
                    response.text("never");
                });
        routes.get("/plain", (request, response) -> response.text("plain"));
        var limits = Limits.DEFAULT.withGraceMillis(1_000);
        server = Server.start(Settings.at("127.0.0.1", 0).with(limits), routes);
    }

    private void deaf() throws InterruptedException {
        try {
            entered.countDown();
            never.await();
        } catch (InterruptedException e) {
            ended.add("interrupted");
            throw e;
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void streamsEndCleanlyAndIdleConnectionsAtOnce() {
        try (var one = new RawClient(server);
                var two = new RawClient(server);
                var idle = new RawClient(server);
                var silent = new RawClient(server)) {
            open(one, "/waits");
            open(two, "/waits");
            assertThat(idle.request("/plain").answer().text()).isEqualTo("plain");
            server.close();
            for (var client : List.of(one, two)) {
                assertThat(text(client.chunk())).isEqualTo("id: 9\ndata: bye\n\n");
                assertThat(client.chunk()).isEmpty();
                assertThat(client.isEnded()).isTrue();
            }
            assertThat(idle.isEnded()).isTrue();
            assertThat(silent.isEnded()).isTrue();
            assertThat(ended).containsExactly("returned", "returned");
        }
        EventStreamTest.await(() -> server.connections() == 0);
    }

    @Test
    void whatIsRunningIsWaitedFor() throws InterruptedException {
        try (var client = new RawClient(server)) {
            client.request("/slow");
            entered.await();
            server.close();
            assertThat(client.answer().text()).isEqualTo("done");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aStreamWhoseHandlerDoesNotHearIsInterruptedAndStillEnds() throws InterruptedException {
        try (var client = new RawClient(server)) {
            open(client, "/deaf");
            entered.await();
            server.close();
            assertThat(client.chunk()).isEmpty();
            assertThat(client.isEnded()).isTrue();
            assertThat(ended).containsExactly("interrupted");
        }
    }

    @Test
    void aHandlerThatHangsBeforeItAnsweredIsHungUpOn() throws InterruptedException {
        try (var client = new RawClient(server)) {
            client.request("/hangs");
            entered.await();
            server.close();
            assertThat(client.isEnded()).isTrue();
            assertThat(ended).containsExactly("interrupted");
        }
    }

    @Test
    void stoppingTwiceIsHarmlessAndNobodyConnectsAfterwards() {
        server.close();
        server.close();
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> new RawClient(server))
                .hasCauseInstanceOf(java.net.ConnectException.class);
    }

    private static void open(RawClient client, String path) {
        client.request(path);
        client.line();
        client.head();
        client.chunk();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
