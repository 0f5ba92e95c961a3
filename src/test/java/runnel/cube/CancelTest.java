package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.FakeUpstream;
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

    /** For a statement to be under way, and for answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * For a statement to end when nobody waits for it: twice what is promised, as machines are
     * busy.
     */
    private static final Duration LEAVING = Duration.ofSeconds(2);

    private static final String CONTINUE = "{\"error\":\"Continue wait\",\"stage\":\"Executing\"}";
    private static final Watch POSTGRES =
            new Watch(
                    "SELECT count(*) FROM pg_stat_activity WHERE state = 'active'"
                            + " AND query LIKE '%endless__count%' AND pid <> pg_backend_pid()");
    private static final Watch MYSQL =
            new Watch(
                    "SELECT count(*) FROM information_schema.processlist WHERE info LIKE"
                            + " '%endless__count%' AND id <> connection_id()");

    @TempDir private Path directory;

    @Test
    void hangingUpEndsTheStatement(TestReporter reporter) throws Exception {
        models(MODEL);
        try (var server = duckDb()) {
            leave(server, reporter, () -> inside() > 0);
            var quick = Http.encode("{\"measures\":[\"quick.count\"]}");
            var reply = server.http().get("/cubejs-api/v1/load?query=" + quick);
            assertThat(reply.json().path("data").path(0).path("quick.count").asText())
                    .isEqualTo("1");
        }
    }

    @Test
    void hangingUpEndsTheStatementInPostgres(TestReporter reporter) throws Exception {
        models(
                """
                cubes:
                  - name: endless
                    sql: "SELECT a FROM generate_series(1, 1000000) a, generate_series(1, 1000000) b WHERE a + b = 7"
                    dimensions:
                      - {name: a, sql: a, type: number, primary_key: true}
                    measures:
                      - {name: count, type: count}
                """);
        try (var postgres = EmbeddedPostgres.builder().start();
                var server =
                        serve(
                                Map.of(
                                        Setting.ANALYTICS,
                                        postgres.getJdbcUrl("postgres", "postgres")));
                var watch = postgres.getPostgresDatabase().getConnection()) {
            leave(server, reporter, () -> POSTGRES.isRunning(watch));
        }
    }

    @Test
    void hangingUpEndsTheStatementInMariaDb(TestReporter reporter) throws Exception {
        assumeTrue(MySqlServer.Kind.MARIADB.isInstalled(), "no MariaDB on this machine");
        try (var mariaDb = MySqlServer.start(MySqlServer.Kind.MARIADB, directory)) {
            inMySql(mariaDb, reporter);
        }
    }

    @Test
    void hangingUpEndsTheStatementInMySql(TestReporter reporter) throws Exception {
        var url = System.getenv("RUNNEL_MYSQL_URL");
        assumeTrue(url != null, "no MySQL: set RUNNEL_MYSQL_URL to an empty database of one");
        inMySql(MySqlServer.at(url), reporter);
    }

    private void inMySql(MySqlServer database, TestReporter reporter) throws Exception {
        models(
                """
                cubes:
                  - name: endless
                    sql: "SELECT SLEEP(30) + 1 AS a"
                    dimensions:
                      - {name: a, sql: a, type: number, primary_key: true}
                    measures:
                      - {name: count, sql: a, type: sum}
                """);
        try (var server = serve(Map.of(Setting.ANALYTICS, database.url()));
                var watch = database.connect()) {
            leave(server, reporter, () -> MYSQL.isRunning(watch));
        }
    }

    /** A server that says again and again that it still works on it is not asked any more. */
    @Test
    void hangingUpEndsTheAskingOfACubeServer(TestReporter reporter) throws Exception {
        try (var cube = new FakeUpstream(line -> line.answer(200, "application/json", CONTINUE));
                var server = serve(Map.of(Setting.CUBE_URL, "http://127.0.0.1:" + cube.port()))) {
            var asked = new AtomicInteger();
            var ended =
                    leave(
                            server,
                            reporter,
                            () -> cube.requests().size() > 2,
                            () -> {
                                // Three of its pauses without a further question.
                                var before = cube.requests().size();
                                Thread.sleep(350);
                                asked.set(cube.requests().size());
                                return asked.get() == before;
                            });
            assertThat(ended).isLessThan(LEAVING);
            Thread.sleep(LEAVING.toMillis());
            assertThat(cube.requests()).hasSize(asked.get());
        }
    }

    /** A server that waits before it says so sees its connection closed. */
    @Test
    void hangingUpClosesTheConnectionToACubeServer(TestReporter reporter) throws Exception {
        var waiting = new AtomicBoolean();
        try (var cube =
                        new FakeUpstream(line -> {
                            waiting.set(true);
                            line.awaitClosed();
                            waiting.set(false);
                        });
                var server = serve(Map.of(Setting.CUBE_URL, "http://127.0.0.1:" + cube.port()))) {
            leave(server, reporter, waiting::get);
            assertThat(cube.requests()).hasSize(1);
        }
    }

    private void models(String text) throws IOException {
        Files.writeString(
                Files.createDirectories(directory.resolve("models")).resolve("m.yml"), text);
    }

    private TestServer duckDb() throws IOException {
        var init = Files.writeString(directory.resolve("init.sql"), "CREATE TABLE t (n INTEGER);");
        return serve(
                Map.of(
                        Setting.ANALYTICS, directory.resolve("x.duckdb").toString(),
                        Setting.ANALYTICS_INIT, init.toString()));
    }

    private TestServer serve(Map<Setting, String> settings) {
        var all = new HashMap<>(settings);
        all.put(Setting.MODELS, directory.resolve("models").toString());
        return TestServer.start(directory.resolve("data"), all);
    }

    /** Asks, waits until the answer is being worked on, hangs up, and waits until it is not. */
    private static void leave(TestServer server, TestReporter reporter, Callable<Boolean> working)
            throws Exception {
        leave(server, reporter, working, () -> !working.call());
    }

    private static Duration leave(
            TestServer server,
            TestReporter reporter,
            Callable<Boolean> working,
            Callable<Boolean> ended)
            throws Exception {
        var address = URI.create(server.app().url());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            ask(socket, "endless.count");
            await(PATIENCE, working);
        }
        var left = System.nanoTime();
        await(LEAVING, ended);
        var took = Duration.ofNanos(System.nanoTime() - left);
        reporter.publishEntry(
                "milliseconds from hanging up to the end", Long.toString(took.toMillis()));
        return took;
    }

    private static void await(Duration patience, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("not within %s", patience).isLessThan(until);
            Thread.sleep(10);
        }
    }

    /** How a database tells which statements run. */
    private record Watch(String sql) {
        boolean isRunning(Connection connection) throws SQLException {
            try (var statement = connection.prepareStatement(sql);
                    var rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1) > 0;
            }
        }
    }

    @Test
    void aClientThatStaysMayAskAgainOnTheSameConnection() throws Exception {
        models(MODEL);
        try (var server = duckDb();
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

    private static long inside() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("analytics-"))
                .filter(thread ->
                        Arrays.stream(thread.getValue())
                                .anyMatch(frame -> frame.getClassName().startsWith("org.duckdb.")))
                .count();
    }
}
