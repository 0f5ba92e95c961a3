package runnel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Json;

class CallersTest {
    private static Server loopback;
    private static Server open;
    private static Server named;

    @BeforeAll
    static void start() {
        var routes = new Routes();
        routes.get("/", (request, response) -> response.text("ok"));
        routes.post("/", (request, response) -> response.text("ok"));
        var hosts = Set.of("Chat.Example.COM");
        var origins = Set.of("https://app.example.org");
        loopback = Server.start(Settings.at("127.0.0.1", 0).trusting(hosts, origins), routes);
        open = Server.start(Settings.at("0.0.0.0", 0), routes);
        named = Server.start(Settings.at("0.0.0.0", 0).trusting(hosts, Set.of()), routes);
    }

    @AfterAll
    static void stop() {
        loopback.close();
        open.close();
        named.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Host                | loopback | open | named
                "localhost             | 200 | 200 | 200",
                "LOCALHOST:80          | 200 | 200 | 200",
                "localhost.            | 200 | 200 | 200",
                "a.localhost:8080      | 200 | 200 | 200",
                "127.0.0.1             | 200 | 200 | 200",
                "127.8.9.1:99          | 200 | 200 | 200",
                "[::1]                 | 200 | 200 | 200",
                "[::1]:8080            | 200 | 200 | 200",
                "chat.example.com      | 200 | 200 | 200",
                "chat.example.com:8443 | 200 | 200 | 200",
                "evil.example          | 403 | 200 | 403",
                "evil.example:8080     | 403 | 200 | 403",
                "127.0.0.1.evil.example| 403 | 200 | 403",
                "localhost.evil.example| 403 | 200 | 403",
                "127.evil.example      | 403 | 200 | 403",
                "xlocalhost            | 403 | 200 | 403",
                "192.168.1.7           | 403 | 200 | 200",
                "[fe80::1]:80          | 403 | 200 | 200"
            })
    void theNamesByWhichAServerIsCalledAreChecked(
            String host, int onLoopback, int onOpen, int onNamed) {
        assertThat(RawClient.get(loopback, "/", "Host: " + host).status()).isEqualTo(onLoopback);
        assertThat(RawClient.get(open, "/", "Host: " + host).status()).isEqualTo(onOpen);
        assertThat(RawClient.get(named, "/", "Host: " + host).status()).isEqualTo(onNamed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost:8080 | http://localhost:8080      | 200",
                "localhost:8080 | HTTP://LocalHost:8080      | 200",
                "localhost      | http://localhost           | 200",
                "localhost      | http://localhost:80        | 200",
                "localhost:443  | https://localhost          | 200",
                "localhost:8080 | http://localhost:3000      | 403",
                "localhost:8080 | http://127.0.0.1:8080      | 403",
                "localhost:8080 | https://evil.example       | 403",
                "localhost:8080 | http://localhost:8080.evil.example | 403",
                "localhost:8080 | null                       | 403",
                "localhost:8080 | file://                    | 403",
                "localhost:8080 | localhost:8080             | 403",
                "chat.example.com | https://chat.example.com | 200",
                "localhost:8080 | https://app.example.org    | 200",
                "localhost:8080 | https://APP.example.org    | 200",
                "localhost:8080 | http://app.example.org     | 403",
                "localhost:8080 | https://app.example.org:444| 403"
            })
    void theOriginsOfPagesAreChecked(String host, String origin, int status) {
        for (var method : new String[] {"GET", "POST"}) {
            var answer =
                    RawClient.ask(loopback, method, "/", "", "Host: " + host, "Origin: " + origin);
            assertThat(answer.status()).isEqualTo(status);
            if (status == 403) {
                assertThat(Json.parse(answer.text()).path("code").asText())
                        .isEqualTo("origin-foreign");
            }
        }
    }

    @Test
    void programsSendNoOriginAndAreServed() {
        assertThat(RawClient.ask(loopback, "POST", "/", "x").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "same-origin, cors, empty, 200",
        "none, navigate, document, 200",
        "cross-site, navigate, document, 200",
        "cross-site, navigate, iframe, 403",
        "cross-site, navigate, object, 403",
        "cross-site, no-cors, image, 403",
        "same-site, no-cors, image, 403",
        "cross-site, , , 403"
    })
    void whatPagesOfOtherSitesEmbedIsRefusedThoughItBearsNoOrigin(
            String site, String mode, String dest, int status) {
        var answer =
                RawClient.get(
                        loopback,
                        "/",
                        "Sec-Fetch-Site: " + site,
                        "Sec-Fetch-Mode: " + (mode == null ? "" : mode),
                        "Sec-Fetch-Dest: " + (dest == null ? "" : dest));
        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void pagesOfAllowedSitesMayReadTheAnswer() {
        var answer = RawClient.get(loopback, "/", "Origin: https://app.example.org");
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .isEqualTo("https://app.example.org");
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Location", "X-Request-Id");
        assertThat(answer.header("Vary")).isEqualTo("Origin");
        var preflight =
                RawClient.ask(
                        loopback,
                        "OPTIONS",
                        "/",
                        "",
                        "Origin: https://app.example.org",
                        "Access-Control-Request-Method: POST");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .contains("Last-Event-ID", "Authorization");
        assertThat(RawClient.get(loopback, "/").header("Access-Control-Allow-Origin")).isEmpty();
        var foreign = RawClient.ask(loopback, "OPTIONS", "/", "", "Origin: https://evil.example");
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.headers("Access-Control-Allow-Origin")).isEmpty();
    }
}
