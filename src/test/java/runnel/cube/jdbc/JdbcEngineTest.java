package runnel.cube.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.Column;
import runnel.cube.Plan;
import runnel.cube.ValueType;

/** Statements over JDBC: what they hold while they run, and what their cells become. */
final class JdbcEngineTest {
    @TempDir private Path directory;

    private final Workers workers = new Workers();
    private String url;

    @BeforeEach
    void locate() {
        url = "jdbc:sqlite:" + directory.resolve("data.db");
    }

    @AfterEach
    void stop() {
        workers.close();
    }

    @Test
    void statementsThatFailGiveTheirConnectionsBack() throws Exception {
        var engine = engine();
        for (var i = 0; i < 3 * Databases.POOL_SIZE; i++) {
            assertThatThrownBy(() -> engine.run(plan("SELECT nothing FROM nowhere")))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("engine-failed"));
        }
        assertThat(rows(engine, "SELECT 1")).containsExactly(List.of(1L));
        engine.close();
    }

    @Test
    void statementsThatFailCloseConnectionsOfTheirOwn() throws Exception {
        var opened = new ArrayList<Connection>();
        var source =
                new JdbcEngine.Source(
                        "duckdb",
                        () -> {
                            var connection = DriverManager.getConnection("jdbc:duckdb:");
                            opened.add(connection);
                            return connection;
                        },
                        () -> "",
                        () -> {});
        var engine = new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, workers);
        assertThatThrownBy(() -> engine.run(plan("SELECT nothing FROM nowhere")))
                .isInstanceOf(Problem.class);
        assertThat(opened).singleElement().satisfies(c -> assertThat(c.isClosed()).isTrue());
    }

    /** SQLite tells the type of a column by its first row; the other rows may differ. */
    @Test
    void cellsKeepTheirValuesWhateverTheFirstRowHolds() throws Exception {
        var engine = engine();
        assertThat(rows(engine, "SELECT 1 UNION ALL SELECT 1.08 UNION ALL SELECT NULL"))
                .containsExactly(List.of(1L), List.of(1.08), Arrays.asList((Object) null));
        var times = "SELECT NULL UNION ALL SELECT '2025-01-31T10:00:00.000'";
        assertThat(rows(engine, times, ValueType.TIME))
                .containsExactly(
                        Arrays.asList((Object) null),
                        List.of(LocalDateTime.parse("2025-01-31T10:00:00")));
        assertThat(rows(engine, "SELECT NULL UNION ALL SELECT 1", ValueType.BOOLEAN))
                .containsExactly(Arrays.asList((Object) null), List.of(true));
        engine.close();
    }

    @Test
    void largeNumbersKeepTheirDigits() throws Exception {
        var source =
                new JdbcEngine.Source(
                        "duckdb",
                        () -> DriverManager.getConnection("jdbc:duckdb:"),
                        () -> "",
                        () -> {});
        var engine = new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, workers);
        assertThat(rows(engine, "SELECT CAST('12345678901234567890.12' AS DECIMAL(38,2))"))
                .containsExactly(List.of(new BigDecimal("12345678901234567890.12")));
        assertThat(
                        rows(
                                engine,
                                "SELECT CAST('170141183460469231731687303715884105727' AS HUGEINT)"))
                .containsExactly(
                        List.of(new BigDecimal("170141183460469231731687303715884105727")));
    }

    private JdbcEngine engine() {
        return new JdbcEngine(
                Databases.open(url, Clock.system()), JdbcEngine.Limits.DEFAULT, workers);
    }

    private static List<List<Object>> rows(JdbcEngine engine, String sql) throws Exception {
        return rows(engine, sql, ValueType.NUMBER);
    }

    private static List<List<Object>> rows(JdbcEngine engine, String sql, ValueType type)
            throws Exception {
        var all = new ArrayList<List<Object>>();
        try (var rows = engine.run(plan(sql, type))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(Arrays.asList(row));
            }
        }
        return all;
    }

    private static Plan plan(String sql) {
        return plan(sql, ValueType.NUMBER);
    }

    private static Plan plan(String sql, ValueType type) {
        var column = new Column("n", List.of("x.n"), type);
        return new Plan(
                sql, List.of(), List.of(column), new Plan.Explain(List.of(), List.of()), List.of());
    }
}
