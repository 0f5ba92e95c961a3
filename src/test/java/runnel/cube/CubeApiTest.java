package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Json;
import runnel.wire.cube.ApiRequest;

/** The REST interface beyond the recorded cases: ways to ask, formats, headers, refusals. */
final class CubeApiTest {
    private static final String QUERY =
            "{\"measures\":[\"orders.count\"],\"dimensions\":[\"customers.company_name\"],"
                    + "\"filters\":[{\"member\":\"customers.id\",\"operator\":\"lte\",\"values\":[\"3\"]}],"
                    + "\"order\":{\"customers.company_name\":\"asc\"}}";

    private static Golden golden;

    @TempDir private Path directory;

    @BeforeAll
    static void open() {
        golden = Golden.duckDb();
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @Test
    void getAndPostAnswerTheSame() throws Exception {
        var got = get("load", Map.of("query", QUERY));
        var posted = golden.post("load", wrap(QUERY));
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.json().path("data")).isEqualTo(posted.json().path("data"));
    }

    /**
     * The three forms say the same, times under both of their names and compared ranges included.
     */
    @Test
    void rowsComeByNameByRowOrByColumn() throws Exception {
        var time =
                """
                {"measures":["orders.count"],"timeDimensions":[{"dimension":"orders.created_at","granularity":"month",
                 "compareDateRange":["this year","last year"]}]%s}\
                """;
        var named = results(time.formatted(""));
        var compact = results(time.formatted(",\"responseFormat\":\"compact\""));
        var columnar = results(time.formatted(",\"responseFormat\":\"columnar\""));
        assertThat(named).hasSize(2);
        for (var i = 0; i < named.size(); i++) {
            var rows = named.get(i).path("data");
            var byRow = compact.get(i).path("data");
            var byColumn = columnar.get(i).path("data");
            assertThat(rows).isNotEmpty();
            assertThat(byColumn.path("members")).isEqualTo(byRow.path("members"));
            assertThat(byColumn.path("members").toString())
                    .contains("orders.created_at.month", "orders.created_at\"", "compareDateRange");
            for (var row = 0; row < rows.size(); row++) {
                for (var column = 0; column < byColumn.path("members").size(); column++) {
                    var value = rows.get(row).get(byColumn.path("members").get(column).asText());
                    assertThat(byRow.path("dataset").get(row).get(column)).isEqualTo(value);
                    assertThat(byColumn.path("columns").get(column).get(row)).isEqualTo(value);
                }
            }
        }
    }

    private static JsonNode results(String query) throws Exception {
        return get("load", Map.of("query", query, "queryType", "multi")).json().path("results");
    }

    @Test
    void theRequestSaysHowToCache() throws Exception {
        var got = get("load", Map.of("query", QUERY, "cache", "no-cache"));
        assertThat(got.json().path("query").path("cacheMode").asText()).isEqualTo("no-cache");
        assertThat(got.json().path("query").has("cache")).isFalse();
        assertThat(error(get("load", Map.of("query", QUERY, "cache", "always")), 400))
                .contains("cacheMode");
        var posted = golden.post("load", wrap(QUERY).put("cache", "must-revalidate"));
        assertThat(posted.json().path("query").path("cacheMode").asText())
                .isEqualTo("must-revalidate");
    }

    @Test
    void aSubscriptionOverHttpLoads() throws Exception {
        assertThat(get("subscribe", Map.of("query", QUERY)).json().path("data")).hasSize(3);
    }

    @Test
    void queryInTheBodyMayBeText() throws Exception {
        var body = Json.object().put("query", QUERY);
        assertThat(golden.post("load", body).json().path("data")).hasSize(3);
    }

