package runnel.cube.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.cube.Finding;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Cells;
import runnel.cube.analytics.EmbeddedAnalytics;
import runnel.cube.analytics.Models;
import runnel.cube.duckdb.DuckDb;
import runnel.cube.jdbc.JdbcEngine;
import runnel.cube.jdbc.Workers;
import runnel.cube.yaml.ModelReader;

/** The demo's data and model are whole, fit each other, and reach up to today. */
final class DemoTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

    @TempDir private static Path folder;

    private static Workers workers;
    private static EmbeddedAnalytics analytics;

    @BeforeAll
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    static void fill() {
        workers = new Workers();
        var file = folder.resolve("demo.duckdb");
        DuckDb.create(file, DuckDb.Limits.DEFAULT, Demo.sql(TODAY));
        var database = DuckDb.open(file, DuckDb.Limits.DEFAULT);
        var source =
                new JdbcEngine.Source(
                        "duckdb", database::connect, database::version, database::close);
        analytics =
                new EmbeddedAnalytics(
                        Models.of(ModelReader.read(Demo.writeModels(folder))),
                        new JdbcEngine(source, JdbcEngine.Limits.DEFAULT, workers),
                        Clock.fixed(
                                TODAY.atTime(12, 0).atZone(java.time.ZoneOffset.UTC).toInstant()),
                        EmbeddedAnalytics.CACHE_BYTES);
    }

    @AfterAll
    static void close() {
        analytics.close();
        workers.close();
    }

    @Test
    void the_model_has_nothing_to_complain_about() {
        var catalog = ModelReader.read(Demo.writeModels(folder));
        assertThat(catalog.findings().stream().map(finding -> finding.line(Messages.of("en"))))
                .isEmpty();
        assertThat(catalog.findings()).noneMatch(Finding::isError);
        assertThat(catalog.cubes()).hasSize(7);
        assertThat(catalog.views()).hasSize(2);
    }

    @Test
    void the_same_day_gives_the_same_data() {
        assertThat(Demo.sql(TODAY))
                .isEqualTo(Demo.sql(TODAY))
                .isNotEqualTo(Demo.sql(TODAY.minusDays(1)));
    }

    @Test
    void all_measures_of_all_cubes_and_views_can_be_asked() throws Exception {
        var meta = analytics.meta(SecurityContext.NOBODY);
        for (var cube : meta.path("cubes")) {
            for (var measure : cube.path("measures")) {
                var query = Json.object();
                query.putArray("measures").add(measure.path("name").asText());
                if (measure.path("name").asText().endsWith("headcount_over_time")) {
                    query.putArray("timeDimensions")
                            .addObject()
                            .put("dimension", "employees.hired_on")
                            .put("granularity", "year")
                            .put("dateRange", "from 3 years ago to now");
                }
                var table = analytics.rows(query, SecurityContext.NOBODY);
                assertThat(table.rows()).as("%s", query).isNotEmpty();
                assertThat(table.rows().getFirst()[table.columns().size() - 1])
                        .as("%s", query)
                        .isNotNull();
            }
            for (var dimension : cube.path("dimensions")) {
                var query = Json.object().put("limit", 5);
                query.putArray("dimensions").add(dimension.path("name").asText());
                assertThat(analytics.rows(query, SecurityContext.NOBODY).rows())
                        .as("%s", query)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void employees_are_counted_and_orders_reach_up_to_today() throws Exception {
        assertThat(one("{'measures':['employees.total_employees']}")).isEqualTo("180");
        var today =
                "{'measures':['orders.count'],'timeDimensions':[{'dimension':'orders.created_at','dateRange':'today'}]}";
        assertThat(Integer.parseInt(one(today))).isGreaterThanOrEqualTo(6);
        assertThat(one(today.replace("today", "from tomorrow to next year"))).isEqualTo("0");
    }

    @Test
    void a_view_joins_revenue_to_departments() throws Exception {
        var query =
                "{'measures':['team_sales.total_revenue'],'dimensions':['team_sales.departments_name_zh']}";
        assertThat(
                        analytics
                                .rows(Json.parse(query.replace('\'', '"')), SecurityContext.NOBODY)
                                .rows())
                .hasSizeGreaterThan(5);
    }

    @Test
    void models_that_were_edited_stay() throws Exception {
        var file = Demo.writeModels(folder).resolve("views.yml");
        Files.writeString(file, Files.readString(file) + "# mine\n");
        Demo.writeModels(folder);
        assertThat(file).content().endsWith("# mine\n");
    }

    private static String one(String query) throws Exception {
        var table = analytics.rows(Json.parse(query.replace('\'', '"')), SecurityContext.NOBODY);
        return Cells.orEmpty(table.rows().getFirst()[0]);
    }
}
