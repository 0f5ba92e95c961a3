package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import runnel.base.Json;

/** Hostile values find nothing or are refused; none of them changes the statement. */
final class InjectionTest {
    private static final List<String> HOSTILE =
            List.of(
                    "x' OR '1'='1",
                    "'; DROP TABLE orders; --",
                    "\" OR 1=1 --",
                    "1) OR (1=1",
                    "\\' OR 1=1 --",
                    "' UNION SELECT 1 --",
                    "$1",
                    "?",
                    "{CUBE}",
                    "%' OR '%'='",
                    "\u0001" + "0\u0002",
                    "\u0000",
                    "/**/",
                    "0x27",
                    "a".repeat(5_000));

    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.duckDb();
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @TestFactory
    Stream<DynamicTest> hostileValues() {
        var tests = new ArrayList<DynamicTest>();
        for (var hostile : HOSTILE) {
            for (var operator :
                    List.of("equals", "contains", "startsWith", "endsWith", "in", "gt")) {
                tests.add(
                        test(
                                "string " + operator,
                                hostile,
                                filtered("customers.company_name", operator, hostile)));
            }
            tests.add(test("number", hostile, filtered("orders.freight", "gt", hostile)));
            tests.add(test("boolean", hostile, filtered("customers.is_vip", "equals", hostile)));
            tests.add(test("time", hostile, filtered("orders.created_at", "equals", hostile)));
            tests.add(test("member", hostile, query("measures", "orders." + hostile)));
            tests.add(test("cube", hostile, query("measures", hostile + ".count")));
            tests.add(test("segment", hostile, query("segments", "orders." + hostile)));
            tests.add(test("zone", hostile, count().put("timezone", hostile)));
            tests.add(test("order", hostile, ordered(hostile, "asc")));
            tests.add(test("direction", hostile, ordered("orders.count", hostile)));
            tests.add(test("limit", hostile, count().put("limit", hostile)));
            tests.add(test("granularity", hostile, timed("granularity", hostile)));
            tests.add(test("range", hostile, timed("dateRange", hostile)));
        }
        return tests.stream();
    }

    private static DynamicTest test(String place, String hostile, ObjectNode query) {
        var name =
                place
                        + ": "
                        + (hostile.length() > 40
                                ? hostile.length() + " characters"
                                : Json.write(hostile));
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    var body = Json.object();
                    body.set("query", query);
                    var reply = golden.post("load", body);
                    if (reply.status() == 200) {
                        // What is compared by size may well find rows; nothing else may.
                        if (!place.endsWith(" gt")) {
                            reply.json()
                                    .path("data")
                                    .forEach(row ->
                                            assertThat(row.path("orders.count").asText("0"))
                                                    .as("%s", row)
                                                    .isEqualTo("0"));
                        }
                        assertStatementUntouched(query, hostile);
                    } else {
                        assertThat(reply.status()).isBetween(400, 499);
                    }
                    assertThat(intact()).isEqualTo("400");
                });
    }

    /** The statement is the same whatever the value. */
    private static void assertStatementUntouched(ObjectNode query, String hostile) {
        var sql = golden.analytics().sql(query, SecurityContext.NOBODY).path("sql");
        var harmless = Json.parse(query.toString().replace(Json.write(hostile), "\"harmless\""));
        if (!hostile.equals("?") && !harmless.equals(query)) {
            var other = golden.analytics().sql(harmless, SecurityContext.NOBODY).path("sql");
            assertThat(sql.get(0)).isEqualTo(other.get(0));
        }
        assertThat(sql.get(0).asText()).doesNotContain(hostile.length() > 3 ? hostile : "\u0000");
    }

    @Test
    void markersOfBindsInValuesStayValues() throws Exception {
        var table =
                golden.analytics()
                        .rows(
                                filtered("customers.company_name", "equals", "\u0001" + "0\u0002"),
                                SecurityContext.NOBODY);
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst()[0]).isEqualTo(0L);
    }

    private static String intact() throws Exception {
        return String.valueOf(
                golden.analytics().rows(count(), SecurityContext.NOBODY).rows().getFirst()[0]);
    }

    private static ObjectNode count() {
        return query("measures", "orders.count");
    }

    private static ObjectNode query(String key, String member) {
        var query = Json.object();
        query.putArray(key).add(member);
        if (!key.equals("measures")) {
            query.putArray("measures").add("orders.count");
        }
        return query;
    }

    private static ObjectNode filtered(String member, String operator, String value) {
        var query = query("measures", "orders.count");
        var filter =
                query.putArray("filters")
                        .addObject()
                        .put("member", member)
                        .put("operator", operator);
        filter.putArray("values").add(value);
        return query;
    }

    private static ObjectNode ordered(String member, String direction) {
        var query = filtered("customers.company_name", "equals", "nobody");
        query.putObject("order").put(member, direction);
        return query;
    }

    private static ObjectNode timed(String key, String value) {
        var query = query("measures", "orders.count");
        query.putArray("timeDimensions")
                .addObject()
                .put("dimension", "orders.created_at")
                .put(key, value);
        return query;
    }
}
