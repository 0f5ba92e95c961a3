package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.cube.server.CubeServer;
import runnel.testkit.Http;
import runnel.testkit.TestServer;
import runnel.wire.cube.ApiRequest;
import runnel.wire.cube.Tokens;

/**
 * The recorded queries put to a started server as any client of Cube would, and through the client
 * for Cube servers.
 */
final class GoldenHttpTest {
    @TempDir private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        var models = Files.createDirectories(directory.resolve("models"));
        for (var part : List.of("model", "model-v1", "rules")) {
            copy(Path.of("src/test/resources/golden", part), models.resolve(part));
        }
        server =
                TestServer.start(
                        directory.resolve("data"),
                        Map.of(
                                Setting.MODELS, models.toString(),
                                Setting.ANALYTICS, directory.resolve("golden.duckdb").toString(),
                                Setting.ANALYTICS_INIT,
                                        Golden.folder().resolve("seed.sql").toString(),
                                Setting.NOW, "2026-03-18T10:05:00Z",
                                Setting.CUBE_SECRET, Golden.SECRET));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCase.tests(Golden.cases().stream(), one -> send(Golden.request(one)));
    }

    @TestFactory
    Stream<DynamicTest> casesBehindTheClientForCubeServers() throws IOException {
        var signer = new Tokens(Golden.SECRET, Clock.system());
        var client =
                new CubeServer(
                        server.app().url(),
                        viewer -> signer.issue(viewer.claims()),
                        Clock.system());
        var golden = Golden.behind(client);
        return GoldenCase.tests(Golden.cases().stream(), golden::ask).onClose(golden::close);
    }

    @Test
    void healthIsAnsweredToEverybody() throws Exception {
        for (var path : List.of("/readyz", "/livez")) {
            var reply = server.http().get(path);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().path("health").asText()).isEqualTo("HEALTH");
        }
    }

    @Test
    void pagesOfOtherSitesMayCallWithAToken() throws Exception {
        var preflight =
                server.http()
                        .method(
                                "OPTIONS",
                                "/cubejs-api/v1/load",
                                "",
                                "Origin",
                                "https://dashboard.example",
                                "Access-Control-Request-Method",
                                "POST");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Headers"))
                .contains("authorization", "content-type", "x-request-id");
        var meta =
                server.http()
                        .get(
                                "/cubejs-api/v1/meta",
                                "Origin",
                                "https://dashboard.example",
                                "Authorization",
                                Golden.token(Json.object()));
        assertThat(meta.status()).isEqualTo(200);
        assertThat(meta.header("Access-Control-Allow-Origin")).isEqualTo("*");
        var chat =
                server.http().get("/api/v1/conversations", "Origin", "https://dashboard.example");
        assertThat(chat.status()).isEqualTo(403);
    }

    @Test
    void largeAnswersAreStreamed() throws Exception {
        var query =
                "{\"dimensions\":[\"orders.id\",\"orders.created_at\",\"customers.company_name\"],\"ungrouped\":true}";
        var reply =
                server.http()
                        .get(
                                "/cubejs-api/v1/load?query=" + Http.encode(query),
                                "Authorization",
                                Golden.token(Json.object()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Length")).isEmpty();
        assertThat(reply.json().path("data")).hasSize(400);
    }

    @Test
    void downloadsComeWithTheirNames() throws Exception {
        var query = "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]}";
        for (var format : List.of("csv", "xlsx")) {
            var reply =
                    server.http()
                            .get(
                                    "/cubejs-api/v1/load?format="
                                            + format
                                            + "&query="
                                            + Http.encode(query),
                                    "Authorization",
                                    Golden.token(Json.object()));
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Content-Disposition")).contains("data." + format);
            assertThat(reply.body()).isNotEmpty();
        }
    }

    private static Golden.Reply send(ApiRequest request) throws Exception {
        var headers = new ArrayList<String>();
        request.authorization().ifPresent(token -> headers.addAll(List.of("Authorization", token)));
        var query = Http.query(request.query());
        var reply =
                server.http()
                        .method(
                                request.method(),
                                request.path() + (query.isEmpty() ? "" : "?" + query),
                                request.body(),
                                headers.toArray(String[]::new));
        return new Golden.Reply(
                reply.status(), Map.of(), reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
