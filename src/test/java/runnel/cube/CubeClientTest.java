package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Npm;
import runnel.testkit.TestServer;

/** Cube's own client for pages, {@code @cubejs-client/core}, finds here what it expects of Cube. */
final class CubeClientTest {
    private static final String PACKAGE = "@cubejs-client/core";
    private static final int SECONDS = 60;

    @TempDir private static Path directory;

    private static JsonNode answers;

    @BeforeAll
    static void ask() throws Exception {
        var home =
                Npm.require(
                        "cube-client",
                        PACKAGE + "@1.7.43",
                        PACKAGE + "/dist/cubejs-client-core.cjs");
        try (var server =
                TestServer.start(
                        directory.resolve("data"),
                        Map.of(
                                Setting.MODELS,
                                "src/test/resources/golden/model",
                                Setting.ANALYTICS,
                                directory.resolve("golden.duckdb").toString(),
                                Setting.ANALYTICS_INIT,
                                Golden.folder().resolve("seed.sql").toString(),
                                Setting.NOW,
                                "2026-03-18T10:05:00Z",
                                Setting.CUBE_SECRET,
                                Golden.SECRET))) {
            // Tokens end by the machine's clock, not by the one that queries are read by.
            var token = Golden.token(Json.object().put("exp", 4_000_000_000L));
            var output = directory.resolve("answers.json").toFile();
            var process =
                    new ProcessBuilder(
                                    "node",
                                    "src/test/resources/cube-client.mjs",
                                    home.toString(),
                                    server.app().url() + "/cubejs-api/v1",
                                    token)
                            .redirectOutput(output)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
            answers = Json.parse(Files.readString(output.toPath()));
        }
    }

    @Test
    void rowsAreTheSameInEveryForm() {
        var rows = answers.path("load");
        assertThat(rows).hasSize(5);
        assertThat(rows.path(0))
                .isEqualTo(
                        Json.parse(
                                "{'orders.status':'completed','orders.count':'207'}"
                                        .replace('\'', '"')));
        assertThat(answers.path("compact")).isEqualTo(rows);
        assertThat(answers.path("columnar")).isEqualTo(rows);
        assertThat(answers.path("numbers").path(0).path("orders.count").isInt()).isTrue();
        assertThat(answers.path("fresh").asInt()).isEqualTo(5);
        assertThat(answers.path("long").asInt(-1)).isZero();
        assertThat(answers.path("total").asInt()).isEqualTo(5);
    }

    @Test
    void chartsGetTitlesSeriesAndTheMonthsWithoutRows() {
        assertThat(answers.path("annotation"))
                .isEqualTo(
                        Json.parse(
                                """
                                [["orders.status","string","Orders Order Status"],
                                 ["orders.count","number","Orders Number of Orders"]]\
                                """));
        assertThat(answers.path("series").path(0).path("series")).hasSize(6);
        assertThat(texts(answers.path("filled")))
                .containsExactly(
                        "2019-01-01T00:00:00.000",
                        "2019-02-01T00:00:00.000",
                        "2019-03-01T00:00:00.000");
        // The orders of March, of which there are 17 by the series.
        assertThat(answers.path("series").path(0).path("series").path(2).path("value").asInt())
                .isEqualTo(17);
        assertThat(answers.path("drilled").asInt()).isEqualTo(17);
    }

    @Test
    void severalResultsAreTakenApartAndTogether() {
        var compared = answers.path("compared");
        assertThat(texts(compared.path("series")))
                .containsExactly(
                        "2026-01-01T00:00:00.000 - 2026-12-31T23:59:59.999, Orders Number of Orders",
                        "2025-01-01T00:00:00.000 - 2025-12-31T23:59:59.999, Orders Number of Orders");
        assertThat(compared.path("rows")).isEqualTo(Json.parse("[3,12]"));
        assertThat(answers.path("compared compact")).isEqualTo(compared.path("rows"));
        assertThat(answers.path("compared columnar")).isEqualTo(compared.path("rows"));
        assertThat(answers.path("blended")).hasSize(3);
        assertThat(answers.path("blended").path(0).path("orders.count").asInt()).isEqualTo(19);
        assertThat(answers.path("blended").path(0).path("customers.count").asInt()).isEqualTo(1);
    }

    @Test
    void theModelAndTheStatementAreTold() {
        assertThat(answers.path("sql").asText()).startsWith("SELECT").contains("orders__count");
        assertThat(answers.path("dryRun"))
                .isEqualTo(
                        Json.parse(
                                "{\"type\":\"regularQuery\",\"pivot\":[\"orders.count\"],\"queries\":1}"));
        var meta = answers.path("meta");
        assertThat(meta.path("title").asText()).isEqualTo("Orders Number of Orders");
        assertThat(meta.path("time").asText()).isEqualTo("orders.created_at");
        assertThat(meta.path("operators").asInt()).isGreaterThan(5);
        assertThat(meta.path("dimensions").asInt()).isGreaterThan(20);
    }

    @Test
    void errorsArriveWithTheirTextAndStatus() {
        assertThat(answers.path("unknown").path("status").asInt()).isEqualTo(400);
        assertThat(answers.path("unknown").path("error").asText())
                .startsWith("'counts' not found for path 'orders.counts'");
        assertThat(answers.path("nonsense").path("status").asInt()).isEqualTo(400);
        assertThat(answers.path("unsigned"))
                .isEqualTo(Json.parse("{\"error\":\"Invalid token\",\"status\":403}"));
        assertThat(answers.path("aborted").path("error").asText()).isEqualTo("aborted");
    }

    @Test
    void tokensComeBareAfterBearerOrFromAFunction() {
        assertThat(answers.path("bearer").asInt()).isEqualTo(5);
        assertThat(answers.path("function").asInt()).isEqualTo(5);
        assertThat(answers.path("subscribed").asInt()).isEqualTo(5);
    }

    private static java.util.List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
