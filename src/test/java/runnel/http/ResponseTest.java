package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTest {
    private static final ConcurrentLinkedQueue<Observer.Served> SERVED =
            new ConcurrentLinkedQueue<>();
    private static Server server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get("/text", (request, response) -> response.text("héllo"));
        routes.get("/html", (request, response) -> response.html("<p>你好</p>"));
        routes.get("/json", (request, response) -> response.status(201).json(Map.of("a", 1)));
        routes.get(
                "/bytes", (request, response) -> response.bytes("image/png", new byte[] {1, 2, 3}));
        routes.get(
                "/long",
                (request, response) -> {
                    response.header("Content-Length", "100000");
                    try (var out = response.stream("text/plain")) {
                        out.write("no status\n".repeat(10_000).getBytes(StandardCharsets.UTF_8));
                    }
                });
        routes.get("/empty", (request, response) -> response.empty());
        routes.post("/redirect", (request, response) -> response.redirect("/text"));
        routes.get(
                "/cached",
                (request, response) -> {
                    if (!response.unchanged("v1")) {
                        response.text("body");
                    }
                });
        routes.get(
                "/cookies",
                (request, response) ->
                        response.cookie(Cookie.lax("a", "1", Duration.ofDays(1)))
                                .cookie(Cookie.strict("b", "2", Duration.ofSeconds(-1)))
                                .cookie(Cookie.delete("c"))
                                .text("x"));
        routes.get(
                "/policy",
                (request, response) ->
                        response.header("Content-Security-Policy", "default-src 'self'").text("x"));
        routes.get(
                "/twice",
                (request, response) -> {
                    response.text("once");
                    response.text("twice");
                });
        routes.get(
                "/inject", (request, response) -> response.header("X-A", "a\r\nX-B: b").text("x"));
        routes.get(
                "/broken",
                (request, response) -> {
                    throw new IllegalStateException("the secret cause");
                });
        server =
                Server.start(
                        Settings.at("127.0.0.1", 0)
                                .with(
                                        new Observer() {
                                            @Override
                                            public void served(Served served) {
                                                SERVED.add(served);
                                            }
                                        }),
                        routes);
    }

    @SuppressWarnings("InfiniteRecursion")
    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void bodiesBearTheirTypeAndLength() {
        var text = RawClient.get(server, "/text");
        assertThat(text.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
        assertThat(text.header("Content-Length")).isEqualTo("6");
        assertThat(text.text()).isEqualTo("héllo");
        var html = RawClient.get(server, "/html");
        assertThat(html.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(html.text()).isEqualTo("<p>你好</p>");
        var json = RawClient.get(server, "/json");
        assertThat(json.status()).isEqualTo(201);
        assertThat(json.header("Content-Type")).isEqualTo("application/json");
        assertThat(json.text()).isEqualTo("{\"a\":1}");
        assertThat(RawClient.get(server, "/bytes").body()).containsExactly(1, 2, 3);
        assertThat(RawClient.get(server, "/empty").status()).isEqualTo(204);
        var redirect = RawClient.ask(server, "POST", "/redirect", "");
        assertThat(redirect.status()).isEqualTo(303);
        assertThat(redirect.header("Location")).isEqualTo("/text");
    }

    @Test
    void whatTheClientHasAlreadyIsNotSentAgain() {
        var first = RawClient.get(server, "/cached");
        assertThat(first.header("ETag")).isEqualTo("\"v1\"");
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        for (var known : new String[] {"\"v1\"", "W/\"v1\"", "\"v0\", \"v1\"", "*"}) {
            var again = RawClient.get(server, "/cached", "If-None-Match: " + known);
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.header("ETag")).isEqualTo("\"v1\"");
            assertThat(again.body()).isEmpty();
        }
        assertThat(RawClient.get(server, "/cached", "If-None-Match: \"v2\"").text())
                .isEqualTo("body");
    }

    @Test
    void cookiesAreOutOfReachOfScripts() {
        assertThat(RawClient.get(server, "/cookies").headers("Set-Cookie"))
                .containsExactlyInAnyOrder(
                        "a=1; Path=/; Max-Age=86400; HttpOnly; SameSite=Lax",
                        "b=2; Path=/; HttpOnly; SameSite=Strict",
                        "c=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        assertThat(
                        RawClient.get(server, "/cookies", "X-Forwarded-Proto: https")
                                .headers("Set-Cookie"))
                .allMatch(cookie -> cookie.endsWith("; Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/text", "/html", "/json", "/nothing", "/broken"})
    void everyAnswerTellsBrowsersWhatNotToDo(String path) {
        var answer = RawClient.get(server, path);
        var policy = answer.header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .contains("style-src 'self';")
                .contains("img-src 'self' data:;")
                .contains("connect-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("base-uri 'none'")
                .contains("form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
    }

    @Test
    void aHandlerMaySetItsOwnPolicy() {
        assertThat(RawClient.get(server, "/policy").headers("Content-Security-Policy"))
                .containsExactly("default-src 'self'");
    }

    @Test
    void headersCannotBeForgedByTheirValues() {
        var answer = RawClient.get(server, "/inject");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.headers("X-B")).isEmpty();
    }

    @Test
    void everyRequestHasANameOfItsOwnOrTheClients() {
        var one = RawClient.get(server, "/text").header("X-Request-Id");
        var two = RawClient.get(server, "/text").header("X-Request-Id");
        assertThat(one).startsWith("t_").isNotEqualTo(two);
        assertThat(RawClient.get(server, "/text", "X-Request-Id: abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(RawClient.get(server, "/text", "X-Request-Id: a b<").header("X-Request-Id"))
                .startsWith("t_");
    }

    @Test
    void aLongBodyIsLeftOutWhereOnlyTheHeadIsWanted() {
        try (var client = new RawClient(server)) {
            client.send("HEAD /long HTTP/1.1\r\nHost: localhost\r\n\r\n").request("/empty");
            assertThat(client.answer(true).header("Content-Length")).isEqualTo("100000");
            assertThat(client.answer().status()).isEqualTo(204);
        }
        assertThat(RawClient.get(server, "/long").body()).hasSize(100_000);
    }

    @Test
    void whatWasServedIsCountedByPattern() {
        RawClient.ask(server, "HEAD", "/json", "");
        RawClient.ask(server, "PURGE", "/nowhere/" + "x".repeat(50), "");
        EventStreamTest.await(() ->
                served("HEAD").findAny().isPresent() && served("PURGE").findAny().isPresent());
        var json = served("HEAD").toList().getFirst();
        assertThat(json.pattern()).isEqualTo("/json");
        assertThat(json.status()).isEqualTo(201);
        assertThat(json.nanos()).isPositive();
        var none = served("PURGE").toList().getFirst();
        assertThat(none.pattern()).isEmpty();
        assertThat(none.status()).isEqualTo(404);
    }

    private static Stream<Observer.Served> served(String method) {
        return SERVED.stream().filter(served -> served.method().equals(method));
    }

    @Test
    void answeringTwiceIsAMistakeThatTheFirstAnswerSurvives() {
        try (var client = new RawClient(server)) {
            assertThat(client.request("/twice").answer().text()).isEqualTo("once");
            assertThat(client.isEnded()).isTrue();
        }
    }
}
