package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Json;

/** Meanings that the recorded queries do not pin down, over the same data. */
final class SemanticsTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.duckDb();
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # A time as the only value is its whole day, as one of two it is itself.
                    {"operator":"onTheDate","values":["2025-01-01T12:00:00"]}                            | 2
                    {"operator":"inDateRange","values":["2025-01-01T23:00:00Z"]}                         | 2
                    {"operator":"onTheDate","values":["2025-01-01","2025-01-31"]}                        | 19
                    {"operator":"inDateRange","values":["2025-01-01","2025-01-31"]}                      | 19
                    {"operator":"afterOrOnDate","values":["2025-01-01T08:00:00+08:00"]}                  | 219
                    {"operator":"afterOrOnDate","values":["2025-01-01T00:00:00Z"]}                       | 219
                    {"operator":"gte","values":["2025-01-01T08:00:00+08:00"]}                            | 219
                    """)
    void datesOfFilters(String filter, int count) throws Exception {
        assertThat(count("orders.count", filter.replace("{", "{\"member\":\"orders.created_at\",")))
                .isEqualTo(count);
    }

    @Test
    void whatHasNoValueIsNeitherMoreNorLess() throws Exception {
        var more =
                "{\"member\":\"employees.performance_score\",\"operator\":\"gt\",\"values\":[\"3\",null]}";
        assertThat(count("employees.total_employees", more)).isEqualTo(27);
        var query =
                Json.parse(
                        "{\"measures\":[\"employees.total_employees\"],\"filters\":["
                                + more.replace("\"3\",", "")
                                + "]}");
        assertThat(load(query).status()).isEqualTo(400);
    }

    /** The database must not take the joins of two of the statements for the same. */
    @Test
    void measuresOfSeveralCubesDoNotChangeEachOther() throws Exception {
        var rows =
                data(
                        """
                        {"measures": ["employees.min_performance", "employees.title_list", "salaries.max_amount",
                                      "orders.last_order_at", "orders.total_freight"],
                         "dimensions": ["salaries.is_current"], "order": [["salaries.is_current", "asc"]],
                         "filters": [{"member": "orders.shipped_at", "operator": "inDateRange",
                                      "values": ["2025-01-01", "2025-06-30"]}]}
                        """);
        assertThat(column(rows, "employees.title_list"))
                .containsExactly("Sales Manager", "Sales Manager");
        assertThat(column(rows, "orders.total_freight")).containsExactly("607.83", "1460.13");
    }

    @Test
    void formulasOfUngroupedQueriesAreOfTheRow() throws Exception {
        var rows =
                data(
                        """
                        {"measures": ["line_items.total_revenue", "line_items.discount_given"],
                         "dimensions": ["line_items.quantity"], "ungrouped": true}
                        """);
        assertThat(rows).hasSize(1164);
        var average =
                data(
                        """
                        {"measures": ["orders.completed_share"], "dimensions": ["orders.status"], "ungrouped": true}
                        """);
        assertThat(average).hasSize(400);
        assertThat(column(average, "orders.completed_share")).containsOnly("100", "null");
    }

    /** A total over groups holds those groups too that a shifted measure leaves out. */
    @Test
    void totalsOverGroupsAreOfAllGroups() throws Exception {
        var rows =
                data(
                        """
                        {"measures": ["shipments.freight_prev_year", "shipments.freight_status_total"],
                         "timeDimensions": [{"dimension": "shipments.created_at", "granularity": "year"}]}
                        """);
        assertThat(column(rows, "shipments.freight_status_total"))
                .containsExactly("8220.14", "8220.14");
    }

    /** A bare name means the finest periods, in rows and in the order. */
    @Test
    void ofSeveralPeriodsOfOneTimeTheFinestHasTheShortName() throws Exception {
        var rows =
                data(
                        """
                        {"measures": ["orders.count"],
                         "timeDimensions": [{"dimension": "orders.created_at", "granularity": "quarter"},
                                            {"dimension": "orders.created_at", "granularity": "year"}],
                         "order": {"orders.created_at": "desc"}, "limit": 2}
                        """);
        assertThat(column(rows, "orders.created_at"))
                .containsExactly("2026-01-01T00:00:00.000", "2025-10-01T00:00:00.000");
        assertThat(column(rows, "orders.created_at.year"))
                .containsExactly("2026-01-01T00:00:00.000", "2025-01-01T00:00:00.000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "limit":null             | limit
                    "responseFormat":"bad"   | responseFormat
                    "cache":"never"          | cache
                    "timezone":"Mars/X"      | Mars/X
                    """)
    void wordsThatMeanNothingAreRefused(String part, String named) throws Exception {
        var reply = load(Json.parse("{\"measures\":[\"orders.count\"]," + part + "}"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("error").asText()).contains(named);
    }

    private static int count(String measure, String filter) throws Exception {
        var rows = data("{\"measures\":[\"" + measure + "\"],\"filters\":[" + filter + "]}");
        return rows.get(0).path(measure).asInt();
    }

    private static List<String> column(JsonNode rows, String name) {
        var values = new ArrayList<String>();
        rows.forEach(row -> values.add(row.path(name).asText()));
        return values;
    }

    private static JsonNode data(String query) throws Exception {
        var reply = load(Json.parse(query));
        assertThat(reply.status()).as("%s", reply.json()).isEqualTo(200);
        return reply.json().path("data");
    }

    private static Golden.Reply load(JsonNode query) throws Exception {
        return golden.post("load", Json.object().set("query", query));
    }
}
