package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import runnel.base.Json;
import runnel.base.Problem;

class TlsTest {
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

    @ParameterizedTest
    @EnumSource(HttpClient.Version.class)
    void requestsAreAnsweredInTheProtocolThatTheClientSpeaks(HttpClient.Version version)
            throws Exception {
        if (version.ordinal() > HttpClient.Version.HTTP_2.ordinal()) {
            return;
        }
        try (var client = own.client(version)) {
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
        try (var client = own.client(version)) {
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
                        new Settings.Certificate(junk, own.files().key()),
                        new Settings.Certificate(own.files().chain(), junk),
                        new Settings.Certificate(
                                directory.resolve("missing.pem"), own.files().key()))) {
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