    @Test
    void everyAnswerMayBeReadByAnyPage() throws Exception {
        assertThat(get("meta", Map.of()).headers())
                .containsEntry("Access-Control-Allow-Origin", "*");
        assertThat(get("nothing", Map.of()).headers())
                .containsEntry("Access-Control-Allow-Origin", "*");
        var preflight =
                golden.send(
                        new ApiRequest(
                                "OPTIONS", "/cubejs-api/v1/load", Map.of(), "", Optional.empty()));
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers())
                .containsEntry(
                        "Access-Control-Allow-Headers", "authorization,content-type,x-request-id");
    }

    @Test
    void healthNeedsNoToken() throws Exception {
        for (var path : new String[] {"/readyz", "/livez"}) {
            var reply = golden.send(new ApiRequest("GET", path, Map.of(), "", Optional.empty()));
            assertThat(reply.json()).isEqualTo(Json.object().put("health", "HEALTH"));
        }
    }

    @Test
    void refusalsSayWhy() throws Exception {
        assertThat(error(get("load", Map.of()), 400)).isEqualTo("Query param is required");
        assertThat(error(get("load", Map.of("query", "{x")), 400))
                .startsWith("Unable to decode query param as JSON, error:");
        assertThat(error(get("nothing", Map.of()), 404)).contains("/cubejs-api/v1/nothing");
        assertThat(error(get("load", Map.of("query", QUERY, "format", "pdf")), 400))
                .contains("pdf");
        var unsigned =
                golden.send(
                        new ApiRequest(
                                "GET", "/cubejs-api/v1/meta", Map.of(), "", Optional.empty()));
        assertThat(error(unsigned, 403)).isEqualTo("Authorization header isn't set");
        var deleted =
                golden.send(new ApiRequest("DELETE", "/cubejs-api/v1/meta", Map.of(), "", token()));
        assertThat(deleted.status()).isEqualTo(405);
    }

    @Test
    void unsignedAndForgedTokensAreRefused() throws Exception {
        var parts = Golden.token(Json.object()).split("\\.");
        var none = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        for (var token :
                new String[] {
                    none, parts[0] + "." + parts[1] + ".", "a.b.c", "Bearer ", parts[0]
                }) {
            var reply =
                    golden.send(
                            new ApiRequest(
                                    "GET",
                                    "/cubejs-api/v1/meta",
                                    Map.of(),
                                    "",
                                    Optional.of(token)));
            assertThat(reply.status()).as(token).isEqualTo(403);
        }
    }

    @Test
    void csvHasTitlesAndQuotes() throws Exception {
        var reply = get("load", Map.of("query", QUERY, "format", "csv"));
        assertThat(reply.headers()).containsEntry("Content-Type", "text/csv; charset=utf-8");
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        \uFEFFCustomers Company,Orders Number of Orders\r
                        100% Natural,16\r
                        O'Reilly Ltd,8\r
                        under_score GmbH,13\r
                        """);
    }

    @Test
    void csvKeepsFormulasHarmless() throws Exception {
        var query = "{\"dimensions\":[\"departments.name\"],\"limit\":1}";
        var reply = get("load", Map.of("query", query, "format", "csv"));
        assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).doesNotContain("\r\n=");
    }

    @Test
    void xlsxIsAWorkbookWithTheRows() throws Exception {
        var reply = get("load", Map.of("query", QUERY, "format", "xlsx"));
        assertThat(reply.status()).isEqualTo(200);
        var file = Files.write(directory.resolve("data.xlsx"), reply.bytes());
        var parts = new HashMap<String, String>();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : java.util.Collections.list(zip.entries())) {
                parts.put(
                        entry.getName(),
                        new String(
                                zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(parts).containsKey("xl/worksheets/sheet1.xml");
        assertThat(parts.get("xl/sharedStrings.xml"))
                .contains("Customers Company", "O&apos;Reilly Ltd");
        assertThat(parts.get("xl/worksheets/sheet1.xml")).contains("<v>16</v>");
    }

    @Test
    void sqlHasTheStatementItsBindsAndItsColumns() throws Exception {
        var sql = golden.post("sql", wrap(QUERY)).json().path("sql");
        assertThat(sql.path("sql").get(0).asText()).contains("\"customers\".id <= ?");
        assertThat(sql.path("sql").get(1).get(0).asText()).isEqualTo("3");
        assertThat(sql.path("aliasNameToMember").path("orders__count").asText())
                .isEqualTo("orders.count");
    }

    @Test
    void totalCountsAllRows() throws Exception {
        var query = "{\"dimensions\":[\"orders.status\"],\"limit\":2,\"total\":true}";
        var json = golden.post("load", wrap(query)).json();
        assertThat(json.path("data")).hasSize(2);
        assertThat(json.path("total").asInt()).isEqualTo(5);
    }

    @Test
    void warningsTellWhatWasAskedInVain() throws Exception {
        var query = "{\"measures\":[\"orders.count\"],\"order\":{\"orders.nope\":\"asc\"}}";
        assertThat(golden.post("load", wrap(query)).json().path("warnings").get(0).asText())
                .contains("orders.nope");
    }

    @Test
    void missingPathNamesAViewThatAnswers() throws Exception {
        var query =
                "{\"measures\":[\"line_items.total_revenue\"],\"dimensions\":[\"departments.name\"]}";
        assertThat(error(golden.post("load", wrap(query)), 400))
                .contains(
                        "'line_items', 'departments'",
                        "team_sales.total_revenue",
                        "team_sales.departments_name");
    }

    @Test
    void unknownMemberNamesTheNearestThree() throws Exception {
        var query = "{\"measures\":[\"orders.cuont\"]}";
        assertThat(error(golden.post("load", wrap(query)), 400))
                .startsWith(
                        "'cuont' not found for path 'orders.cuont'. Did you mean: orders.count,");
    }

    private static String error(Golden.Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        return reply.json().path("error").asText();
    }

    private static ObjectNode wrap(String query) {
        ObjectNode body = Json.object();
        body.set("query", Json.parse(query));
        return body;
    }

    private static Golden.Reply get(String path, Map<String, String> query) throws Exception {
        return golden.send(new ApiRequest("GET", "/cubejs-api/v1/" + path, query, "", token()));
    }

    private static Optional<String> token() {
        return Optional.of(Golden.token(Json.object()));
    }
}
