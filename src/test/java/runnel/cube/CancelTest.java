package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.Http;
import runnel.testkit.TestServer;

/** A client that hangs up ends its statement in the database. */
final class CancelTest {
    private static final String MODEL =
            """
            cubes:
              - name: endless
                sql: "SELECT a.range AS n FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7"
                dimensions:
                  - {name: n, sql: n, type: number, primary_key: true}
                measures:
                  - {name: count, type: count}
              - name: quick
                sql: SELECT 1 AS n
                measures:
                  - {name: count, type: count}
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir private Path directory;

    @Test
    void hangingUpEndsTheStatement(TestReporter reporter) throws Exception {
        var init = Files.writeString(directory.resolve("init.sql"), "CREATE TABLE t (n INTEGER);");
        Files.writeString(
                Files.createDirectories(directory.resolve("models")).resolve("m.yml"), MODEL);
        try (var server =
                TestServer.start(
                        directory.resolve("data"),
                        Map.of(
                                Setting.MODELS, directory.resolve("models").toString(),
                                Setting.ANALYTICS, directory.resolve("x.duckdb").toString(),
                                Setting.ANALYTICS_INIT, init.toString()))) {
            var address = URI.create(server.app().url());
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                ask(socket, "endless.count");
                await(1);
            }
            var left = System.nanoTime();
            await(0);
            reporter.publishEntry(
                    "milliseconds until the statement ended",
                    Long.toString((System.nanoTime() - left) / 1_000_000));
            var quick = Http.encode("{\"measures\":[\"quick.count\"]}");
            var reply = server.http().get("/cubejs-api/v1/load?query=" + quick);
            assertThat(reply.json().path("data").path(0).path("quick.count").asText())
                    .isEqualTo("1");
        }
    }

    @Test
    void hangingUpEndsTheStatementInPostgres(TestReporter reporter) throws Exception {
        var model =
                """
                cubes:
                  - name: endless
                    sql: "SELECT a FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a + b = 7"
                    dimensions:
                      - {name: a, sql: a, type: number, primary_key: true}
                    measures:
                      - {name: count, type: count}
                """;
        Files.writeString(
                Files.createDirectories(directory.resolve("models")).resolve("m.yml"), model);
        try (var postgres = EmbeddedPostgres.builder().start();
                var server =
                        TestServer.start(
                                directory.resolve("data"),
                                Map.of(
                                        Setting.MODELS, directory.resolve("models").toString(),
                                        Setting.ANALYTICS,
                                                postgres.getJdbcUrl("postgres", "postgres")));
                var watch = postgres.getPostgresDatabase().getConnection()) {
            var address = URI.create(server.app().url());
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                ask(socket, "endless.count");
                awaitStatements(watch, 1);
            }
            var left = System.nanoTime();
            awaitStatements(watch, 0);
            reporter.publishEntry(
                    "milliseconds until the statement ended",
                    Long.toString((System.nanoTime() - left) / 1_000_000));
        }
    }

    private static void awaitStatements(Connection watch, int wanted) throws Exception {
        var until = System.nanoTime() + PATIENCE.toNanos();
        try (var statement =
                watch.prepareStatement(
                        "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%endless__count%' AND pid <> pg_backend_pid()")) {
            while (true) {
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    if (rows.getInt(1) == wanted) {
                        return;
                    }
                }
                assertThat(System.nanoTime()).as("%s statements", wanted).isLessThan(until);
                Thread.sleep(20);
            }
        }
    }

    @Test
    void aClientThatStaysMayAskAgainOnTheSameConnection() throws Exception {
        var init = Files.writeString(directory.resolve("init.sql"), "CREATE TABLE t (n INTEGER);");
        Files.writeString(
                Files.createDirectories(directory.resolve("models")).resolve("m.yml"), MODEL);
        try (var server =
                        TestServer.start(
                                directory.resolve("data"),
                                Map.of(
                                        Setting.MODELS, directory.resolve("models").toString(),
                                        Setting.ANALYTICS, directory.resolve("x.duckdb").toString(),
                                        Setting.ANALYTICS_INIT, init.toString()));
                var socket =
                        new Socket(
                                URI.create(server.app().url()).getHost(),
                                URI.create(server.app().url()).getPort())) {
            for (var i = 0; i < 5; i++) {
                ask(socket, "quick.count");
                assertThat(answer(socket)).contains("\"quick.count\":\"1\"");
            }
            // Two at once: the second comes while the first is answered.
            ask(socket, "quick.count");
            ask(socket, "quick.count");
            assertThat(answer(socket)).contains("\"quick.count\":\"1\"");
        }
    }

    private static void ask(Socket socket, String measure) throws IOException {
        var query = Http.encode("{\"measures\":[\"" + measure + "\"],\"renewQuery\":true}");
        var request =
                "GET /cubejs-api/v1/load?query=" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads until the last object of an answer. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout((int) PATIENCE.toMillis());
        var text = new StringBuilder();
        var buffer = new byte[8_192];
        while (!text.toString().endsWith("]}")) {
            var count = socket.getInputStream().read(buffer);
            assertThat(count).as("%s", text).isPositive();
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
        }
        return text.toString();
    }

    /** Waits until so many threads are inside the database. */
    private static void await(int busy) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (inside() != busy) {
            assertThat(System.nanoTime())
                    .as("threads inside the database: " + inside())
                    .isLessThan(until);
            Thread.sleep(20);
        }
    }

    private static long inside() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("analytics-"))
                .filter(thread ->
                        Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().startsWith("org.duckdb.")))
                .count();
    }
}
