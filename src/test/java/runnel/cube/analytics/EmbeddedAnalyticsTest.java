package runnel.cube.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.Engine;
import runnel.cube.Finding;
import runnel.cube.Plan;
import runnel.cube.Rows;
import runnel.cube.SecurityContext;
import runnel.cube.duckdb.DuckDb;
import runnel.cube.jdbc.JdbcEngine;
import runnel.cube.yaml.ModelFile;
import runnel.cube.yaml.ModelReader;

/** Answers from memory and from the database, and what ends them. */
final class EmbeddedAnalyticsTest {
    private static final String MODEL =
            """
            cubes:
              - name: numbers
                sql: SELECT range AS n, 'some text ' || range AS t FROM range(5000)
                dimensions:
                  - {name: n, sql: n, type: number, primary_key: true, public: true}
                  - {name: t, sql: t, type: string}
                measures:
                  - {name: count, type: count}
            """;
    private static final String COUNT = "{\"measures\":[\"numbers.count\"]}";

    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Counting engine = new Counting(workers);
    private final AtomicReference<Catalog> catalog = new AtomicReference<>(compile(MODEL));

    @AfterEach
    void stop() {
        engine.close();
        workers.shutdownNow();
    }

    @Test
    void repeatedQueriesAreAnsweredFromMemory() throws InterruptedException {
        var analytics = analytics(1_000_000);
        assertThat(count(analytics, COUNT)).isEqualTo(5000L);
        assertThat(count(analytics, COUNT)).isEqualTo(5000L);
        assertThat(engine.runs.get()).isEqualTo(1);
    }

    @Test
    void freshAnswersAreAskedForByTheQuery() throws InterruptedException {
        var analytics = analytics(1_000_000);
        count(analytics, COUNT);
        count(analytics, "{\"measures\":[\"numbers.count\"],\"renewQuery\":true}");
        count(analytics, "{\"measures\":[\"numbers.count\"],\"cache\":\"no-cache\"}");
        assertThat(engine.runs.get()).isEqualTo(3);
    }

    @Test
    void changedDataEndsWhatIsKept() throws InterruptedException {
        var analytics = analytics(1_000_000);
        count(analytics, COUNT);
        engine.version = "2";
        count(analytics, COUNT);
        assertThat(engine.runs.get()).isEqualTo(2);
    }

    @Test
    void changedModelAnswersAtOnce() throws InterruptedException {
        var analytics = analytics(1_000_000);
        assertThat(count(analytics, COUNT)).isEqualTo(5000L);
        catalog.set(compile(MODEL.replace("5000", "7")));
        assertThat(count(analytics, COUNT)).isEqualTo(7L);
    }

    @Test
    void largeAnswersAreNotKept() throws InterruptedException {
        var analytics = analytics(100_000);
        var all = "{\"dimensions\":[\"numbers.n\",\"numbers.t\"]}";
        assertThat(analytics.rows(Json.parse(all), SecurityContext.NOBODY).rows()).hasSize(5000);
        analytics.rows(Json.parse(all), SecurityContext.NOBODY);
        assertThat(engine.runs.get()).isEqualTo(2);
    }

    @Test
    void tableSaysWhereTheLimitCutIt() throws InterruptedException {
        var analytics = analytics(0);
        var table =
                analytics.rows(
                        Json.parse("{\"dimensions\":[\"numbers.n\"],\"limit\":10}"),
                        SecurityContext.NOBODY);
        assertThat(table.rows()).hasSize(10);
        assertThat(table.truncated()).isTrue();
    }

    @Test
    void failingStatementIsAProblemInWords() {
        catalog.set(compile(MODEL.replace("sql: n,", "sql: no_such_column,")));
        var analytics = analytics(0);
        assertThatThrownBy(() ->
                        analytics.rows(
                                Json.parse("{\"dimensions\":[\"numbers.n\"]}"),
                                SecurityContext.NOBODY))
                .isInstanceOfSatisfying(
                        Problem.class,
                        e -> {
                            assertThat(e.code()).isEqualTo("engine-failed");
                            assertThat(e.getMessage())
                                    .contains("no_such_column")
                                    .doesNotContain("\n");
                        });
    }

    private EmbeddedAnalytics analytics(long cacheBytes) {
        var models =
                new Models() {
                    @Override
                    public Catalog catalog() {
                        return catalog.get();
                    }

                    @Override
                    public List<Finding> findings() {
                        return catalog.get().findings();
                    }
                };
        return new EmbeddedAnalytics(models, engine, Clock.system(), cacheBytes);
    }

    private static Object count(Analytics analytics, String query) throws InterruptedException {
        return analytics.rows(Json.parse(query), SecurityContext.NOBODY).rows().getFirst()[0];
    }

    private static Catalog compile(String text) {
        return ModelReader.compile(List.of(ModelFile.parse("m.yml", text)));
    }

    /** A real engine whose runs are counted and whose data can be said to have changed. */
    private static final class Counting implements Engine {
        private final AtomicInteger runs = new AtomicInteger();
        private final JdbcEngine engine;
        private volatile String version = "1";

        Counting(ExecutorService workers) {
            var database = DuckDb.inMemory(DuckDb.Limits.DEFAULT, List.of("SELECT 1"));
            var source =
                    new JdbcEngine.Source(
                            "duckdb", database::connect, database::version, database::close);
            engine = new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, workers);
        }

        @Override
        public String dialect() {
            return engine.dialect();
        }

        @Override
        public Rows run(Plan plan) throws InterruptedException {
            runs.incrementAndGet();
            return engine.run(plan);
        }

        @Override
        public String dataVersion() {
            return version;
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
