package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.app.Config;
import runnel.app.Maintenance;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.SseClient;
import runnel.testkit.TestServer;

/** A server that listens to more than this machine wants to know who calls. */
class AccessTest {
    @TempDir Path directory;

    private TestServer server;
    private Http http;
    private String token;

    @BeforeEach
    void start() {
        server = TestServer.start(directory, Map.of(Setting.HOST, "0.0.0.0"));
        token = server.app().firstToken().orElseThrow();
        http = server.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/conversations",
                "/api/v1/models",
                "/stream/talk",
                "/stream?username=a&query=b",
                "/metrics",
                "/api/v1/conversations/talk/events",
                "/docs",
                "/openapi.json"
            })
    void nothingIsShownWithoutAProof(String path) throws Exception {
        for (var proof :
                new String[] {"", "Bearer", "Bearer ", "Bearer wrong", "Basic " + token, token}) {
            var reply = proof.isEmpty() ? http.get(path) : http.get(path, "Authorization", proof);
            assertThat(reply.status()).as(proof).isEqualTo(401);
            assertThat(reply.json().path("code").asText()).isEqualTo("login-needed");
            assertThat(reply.json().path("hint").asText()).contains("runnel token");
        }
        assertThat(http.get(path, "Cookie", "runnel_session=wrong").status()).isEqualTo(401);
        assertThat(http.get(path, "Cookie", "runnel_session=" + token).status()).isEqualTo(401);
    }

    @Test
    void aStreamThatIsOpenEndsWithTheSession() throws Exception {
        var cookie = http.get("/login?token=" + token).header("Set-Cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        var body = Json.object().put("conversation", "talk").put("text", "word ".repeat(20_000));
        try (var stream = http.postStream("/api/v1/messages", body, "Cookie", session)) {
            stream.take();
            http.method("POST", "/logout", "", "Cookie", session);
            var frames = stream.rest();
            assertThat(frames).extracting(SseClient.Frame::event).doesNotContain("run-end");
        }
    }

    @Test
    void nothingIsDoneWithoutAProof() throws Exception {
        assertThat(http.post("/api/v1/messages", Json.object().put("text", "x")).status())
                .isEqualTo(401);
        assertThat(http.form("/chat", Map.of("query", "x")).status()).isEqualTo(401);
        assertThat(
                        http.get("/api/v1/conversations", "Authorization", "Bearer " + token)
                                .json()
                                .path("conversations"))
                .isEmpty();
    }

    @Test
    void healthIsSaidToEverybody() throws Exception {
        assertThat(http.get("/health/live").body()).isEqualTo("ok");
        assertThat(http.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void aProgramProvesItselfByABearerToken() throws Exception {
        var bearer = "Bearer " + token;
        try (var stream =
                http.postStream(
                        "/api/v1/messages",
                        Json.object().put("text", "hello"),
                        "Authorization",
                        bearer)) {
            assertThat(new NativeReader().read(stream).outcome()).isEqualTo("done");
        }
        assertThat(http.get("/api/v1/conversations", "authorization", "bearer  " + token).status())
                .isEqualTo(200);
    }

    @Test
    void aBrowserTradesItsLinkForASessionAndMayLeave() throws Exception {
        var login = http.get("/login?token=" + token);
        assertThat(login.status()).isEqualTo(303);
        assertThat(login.header("Location")).isEqualTo("/");
        var cookie = login.header("Set-Cookie");
        assertThat(cookie)
                .contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=")
                .doesNotContain(token);
        var session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(http.get("/api/v1/conversations", "Cookie", session).status()).isEqualTo(200);
        server.restart();
        http = server.http();
        assertThat(server.app().firstToken()).isEmpty();
        assertThat(http.get("/api/v1/conversations", "Cookie", "a=b; " + session).status())
                .isEqualTo(200);
        var logout = http.method("POST", "/logout", "", "Cookie", session);
        assertThat(logout.status()).isEqualTo(303);
        assertThat(logout.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(http.get("/api/v1/conversations", "Cookie", session).status()).isEqualTo(401);
    }

    @Test
    void theTokenCanBeEnteredOnThePageThatTurnsAway() throws Exception {
        var page = http.get("/", "Accept", "text/html");
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.body())
                .contains(
                        "action=\"/login\"",
                        "name=\"token\"",
                        "/assets/icon",
                        "Enter the access token")
                // What only programs can do is said to programs.
                .doesNotContain("Bearer");
        assertThat(http.get("/").body()).contains("Authorization: Bearer");
        var login = http.form("/login", Map.of("token", " " + token + " "));
        assertThat(login.status()).isEqualTo(303);
        var cookie = login.header("Set-Cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        assertThat(http.get("/", "Cookie", session).status()).isEqualTo(200);
        assertThat(http.form("/login", Map.of("token", "wrong")).status()).isEqualTo(401);
    }

    @Test
    void aWrongLinkGetsNoSession() throws Exception {
        for (var wrong : new String[] {"", "?token=", "?token=wrong", "?token=" + token + "x"}) {
            var login = http.get("/login" + wrong);
            assertThat(login.status()).isEqualTo(401);
            assertThat(login.json().path("code").asText()).isEqualTo("token-wrong");
            assertThat(login.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aNewTokenEndsTheOldOneAndEverySession() throws Exception {
        var cookie = http.get("/login?token=" + token).header("Set-Cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        var fresh =
                Maintenance.newToken(
                        Config.load(Map.of(Setting.DATA, directory.toString()), Map.of()));
        assertThat(http.get("/api/v1/models", "Authorization", "Bearer " + token).status())
                .isEqualTo(401);
        assertThat(http.get("/api/v1/models", "Cookie", session).status()).isEqualTo(401);
        assertThat(http.get("/api/v1/models", "Authorization", "Bearer " + fresh).status())
                .isEqualTo(200);
    }

    @Test
    void theTokenIsNotInTheDataDirectory() throws Exception {
        http.get("/login?token=" + token);
        server.close();
        try (var files = java.nio.file.Files.list(directory)) {
            for (var file : files.toList()) {
                var content =
                        new String(
                                java.nio.file.Files.readAllBytes(file),
                                java.nio.charset.StandardCharsets.ISO_8859_1);
                assertThat(content).doesNotContain(token);
            }
        }
    }

    @Test
    void aForeignPageIsRefusedEvenWithASession() throws Exception {
        var cookie = http.get("/login?token=" + token).header("Set-Cookie");
        var session = cookie.substring(0, cookie.indexOf(';'));
        var reply =
                http.form(
                        "/chat",
                        Map.of("query", "x"),
                        "Cookie",
                        session,
                        "Origin",
                        "https://evil.example");
        assertThat(reply.status()).isEqualTo(403);
    }
}
