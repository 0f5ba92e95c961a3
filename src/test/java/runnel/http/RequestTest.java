package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static Server server;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get("/", (request, response) -> response.text("root"));
        routes.get(
                "/query",
                (request, response) ->
                        response.text(
                                request.query().all("q")
                                        + " "
                                        + request.query("q").orElse("none")
                                        + " "
                                        + request.query().names()));
        routes.get(
                "/cookie",
                (request, response) -> response.text(request.cookie("sid").orElse("none")));
        routes.get(
                "/language", (request, response) -> response.text(request.messages().language()));
        routes.get(
                "/last",
                (request, response) -> response.text(request.lastEventId().orElse("none")));
        routes.get(
                "/remote",
                (request, response) -> response.text(request.remote() + " " + request.isSecure()));
        routes.get(
                "/header",
                (request, response) -> response.text(request.header("x-ThIs").orElse("none")));
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/query; [] none []",
                "/query?q=1; [1] 1 [q]",
                "/query?q=a+b&q=%E4%BD%A0&r; [a b, 你] a b [q, r]",
                "/query?q=; []  [q]",
                "/query?&&q=x=y&; [x=y] x=y [q]",
                "/query?q=%26%3D%25; [&=%] &=% [q]"
            })
    void queriesAreDecoded(String path, String text) {
        assertThat(RawClient.get(server, path).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/query?q=%",
                "/query?q=%4",
                "/query?q=%zz",
                "/query?q=%FF",
                "/query?%C3=1",
                "/query?q=%ED%A0%80"
            })
    void malformedEscapesAreRefused(String path) {
        var answer = RawClient.get(server, path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void aMalformedPathIsRefused() {
        assertThat(RawClient.get(server, "/last%FF").status()).isEqualTo(400);
        assertThat(RawClient.get(server, "/la%zzst").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // target                            | Host         | status | text
                "http://localhost/query?q=1          | localhost    | 200 | [1] 1 [q]",
                "HTTP://LocalHost:8080/query?q=a//b  | localhost    | 200 | [a//b] a//b [q]",
                "http://127.0.0.1/query              | evil.example | 200 | [] none []",
                "https://localhost/query             | localhost    | 200 | [] none []",
                "http://[::1]:80/query               | localhost    | 200 | [] none []",
                "http://localhost                    | localhost    | 200 | root",
                "http://localhost?q=1                | localhost    | 200 | root",
                "http://evil.example/query           | localhost    | 403 | -",
                "http://localhost@evil.example/query | localhost    | 403 | -",
                "http:///query                       | localhost    | 403 | -",
                "ftp://localhost/query               | localhost    | 404 | -"
            })
    void aWholeAddressMayStandForThePathAndTellsTheHost(
            String target, String host, int status, @Nullable String text) {
        var answer = RawClient.get(server, target, "Host: " + host);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (text != null) {
            assertThat(answer.text()).isEqualTo(text);
        }
    }

    @Test
    void cookiesAreFoundByName() {
        assertThat(RawClient.get(server, "/cookie").text()).isEqualTo("none");
        assertThat(RawClient.get(server, "/cookie", "Cookie: a=1; sid=x=y ; xsid=2").text())
                .isEqualTo("x=y");
        assertThat(RawClient.get(server, "/cookie", "Cookie: xsid=2; sidx=3").text())
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/language | X: y | en",
                "/language | Accept-Language: zh-CN,zh;q=0.9,en;q=0.8 | zh",
                "/language | Accept-Language: fr, de | en",
                "/language?lang=zh | Accept-Language: en | zh",
                "/language?lang=xx | Accept-Language: zh | zh",
                "/language?lang=zh | Cookie: lang=en | en",
                "/language | Cookie: lang=<script> | en"
            })
    void theLanguageIsTheCookiesElseTheQuerysElseTheBrowsers(
            String path, String header, String language) {
        assertThat(RawClient.get(server, path, header).text()).isEqualTo(language);
    }

    @Test
    void smallThingsAreRead() {
        assertThat(RawClient.get(server, "/last", "Last-Event-ID: 42").text()).isEqualTo("42");
        assertThat(RawClient.get(server, "/last", "Last-Event-ID:").text()).isEqualTo("none");
        assertThat(RawClient.get(server, "/remote").text()).isEqualTo("127.0.0.1 false");
        assertThat(RawClient.get(server, "/header", "X-This: one", "X-This: two").text())
                .isEqualTo("one");
    }
}
