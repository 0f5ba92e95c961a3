package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Json;

class LimitsTest {
    private static final int LINE_BYTES = 1_000;
    private static final int HEADER_BYTES = 4_000;
    private static Server server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get("/", (request, response) -> response.text("ok"));
        routes.get(
                "/events",
                (request, response) -> {
                    var stream = response.events();
                    for (var i = 0; i < 40; i++) {
                        stream.heartbeat();
                        Thread.sleep(60);
                    }
                });
        routes.post("/", (request, response) -> response.text("" + request.bytes().length));
        var limits = new Limits(20, LINE_BYTES, HEADER_BYTES, 1_000, 10_000, 1_500, 200);
        server = Server.start(Settings.at("127.0.0.1", 0).with(limits), routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aLongUrlIsRefused() {
        assertThat(RawClient.get(server, "/?q=" + "x".repeat(LINE_BYTES - 200)).status())
                .isEqualTo(200);
        var answer = RawClient.get(server, "/?q=" + "x".repeat(LINE_BYTES));
        assertThat(answer.status()).isEqualTo(414);
        problem(answer, "url-too-long");
        assertThat(Json.parse(answer.text()).path("detail").asText()).contains("1000");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void largeHeadersAreRefused() {
        assertThat(RawClient.get(server, "/", "X-A: " + "x".repeat(HEADER_BYTES - 200)).status())
                .isEqualTo(200);
        var over =
                RawClient.get(
                        server, "/", "X-A: " + "x".repeat(HEADER_BYTES), "Accept-Language: zh");
        assertThat(over.status()).isEqualTo(431);
        problem(over, "headers-too-large");
        var said = Json.parse(over.text());
        assertThat(said.path("detail").asText())
                .contains("请求头", "4000")
                .containsPattern("40\\d\\d");
        assertThat(said.path("hint").asText()).contains("Cookie");
        var one = RawClient.get(server, "/", "X-A: " + "x".repeat(200_000), "Accept-Language: zh");
        assertThat(one.status()).isEqualTo(431);
        problem(one, "headers-too-large");
        var many = new ArrayList<String>();
        for (var i = 0; i < 5_000; i++) {
            many.add("X-" + i + ": " + "x".repeat(20));
        }
        assertThat(RawClient.get(server, "/", many.toArray(String[]::new)).status()).isEqualTo(431);
    }

    @Test
    void theLimitOfHeadersHoldsToTheByteAndForEachRequest() {
        try (var client = new RawClient(server)) {
            var plain = "Host: localhost\r\nX: ";
            var most = HEADER_BYTES - plain.length() - "\r\n".length();
            // The second one has come with the first.
            client.send(
                    ("GET / HTTP/1.1\r\n" + plain + "x".repeat(most) + "\r\n\r\n").repeat(2)
                            + "GET / HTTP/1.1\r\n"
                            + plain
                            + "x".repeat(most + 1)
                            + "\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(200);
            var over = client.answer();
            assertThat(over.status()).isEqualTo(431);
            problem(over, "headers-too-large");
            assertThat(Json.parse(over.text()).path("detail").asText())
                    .contains("" + HEADER_BYTES, "" + (HEADER_BYTES + 1));
            assertThat(client.isEnded()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "G\u0001T /,405,method-unknown",
        "GET /\u0000a,400,text-zero",
        "GET /a\u0007b,404,path-unknown",
        "GET /\u007f,404,path-unknown"
    })
    void controlCharactersInTheFirstLineAreNoFailureOfTheServer(
            String line, int status, String code) {
        try (var client = new RawClient(server)) {
            var answer = client.send(line + " HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(status);
            assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo(code);
        }
    }

    @Test
    void aMethodIsNotRepeatedWhateverItsLength() {
        try (var client = new RawClient(server)) {
            var method = "B".repeat(900);
            var answer = client.send(method + " / HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(405);
            var detail = Json.parse(answer.text()).path("detail").asText();
            assertThat(detail).contains("BBB…").hasSizeLessThan(100);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET / HTTP/1.1\u0001\r\nHost: localhost\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: \u0001\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"
            })
    void malformedRequestsAreRefused(String request) {
        try (var client = new RawClient(server)) {
            var answer = client.send(request).answer();
            assertThat(answer.status()).isEqualTo(400);
            problem(answer, "request-malformed");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void malformedChunksAreRefused() {
        try (var client = new RawClient(server)) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void anOldVersionIsToldSo() {
        try (var client = new RawClient(server)) {
            var answer = client.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n").answer();
            assertThat(answer.status()).isEqualTo(505);
            problem(answer, "http-version");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET / HTTP/1.1\r\nHost:",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void aClientThatDoesNotGoOnIsHungUpOn(String start) {
        try (var client = new RawClient(server)) {
            client.send(start);
            while (!client.isEnded()) {
                // A problem may come first.
            }
        }
        EventStreamTest.await(() -> server.connections() == 0);
    }

    @Test
    void aRequestThatComesByteByByteIsNotWaitedForForEver() {
        try (var client = new RawClient(server)) {
            var sent = 0;
            try {
                for (; sent < 2_000; sent++) {
                    client.send(sent == 0 ? "GET / HTTP/1.1\r\nHost: localhost\r\nX: " : "x");
                    Thread.sleep(10);
                }
            } catch (java.io.UncheckedIOException e) {
                assertThat(sent).isLessThan(2_000);
                return;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new AssertionError("never cut");
        }
    }

    @Test
    void aStreamLivesLongerThanAnyWaitIsAllowedTo() {
        try (var client = new RawClient(server)) {
            var body = client.request("/events").answer().text();
            assertThat(body.split(": hb\n\n", -1)).hasSize(41);
        }
    }

    @Test
    void tooManyConnectionsAreRefusedUntilOthersEnd() {
        EventStreamTest.await(() -> server.connections() == 0);
        var clients = new ArrayList<RawClient>();
        for (var i = 0; i < 20; i++) {
            clients.add(new RawClient(server));
            assertThat(clients.getLast().request("/events").line()).isEqualTo("HTTP/1.1 200 OK");
        }
        try (var refused = new RawClient(server)) {
            assertThat(refused.isEnded()).isTrue();
        }
        clients.forEach(RawClient::reset);
        EventStreamTest.await(() -> server.connections() == 0);
        assertThat(RawClient.get(server, "/").status()).isEqualTo(200);
    }

    @Test
    void requestsInARowAreAnsweredInOrder() {
        try (var client = new RawClient(server)) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(50));
            for (var i = 0; i < 50; i++) {
                assertThat(client.answer().text()).isEqualTo("ok");
            }
        }
    }

    @Test
    void aClientThatWantsNoMoreGetsTheEndOfTheConnection() {
        try (var client = new RawClient(server)) {
            assertThat(client.request("/", "Connection: close").answer().headers("Connection"))
                    .isEqualTo(List.of("close"));
            assertThat(client.isEnded()).isTrue();
        }
    }

    private static void problem(RawClient.Answer answer, String code) {
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Connection")).isEqualTo("close");
        var problem = Json.parse(answer.text());
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(answer.status());
        assertThat(problem.path("trace").asText()).isEqualTo(answer.header("X-Request-Id"));
    }
}
