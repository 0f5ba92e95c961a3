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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Json;
import runnel.base.Problem;

class TlsTest {
    private static final String PASSWORD = "changeit";
    private static final LinkedBlockingQueue<Exception> GONE = new LinkedBlockingQueue<>();

    @TempDir private static Path directory;

    private static Server server;
    private static SSLContext trust;
    private static Settings.Certificate certificate;

    @BeforeAll
    static void start() throws Exception {
        certificate = certificate();
        var routes = new Routes();
        routes.get("/hello", (request, response) -> response.text("hello " + request.isSecure()));
        routes.post("/echo", (request, response) -> response.text(request.text()));
        routes.get(
                "/large",
                (request, response) ->
                        response.bytes("application/octet-stream", new byte[3_000_000]));
        routes.get(
                "/cookie",
                (request, response) ->
                        response.cookie(Cookie.strict("a", "1", Duration.ZERO)).empty());
        routes.get(
                "/three",
                (request, response) -> {
                    var stream = response.events();
                    for (var i = 1; i <= 3; i++) {
                        stream.write(new FrameBuffer().id(i).data("n" + i).end());
                    }
                });
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
        var settings =
                Settings.at("127.0.0.1", 0)
                        .with(certificate)
                        .with(Limits.DEFAULT.withGraceMillis(1_000));
        server = Server.start(settings, routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** A certificate of our own, made by the JDK's tool, as PEM files. */
    private static Settings.Certificate certificate() throws Exception {
        var file = directory.resolve("store.p12");
        var tool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-alias",
                                        "own",
                                        "-keyalg",
                                        "EC",
                                        "-dname",
                                        "CN=localhost",
                                        "-ext",
                                        "san=dns:localhost,ip:127.0.0.1",
                                        "-validity",
                                        "2",
                                        "-storetype",
                                        "PKCS12",
                                        "-storepass",
                                        PASSWORD,
                                        "-keystore",
                                        file.toString()))
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
        var store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("own", store.getCertificate("own"));
        trusted.init(authorities);
        trust = SSLContext.getInstance("TLS");
        trust.init(null, trusted.getTrustManagers(), null);
        var key = store.getKey("own", PASSWORD.toCharArray());
        return new Settings.Certificate(
                pem("chain.pem", "CERTIFICATE", store.getCertificate("own").getEncoded()),
                pem("key.pem", "PRIVATE KEY", key.getEncoded()));
    }

    private static Path pem(String name, String type, byte[] bytes) throws Exception {
        var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                directory.resolve(name),
                "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }

    private static HttpClient client(HttpClient.Version version) {
        return HttpClient.newBuilder().version(version).sslContext(trust).build();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void requestsAreAnsweredInTheProtocolThatTheClientSpeaks(HttpClient.Version version)
            throws Exception {
        if (version.ordinal() > HttpClient.Version.HTTP_2.ordinal()) {
            return;
        }
        try (var client = client(version)) {
            var hello = client.send(request("/hello").build(), BodyHandlers.ofString());
            assertThat(hello.version()).isEqualTo(version);
            assertThat(hello.body()).isEqualTo("hello true");
            assertThat(hello.headers().firstValue("Content-Security-Policy")).isPresent();
            var text = "你好 ".repeat(20_000);
            var echo = request("/echo").POST(HttpRequest.BodyPublishers.ofString(text)).build();
            assertThat(client.send(echo, BodyHandlers.ofString()).body()).isEqualTo(text);
            assertThat(client.send(request("/large").build(), BodyHandlers.ofByteArray()).body())
                    .hasSize(3_000_000);
            var cookie = client.send(request("/cookie").build(), BodyHandlers.discarding());
            assertThat(cookie.headers().firstValue("Set-Cookie").orElse("")).endsWith("; Secure");
            var head =
                    request("/hello").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
            assertThat(
                            client.send(head, BodyHandlers.ofString())
                                    .headers()
                                    .firstValue("Content-Length"))
                    .hasValue("10");
            var missing = client.send(request("/missing").build(), BodyHandlers.ofString());
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(Json.parse(missing.body()).path("code").asText()).isEqualTo("path-unknown");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void streamsComeThroughWhole(HttpClient.Version version) throws Exception {
        try (var client = client(version)) {
            var answer = client.send(request("/three").build(), BodyHandlers.ofString());
            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(answer.headers().firstValue("Cache-Control"))
                    .hasValue("no-cache, no-transform");
            assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
            assertThat(answer.body().strip())
                    .startsWith(":")
                    .endsWith("\n\nid: 1\ndata: n1\n\nid: 2\ndata: n2\n\nid: 3\ndata: n3");
        }
    }

    @Test
    void manyStreamsShareOneConnection() throws Exception {
        try (var client = client(HttpClient.Version.HTTP_2)) {
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

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Version.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void aClientThatLeavesIsNoticed(HttpClient.Version version) throws Exception {
        GONE.clear();
        try (var client = client(version)) {
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
        try (var other = Server.start(Settings.at("127.0.0.1", 0).with(certificate), routes);
                var client = client(HttpClient.Version.HTTP_2)) {
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
                                Settings.at("127.0.0.1", 0).with(certificate).with(limits),
                                routes);
                var client = client(version)) {
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
        try (var client = client(HttpClient.Version.HTTP_2)) {
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
        try (var client = client(version)) {
            var other = Server.start(Settings.at("127.0.0.1", 0).with(certificate), routes);
            var uri = URI.create("https://localhost:" + other.port() + "/waits");
            var answer =
                    client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            EventStreamTest.await(() -> other.streams() == 1);
            other.close();
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).endsWith("data: bye\n\n");
        }
    }

    @Test
    void clientsWithoutTlsAreHungUpOn() {
        try (var client = new RawClient(server)) {
            client.send("GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n");
            while (!client.isEnded()) {
                // An alert comes first.
            }
        }
        assertThat(server.url()).isEqualTo("https://127.0.0.1:" + server.port());
    }

    @Test
    void filesThatAreNoCertificateAreNamed() throws Exception {
        var junk = Files.writeString(directory.resolve("junk.pem"), "junk");
        for (var files :
                List.of(
                        new Settings.Certificate(junk, certificate.key()),
                        new Settings.Certificate(certificate.chain(), junk),
                        new Settings.Certificate(
                                directory.resolve("missing.pem"), certificate.key()))) {
            assertThatThrownBy(() ->
                            Server.start(Settings.at("127.0.0.1", 0).with(files), new Routes()))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining(".pem");
        }
    }

    @Test
    void aTakenPortIsNamed() {
        var taken = Settings.at("127.0.0.1", server.port());
        assertThatThrownBy(() -> Server.start(taken, new Routes()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("" + server.port());
    }
}
