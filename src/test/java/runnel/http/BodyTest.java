package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;

class BodyTest {
    private static final String CHUNKED =
            "POST %s HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int BODY_LIMIT = 1_000;
    private static final int UPLOAD_LIMIT = 5_000;
    private static Server server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get(
                "/last",
                (request, response) -> response.text(request.lastEventId().orElse("none")));
        routes.post("/text", (request, response) -> response.text(request.text()));
        routes.post("/bytes", (request, response) -> response.text("" + request.bytes().length));
        routes.post(
                "/large", (request, response) -> response.text("" + request.bytes(4_000).length));
        routes.post("/json", (request, response) -> response.json(request.json()));
        routes.post(
                "/point",
                (request, response) -> response.text(request.json(Point.class).toString()));
        routes.post(
                "/form", (request, response) -> response.text(request.form().all("a").toString()));
        routes.post("/ignore", (request, response) -> response.text("ignored"));
        var limits = Limits.DEFAULT;
        server =
                Server.start(
                        Settings.at("127.0.0.1", 0)
                                .with(
                                        new Limits(
                                                100,
                                                limits.lineBytes(),
                                                limits.headerBytes(),
                                                BODY_LIMIT,
                                                UPLOAD_LIMIT,
                                                limits.stuckMillis(),
                                                500)),
                        routes);
    }

    private record Point(int x, int y) {}

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void bodiesAreReadHoweverTheyAreFramed() {
        assertThat(RawClient.ask(server, "POST", "/text", "héllo 你好").text()).isEqualTo("héllo 你好");
        assertThat(RawClient.ask(server, "POST", "/text", "").text()).isEmpty();
        assertThat(chunked("/text", "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n").text())
                .isEqualTo("hello world");
        assertThat(RawClient.ask(server, "POST", "/json", "{\"a\":[1,\"你\"]}").text())
                .isEqualTo("{\"a\":[1,\"你\"]}");
        assertThat(RawClient.ask(server, "POST", "/point", "{\"x\":1,\"y\":2,\"z\":3}").text())
                .isEqualTo("Point[x=1, y=2]");
        assertThat(RawClient.ask(server, "POST", "/form", "a=1+2&b=3&a=%E5%A5%BD").text())
                .isEqualTo("[1 2, 好]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;name=value\r\nhello\r\n0\r\n\r\n",
                "5 ; name = \"a;b\" ;flag\r\nhello\r\n0;last\r\n\r\n",
                "2\r\nhe\r\n3;x\r\nllo\r\n000\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n",
                "005\r\nhello\r\n0\r\nHost: elsewhere\r\nContent-Length: 9\r\n\r\n"
            })
    void whatChunksBringBesidesTheirDataIsReadOver(String body) {
        try (var client = new RawClient(server)) {
            for (var i = 0; i < 3; i++) {
                client.send(CHUNKED.formatted("/text")).send(body);
                assertThat(client.answer().text()).isEqualTo("hello");
            }
            // What nobody reads is read over as well.
            client.send(CHUNKED.formatted("/ignore")).send(body);
            assertThat(client.answer().text()).isEqualTo("ignored");
            assertThat(client.request("/last").answer().text()).isEqualTo("none");
            // Byte by byte it means the same.
            client.send(CHUNKED.formatted("/text"));
            body.chars().forEach(c -> client.send(new byte[] {(byte) c}));
            assertThat(client.answer().text()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @MethodSource
    void whatChunksBringBesidesTheirDataHasALimit(String body) {
        var answer = chunked("/text", body);
        assertThat(answer.status()).isEqualTo(431);
        var problem = Json.parse(answer.text());
        assertThat(problem.path("code").asText()).isEqualTo("chunk-extras-too-large");
        assertThat(problem.path("detail").asText()).contains("8192");
        assertThat(problem.path("hint").asText()).isNotEmpty();
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    static Stream<String> whatChunksBringBesidesTheirDataHasALimit() {
        return Stream.of(
                "5;" + "x".repeat(9_000) + "\r\nhello\r\n0\r\n\r\n",
                "1;123456789\r\nx\r\n".repeat(820) + "0\r\n\r\n",
                "0\r\nX: " + "x".repeat(9_000) + "\r\n\r\n",
                "0\r\n" + "X-Trailer: y\r\n".repeat(800) + "\r\n",
                // A line that never ends.
                "5;" + "x".repeat(20_000),
                "0".repeat(20_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5\r\nhelloXX0\r\n\r\n",
                "5\r\nhello\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5;a\nb\r\nhello\r\n0\r\n\r\n",
                " 5\r\nhello\r\n0\r\n\r\n",
                "+5\r\nhello\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                ";a\r\nhello\r\n0\r\n\r\n",
                "\r\nhello\r\n0\r\n\r\n",
                "5\r\nhello\r\n0\r\nno trailer\r\n\r\n",
                "5\r\nhello\r\n0\r\n: nameless\r\n\r\n"
            })
    void chunksThatCouldBeReadInTwoWaysAreRefused(String body) {
        try (var client = new RawClient(server)) {
            client.send(CHUNKED.formatted("/text")).send(body);
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(Json.parse(answer.text()).path("code").asText())
                    .isEqualTo("request-malformed");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void aBodyInManyPiecesIsWaitedFor() {
        try (var client = new RawClient(server)) {
            client.send("POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nab");
            client.send("cd").send("ef");
            assertThat(client.answer().text()).isEqualTo("abcdef");
            // And the connection serves further requests.
            assertThat(client.request("/last").answer().text()).isEqualTo("none");
        }
    }

    @Test
    void aBodyOfTheLimitIsTakenAndOneByteMoreIsRefusedWithBothSizes() {
        assertThat(RawClient.ask(server, "POST", "/bytes", "x".repeat(BODY_LIMIT)).text())
                .isEqualTo("1000");
        var answer = RawClient.ask(server, "POST", "/bytes", "x".repeat(BODY_LIMIT + 1));
        assertThat(answer.status()).isEqualTo(413);
        var problem = Json.parse(answer.text());
        assertThat(problem.path("code").asText()).isEqualTo("body-too-large");
        assertThat(problem.path("detail").asText()).contains("1001").contains("1000");
        assertThat(RawClient.ask(server, "POST", "/large", "x".repeat(4_000)).text())
                .isEqualTo("4000");
    }

    @Test
    void aBodyWithoutLengthIsLimitedToo() {
        var chunk = "64\r\n" + "x".repeat(100) + "\r\n";
        var answer = chunked("/bytes", chunk.repeat(11) + "0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(Json.parse(answer.text()).path("detail").asText()).contains("> 1000");
        assertThat(answer.header("Connection")).isEqualTo("close");
    }

    @Test
    void noHandlerCanAllowMoreThanTheServer() {
        var answer = RawClient.ask(server, "POST", "/ignore", "x".repeat(UPLOAD_LIMIT + 1));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(Json.parse(answer.text()).path("detail").asText())
                .contains("5001")
                .contains("5000");
        assertThat(chunked("/large", "7fffffff\r\nxxxx").status()).isEqualTo(413);
    }

    @Test
    void aBodyThatNobodyReadsDoesNotSpoilTheNextRequest() {
        try (var client = new RawClient(server)) {
            client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
            assertThat(client.answer().text()).isEqualTo("ignored");
            assertThat(client.request("/last").answer().text()).isEqualTo("none");
        }
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        try (var client = new RawClient(server)) {
            client.send("POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\n");
            client.send(new byte[] {'a', (byte) 0xC3, '('});
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(400);
            assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo("body-not-utf8");
        }
    }

    @Test
    void jsonThatIsNoneIsRefusedWithThePlace() {
        var answer = RawClient.ask(server, "POST", "/json", "{\"a\":}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.parse(answer.text()).path("detail").asText()).contains("1:6");
        assertThat(RawClient.ask(server, "POST", "/point", "{\"x\":\"left\"}").status())
                .isEqualTo(400);
    }

    @Test
    void otherThingsThanFormsAreRefusedWhereAFormIsExpected() {
        var answer = RawClient.ask(server, "POST", "/form", "{}", "Content-Type: application/json");
        assertThat(answer.status()).isEqualTo(415);
        var form =
                RawClient.ask(
                        server,
                        "POST",
                        "/form",
                        "a=1",
                        "Content-Type: application/x-www-form-urlencoded; charset=UTF-8");
        assertThat(form.text()).isEqualTo("[1]");
    }

    @Test
    void aClientThatWaitsForPermissionToSendGetsIt() {
        try (var client = new RawClient(server)) {
            client.send(
                    "POST /text HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.line()).isEmpty();
            assertThat(client.send("ok").answer().text()).isEqualTo("ok");
        }
    }

    private static RawClient.Answer chunked(String path, String body) {
        try (var client = new RawClient(server)) {
            client.send(CHUNKED.formatted(path));
            client.send(body.getBytes(StandardCharsets.UTF_8));
            return client.answer();
        }
    }
}
