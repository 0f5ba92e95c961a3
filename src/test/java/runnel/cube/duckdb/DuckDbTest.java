package runnel.cube.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Problem;
import runnel.cube.Column;
import runnel.cube.Plan;
import runnel.cube.ValueType;
import runnel.cube.jdbc.JdbcEngine;

/** The embedded database: closed to everything outside, and stopped when nobody waits. */
final class DuckDbTest {
    private static final String ENDLESS =
            "SELECT count(*) FROM range(100000000) a, range(100000000) b WHERE a.range + b.range = 7";

    @TempDir private Path directory;

    private final ExecutorService workers = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY t TO 'out.csv'",
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "ATTACH 'other.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "SET lock_configuration = false",
                "SET memory_limit = '100GB'",
                "INSERT INTO t VALUES (2)",
                "DROP TABLE t",
            })
    void statementsReachNothingOutside(String sql) throws SQLException {
        try (var database = file()) {
            assertThatThrownBy(() -> run(database, sql)).isInstanceOf(SQLException.class);
            assertThat(run(database, "SELECT count(*) FROM t")).isEqualTo("1");
        }
        assertThat(directory.resolve("out.csv")).doesNotExist();
    }

    @Test
    void everyConnectionIsInUtc() throws SQLException {
        try (var database = file()) {
            assertThat(run(database, "SELECT current_setting('TimeZone')")).isEqualTo("UTC");
            assertThat(
                            run(
                                    database,
                                    "SELECT CAST(TIMESTAMPTZ '2025-01-01 00:00:00+00' AS TIMESTAMP)"))
                    .startsWith("2025-01-01 00:00:00");
        }
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> DuckDb.open(directory.resolve("no.duckdb"), DuckDb.Limits.DEFAULT))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no.duckdb");
    }

    @Test
    void interruptedReaderStopsTheStatement() throws Exception {
        try (var database = DuckDb.inMemory(DuckDb.Limits.DEFAULT, List.of("SELECT 1"))) {
            var engine = engine(database, 60);
            var ended = new CountDownLatch(1);
            var thrown = new AtomicReference<Throwable>();
            var reader =
                    new Thread(() -> {
                        try (var rows = engine.run(plan(ENDLESS))) {
                            rows.next();
                        } catch (Throwable e) {
                            thrown.set(e);
                        }
                        ended.countDown();
                    });
            reader.start();
            // The statement has to be under way before it can be stopped.
            Thread.sleep(500);
            reader.interrupt();
            assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            // The worker is free again: had the statement run on, two more would find none.
            for (var i = 0; i < 4; i++) {
                try (var rows = engine.run(plan("SELECT 1"))) {
                    assertThat(rows.next()).containsExactly(1L);
                }
            }
        }
    }

    @Test
    void statementsEndAtTheLimit() {
        try (var database = DuckDb.inMemory(DuckDb.Limits.DEFAULT, List.of("SELECT 1"))) {
            var engine = engine(database, 1);
            assertThatThrownBy(() -> engine.run(plan(ENDLESS)).next())
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("engine-timeout"));
        }
    }

    @Test
    void closedRowsStopTheirStatement() throws Exception {
        try (var database = DuckDb.inMemory(DuckDb.Limits.DEFAULT, List.of("SELECT 1"))) {
            var engine = engine(database, 60);
            for (var i = 0; i < 20; i++) {
                var rows = engine.run(plan("SELECT range FROM range(50000000)"));
                assertThat(rows.next()).containsExactly(0L);
                rows.close();
            }
            try (var rows = engine.run(plan("SELECT 42"))) {
                assertThat(rows.next()).containsExactly(42L);
            }
        }
    }

    private JdbcEngine engine(DuckDb database, int timeoutSeconds) {
        var source =
                new JdbcEngine.Source("duckdb", database::connect, database::version, () -> {});
        return new JdbcEngine(source, new JdbcEngine.Limits(timeoutSeconds, 1_024), workers);
    }

    private static Plan plan(String sql) {
        var column = new Column("n", List.of("x.n"), ValueType.NUMBER);
        return new Plan(
                sql, List.of(), List.of(column), new Plan.Explain(List.of(), List.of()), List.of());
    }

    private DuckDb file() throws SQLException {
        var file = directory.resolve("data.duckdb");
        if (!Files.exists(file)) {
            try (var connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                    var statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT 1 AS n");
            }
        }
        return DuckDb.open(file, DuckDb.Limits.DEFAULT);
    }

    private static String run(DuckDb database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
