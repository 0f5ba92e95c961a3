package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Json;
import runnel.base.Problem;

class RoutesTest {
    private static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
    private static Server server;
    private static Routes routes;

    @BeforeAll
    static void start() {
        routes = new Routes();
        routes.get("/", (request, response) -> response.text("root"));
        routes.get("/a/new", (request, response) -> response.text("new"));
        routes.get("/a/{id}", (request, response) -> response.text("a:" + request.param("id")));
        routes.get(
                "/a/{id}/b/{other}",
                (request, response) ->
                        response.text(
                                request.param("id")
                                        + "|"
                                        + request.param("other")
                                        + "|"
                                        + request.pattern()));
        routes.get("/a/new/c", (request, response) -> response.text("c"));
        routes.get("/a/{id}/d", (request, response) -> response.text("d:" + request.param("id")));
        routes.get(
                "/files/{path...}",
                (request, response) -> response.text("files:" + request.param("path")));
        routes.put("/thing", (request, response) -> response.empty());
        routes.delete("/thing", (request, response) -> response.empty());
        routes.patch("/thing", (request, response) -> response.empty());
        routes.get("/silent", (request, response) -> {});
        routes.before((request, response) -> SEEN.add("outer " + request.pattern()));
        var inner =
                routes.under("/inner")
                        .before((request, response) -> {
                            SEEN.add("inner");
                            request.attach(new User("Ada"));
                            request.attach(new User("Eve"));
                            if (request.query("stop").isPresent()) {
                                throw new Problem(Problem.Kind.UNAUTHORIZED, "login-needed");
                            }
                            if (request.query("answer").isPresent()) {
                                response.status(202).text("filter");
                            }
                        });
        inner.before((request, response) -> SEEN.add("second"));
        inner.get(
                "/x",
                (request, response) -> {
                    SEEN.add("handler");
                    response.text(request.attached(User.class).map(User::name).orElse("nobody"));
                });
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    private record User(String name) {}

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/, root",
        "/a/new, new",
        "/a/newer, a:newer",
        "/a/new/c, c",
        "/a/new/d, d:new",
        "/a/1/b/2, 1|2|/a/{id}/b/{other}",
        "/a/x%2Fy, a:x/y",
        "/a/%E4%BD%A0%E5%A5%BD, a:你好",
        "/a/a+b, a:a+b",
        "/a/a%20b, a:a b",
        "/files/x/y/z.css, files:x/y/z.css",
        "/a/new?x=1, new"
    })
    void aPathFindsItsHandler(String path, String text) {
        var answer = RawClient.get(server, path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "/b",
        "/a",
        "/a/",
        "/a/1/",
        "/a/1/b",
        "/A/new",
        "//",
        "/files",
        "/a/1/../new",
        "/files/../a/new",
        "/files/%2e%2e/secret",
        "/a/."
    })
    void anUnknownPathIsNotFound(String path) {
        var answer = RawClient.get(server, path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Json.parse(answer.text()).path("code").asText()).isEqualTo("path-unknown");
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatWork() {
        var answer = RawClient.ask(server, "POST", "/thing", "x=1");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("DELETE, PATCH, PUT, OPTIONS");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(Json.parse(answer.text()).path("detail").asText())
                .contains("POST")
                .contains("/thing");
    }

    @Test
    void optionsTellsTheMethods() {
        var answer = RawClient.ask(server, "OPTIONS", "/a/1", "");
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
    }

    @Test
    void headIsGetWithoutTheBody() {
        var answer = RawClient.ask(server, "HEAD", "/a/new", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Length")).isEqualTo("3");
        try (var client = new RawClient(server)) {
            client.send("HEAD /a/new HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            client.head();
            // The next bytes are the next answer, not a body.
            assertThat(client.request("/").line()).isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void filtersRunFromTheOutermostInAndMayAnswer() {
        SEEN.clear();
        assertThat(RawClient.get(server, "/inner/x").text()).isEqualTo("Eve");
        assertThat(SEEN).containsExactly("outer /inner/x", "inner", "second", "handler");
        SEEN.clear();
        assertThat(RawClient.get(server, "/inner/x?answer=1").status()).isEqualTo(202);
        assertThat(SEEN).containsExactly("outer /inner/x", "inner");
        SEEN.clear();
        assertThat(RawClient.get(server, "/inner/x?stop=1").status()).isEqualTo(401);
        assertThat(SEEN).containsExactly("outer /inner/x", "inner");
        SEEN.clear();
        assertThat(RawClient.get(server, "/nothing").status()).isEqualTo(404);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aHandlerThatSendsNothingIsAnError() {
        assertThat(RawClient.get(server, "/silent").status()).isEqualTo(500);
    }

    @Test
    void theRoutesCanBeListed() {
        assertThat(routes.list()).startsWith(new Route("GET", "/"), new Route("GET", "/a/new"));
        assertThat(routes.list())
                .contains(new Route("PUT", "/thing"), new Route("GET", "/inner/x"));
    }

    @Test
    void twoHandlersForOneRouteAreAMistake() {
        var twice = new Routes().get("/x/{id}", (request, response) -> {});
        assertThatThrownBy(() -> twice.get("/x/{name}", (request, response) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/x/{name}");
    }
}
