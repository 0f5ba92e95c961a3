package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TlsStreamTest {
    private static final LinkedBlockingQueue<Exception> GONE = new LinkedBlockingQueue<>();

    @TempDir private static Path directory;

    private static Server server;
    private static OwnCertificate own;

    @BeforeAll
    static void start() throws Exception {
        own = OwnCertificate.in(directory);
        var routes = new Routes();
        routes.get("/hello", (request, response) -> response.text("hello " + request.isSecure()));
        routes.post("/echo", (request, response) -> response.text(request.text()));
        routes.get(
                "/endless",
                (request, response) -> {
                    var stream = response.events();
                    stream.onStop(Thread.currentThread()::interrupt);
                    try {
                        for (var i = 0; !stream.isStopping(); i++) {
                            stream.write(new FrameBuffer().id(i).data("n" + i).end());
                            Thread.sleep(5);
                        }
                    } catch (ClientGone | InterruptedException e) {
                        GONE.add(e);
                    }
                });
        server = own.serve(routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    @Test
    void manyStreamsShareOneConnection() throws Exception {
        try (var client = own.client(HttpClient.Version.HTTP_2)) {
            client.send(request("/hello").build(), BodyHandlers.ofString());
            var answers = new java.util.ArrayList<HttpResponse<InputStream>>();
            for (var i = 0; i < 20; i++) {
                answers.add(client.send(request("/endless").build(), BodyHandlers.ofInputStream()));
            }
            EventStreamTest.await(() -> server.streams() == 20);
            assertThat(client.send(request("/hello").build(), BodyHandlers.ofString()).body())
                    .isEqualTo("hello true");
            for (var answer : answers) {
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
                answer.body().close();
            }
            // The connection goes on; only the streams were abandoned.
            EventStreamTest.await(() -> server.streams() == 0);
            assertThat(client.send(request("/hello").build(), BodyHandlers.ofString()).body())
                    .isEqualTo("hello true");
        }
        GONE.clear();
    }

    @Test
    void aSilentStreamThatItsClientAbandonsEndsAtOnce() throws Exception {
        var routes = new Routes();
        routes.get(
                "/silent",
                (request, response) -> {
                    var stream = response.events();
                    var stopped = new java.util.concurrent.CountDownLatch(1);
                    stream.onStop(stopped::countDown);
                    stopped.await();
                });
        try (var other = Server.start(Settings.at("127.0.0.1", 0).with(own.files()), routes);
                var client = own.client(HttpClient.Version.HTTP_2)) {
            var silent =
                    HttpRequest.newBuilder(
                                    URI.create("https://localhost:" + other.port() + "/silent"))
                            .build();
            var one = client.send(silent, BodyHandlers.ofInputStream()).body();
            client.send(silent, BodyHandlers.ofInputStream());
            EventStreamTest.await(() -> other.streams() == 2);
            one.close();
            EventStreamTest.await(() -> other.streams() == 1);
            client.shutdownNow();
            EventStreamTest.await(() -> other.streams() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatDoesNotReadIsCut(HttpClient.Version version) throws Exception {
        var routes = new Routes();
        routes.get("/hello", (request, response) -> response.text("hello"));
        routes.get(
                "/flood",
                (request, response) -> {
                    var stream = response.events();
                    var frame = new FrameBuffer().data("x".repeat(64_000)).end().toBytes();
                    try {
                        while (true) {
                            stream.write(frame);
                        }
                    } catch (ClientGone e) {
                        GONE.add(e);
                    }
                });
        GONE.clear();
        var limits = Limits.DEFAULT.withStuckMillis(1_000);
        try (var other =
                        Server.start(
                                Settings.at("127.0.0.1", 0).with(own.files()).with(limits),
                                routes);
                var client = own.client(version)) {
            var uri = URI.create("https://localhost:" + other.port());
            var flood = HttpRequest.newBuilder(uri.resolve("/flood")).build();
            try (var body = client.send(flood, BodyHandlers.ofInputStream()).body()) {
                assertThat(body.read()).isEqualTo(':');
                assertThat(GONE.poll(30, TimeUnit.SECONDS)).isInstanceOf(ClientGone.class);
                EventStreamTest.await(() -> other.streams() == 0);
                var hello = HttpRequest.newBuilder(uri.resolve("/hello")).build();
                assertThat(client.send(hello, BodyHandlers.ofString()).body()).isEqualTo("hello");
            }
        }
    }

    @Test
    void bodiesAreLimitedOverHttp2Too() throws Exception {
        try (var client = own.client(HttpClient.Version.HTTP_2)) {
            client.send(request("/hello").build(), BodyHandlers.ofString());
            var body =
                    HttpRequest.BodyPublishers.ofString("x".repeat(Limits.DEFAULT.bodyBytes() + 1));
            var answer = client.send(request("/echo").POST(body).build(), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.statusCode()).isEqualTo(413);
            var many =
                    request("/hello")
                            .header("X-Large", "x".repeat(4 * Limits.DEFAULT.headerBytes()))
                            .build();
            assertThatThrownBy(() -> client.send(many, BodyHandlers.ofString()))
                    .isInstanceOf(java.io.IOException.class);
            assertThat(client.send(request("/hello").build(), BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aStoppingServerLetsStreamsEndCleanly(HttpClient.Version version) throws Exception {
        var routes = new Routes();
        routes.get(
                "/waits",
                (request, response) -> {
                    var stream = response.events();
                    var stopped = new java.util.concurrent.CountDownLatch(1);
                    stream.onStop(stopped::countDown);
                    stopped.await();
                    stream.write(new FrameBuffer().data("bye").end());
                });
        try (var client = own.client(version)) {
            var other = Server.start(Settings.at("127.0.0.1", 0).with(own.files()), routes);
            var uri = URI.create("https://localhost:" + other.port() + "/waits");
            var answer =
                    client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            EventStreamTest.await(() -> other.streams() == 1);
            other.close();
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).endsWith("data: bye\n\n");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatLeavesIsNoticed(HttpClient.Version version) throws Exception {
        GONE.clear();
        try (var client = own.client(version)) {
            var answer = client.send(request("/endless").build(), BodyHandlers.ofInputStream());
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                for (var line = ""; !line.equals("data: n5"); line = lines.readLine()) {
                    assertThat(line).isNotNull();
                }
            }
            assertThat(GONE.poll(20, TimeUnit.SECONDS)).isNotNull();
        }
        EventStreamTest.await(() -> server.streams() == 0);
    }
}
