package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import runnel.cube.analytics.Cells;
import runnel.cube.jdbc.Databases;
import runnel.cube.query.QueryReader;
import runnel.cube.sql.Dialect;
import runnel.cube.sql.Planner;

/**
 * Whatever is asked validly can be planned, and what is asked in another order gets the same rows.
 */
final class RandomQueriesTest {
    private static final int PLANNED = 12_000;
    private static final int RUN = 80;

    @Test
    void everyValidQueryHasAPlanInEveryDialect() {
        var catalog = Golden.catalog();
        var queries = new RandomQueries(catalog, 1);
        var reader = new QueryReader(Golden.CLOCK);
        var planners =
                List.of("duckdb", "postgres", "mysql", "sqlite").stream()
                        .map(name -> new Planner(catalog, Dialect.of(name)))
                        .toList();
        for (var i = 0; i < PLANNED; i++) {
            var json = queries.next();
            var query = reader.read(json, false).only().query();
            var plan = planners.get(i % planners.size()).plan(query);
            assertThat(plan.sql().chars().filter(c -> c == '?').count())
                    .as("%s", json)
                    .isEqualTo(plan.binds().size());
            assertThat(plan.columns()).as("%s", json).isNotEmpty();
        }
    }

    @Test
    void theOrderOfFiltersAndSegmentsDoesNotMatter() throws Exception {
        try (var golden = Golden.duckDb()) {
            var queries = new RandomQueries(Golden.catalog(), 2);
            for (var i = 0; i < RUN; i++) {
                var query = queries.next();
                query.remove(List.of("limit", "offset"));
                assertThat(rows(golden, queries.shuffled(query)))
                        .as("%s", query)
                        .isEqualTo(rows(golden, query));
            }
        }
    }

    @Test
    void theOrderOfMembersDoesNotMatterWhereTheSameCubesAreJoined() throws Exception {
        try (var golden = Golden.duckDb()) {
            var queries = new RandomQueries(Golden.catalog(), 3);
            var compared = 0;
            for (var i = 0; i < RUN; i++) {
                var query = queries.next();
                query.remove(List.of("limit", "offset"));
                var turned = query.deepCopy();
                for (var key : List.of("measures", "dimensions")) {
                    var names = new ArrayList<JsonNode>();
                    query.path(key).forEach(names::add);
                    turned.putArray(key).addAll(names.reversed());
                }
                if (path(golden, query).equals(path(golden, turned))) {
                    assertThat(sums(golden, turned)).as("%s", query).isEqualTo(sums(golden, query));
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(RUN / 2);
        }
    }

    @Test
    void anotherDatabaseGivesTheSameRows() throws Exception {
        try (var postgres = EmbeddedPostgres.builder().start();
                var duckDb = Golden.duckDb()) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(Golden.seed());
            }
            var url = postgres.getJdbcUrl("postgres", "postgres");
            try (var other = Golden.on(Databases.open(url, Golden.CLOCK))) {
                var queries = new RandomQueries(Golden.catalog(), 4);
                for (var i = 0; i < RUN; i++) {
                    var query = queries.next();
                    query.remove(List.of("limit", "offset"));
                    // DuckDB estimates what PostgreSQL counts.
                    if (!query.toString().contains("titles_approx")) {
                        assertThat(rows(other, query))
                                .as("%s", query)
                                .isEqualTo(rows(duckDb, query));
                    }
                }
            }
        }
    }

    private static JsonNode path(Golden golden, JsonNode query) {
        return golden.analytics().sql(query, SecurityContext.NOBODY).path("joinPath");
    }

    /**
     * The rows as sorted lines; numbers as far as sums of floating point agree whatever their
     * order.
     */
    private static List<String> rows(Golden golden, JsonNode query) throws Exception {
        return lines(golden, query, false);
    }

    /** The same with the cells of a row in the order of their columns' names. */
    private static List<String> sums(Golden golden, JsonNode query) throws Exception {
        return lines(golden, query, true);
    }

    private static List<String> lines(Golden golden, JsonNode query, boolean byName)
            throws Exception {
        var table = golden.analytics().rows(query, SecurityContext.NOBODY);
        if (table.truncated()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        for (var row : table.rows()) {
            var cells = new ArrayList<String>();
            for (var i = 0; i < row.length; i++) {
                cells.add(
                        table.columns().get(i).member()
                                + "="
                                + (row[i] == null ? "" : rounded(row[i])));
            }
            if (byName) {
                cells.sort(null);
            }
            lines.add(String.join(" ", cells));
        }
        lines.sort(null);
        return lines;
    }

    private static String rounded(Object value) {
        return value instanceof Number
                ? new BigDecimal(Cells.text(value))
                        .round(new MathContext(8))
                        .stripTrailingZeros()
                        .toPlainString()
                : Cells.text(value);
    }
}
