package runnel.cube.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static runnel.cube.yaml.InvalidModelsTest.codes;
import static runnel.cube.yaml.InvalidModelsTest.compile;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import runnel.base.Messages;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Expression;
import runnel.cube.Finding;
import runnel.cube.Nearest;
import runnel.cube.Place;
import runnel.cube.Titles;

/** What the compiler says of models, and what it keeps alive. */
final class ModelReaderTest {
    private static final String ORDERS =
            """
            cubes:
              - name: orders
                sql_table: orders
                dimensions:
                  - {name: id, sql: id, type: number, primary_key: true}
                measures:
                  - {name: count, type: count}
            """;

    /** Files that would exhaust a parser, or say nothing of where they are wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deep | model-too-deep | 1 | 71",
                "itself | model-alias-circular | 4 | 18",
                "control | model-yaml | 3 | 12",
                "keys | model-type | 2 | 6"
            })
    void hostileFilesAreFindings(String name, String code, int line, int column) {
        var text =
                switch (name) {
                    case "deep" -> "cubes: " + "[".repeat(20_000);
                    case "itself" ->
                            "cubes:\n  - name: x\n    sql_table: x\n    meta: &m {a: *m}\n";
                    case "control" -> "cubes:\n  - name: z\n    sql: \"a\u0001b\"\n";
                    default -> "cubes:\n  - {[a]: b, name: x, sql_table: t}\n";
                };
        var place = new Place(name + ".yml", line, column);
        assertThat(ModelReader.compile(List.of(ModelFile.parse(name + ".yml", text))).findings())
                .anySatisfy(finding -> {
                    assertThat(finding.code()).isEqualTo(code);
                    assertThat(finding.place()).isEqualTo(place);
                });
    }

    @Test
    void findsAllErrorsAtOnceEachWithItsPlaceAndTheWordsAsWritten() {
        var catalog =
                compile(
                        "m.yml",
                        """
                        cubes:
                          - name: orders
                            sqlTable: orders
                            dimensons: []
                            measures:
                              - name: total
                                sql: "{freigt}"
                                type: summ
                            dimensions:
                              - name: freight
                                sql: freight
                                type: numeric
                        """);
        assertThat(lines(catalog))
                .containsExactly(
                        "m.yml:4:5: error: Unknown key \"dimensons\" in cube orders. Did you mean: dimensions, extends, measures?",
                        "m.yml:8:15: error: type \"summ\" is not allowed in measure total (cube orders); allowed: count, number, "
                                + "string, boolean, time, sum, avg, min, max, count_distinct, count_distinct_approx, rank. "
                                + "Did you mean: sum, number?",
                        "m.yml:12:15: error: type \"numeric\" is not allowed in dimension freight (cube orders); allowed: string, "
                                + "number, boolean, time, geo. Did you mean: number?");
    }

    @Test
    void brokenFileTakesNothingElseDown() {
        var catalog =
                ModelReader.compile(
                        List.of(
                                ModelFile.parse("good.yml", ORDERS),
                                ModelFile.parse("bad.yml", "cubes:\n  - name: x\n   oops: [\n")));
        assertThat(catalog.entity("orders")).isPresent();
        assertThat(catalog.findings())
                .extracting(finding -> finding.place().file())
                .containsExactly("bad.yml");
    }

    @Test
    void brokenMemberTakesOnlyThoseDownThatNeedIt() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + """
                                      - {name: broken, sql: "{nope}", type: sum}
                                      - {name: ratio, sql: "{broken} / {count}", type: number}
                                """);
        assertThat(catalog.cube("orders").members()).containsOnlyKeys("id", "count");
        assertThat(codes(catalog)).containsExactly("model-reference-unknown");
    }

    @Test
    void namesTheCycle() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + """
                                      - {name: a, sql: "{b} + 1", type: number}
                                      - {name: b, sql: "{c} + 1", type: number}
                                      - {name: c, sql: "{a} + 1", type: number}
                                """);
        assertThat(catalog.findings())
                .filteredOn(Finding::isError)
                .extracting(finding -> finding.values().getFirst())
                .containsExactly("orders.a → orders.b → orders.c → orders.a");
    }

    @Test
    void onlyNamesInBracesAreReferences() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + """
                                      - name: odd
                                        sql: "MAX(CASE WHEN x ~ '[0-9]{2,3}' AND y = '{\\"a\\": 1}' AND z = '\\\\{id\\\\}' THEN {CUBE}.v END)"
                                        type: number
                                """);
        assertThat(catalog.hasErrors()).isFalse();
        var odd = (runnel.cube.Measure) catalog.cube("orders").member("odd");
        assertThat(odd).isNotNull();
        assertThat(odd.formula().sql().pieces())
                .containsExactly(
                        new Expression.Text(
                                "MAX(CASE WHEN x ~ '[0-9]{2,3}' AND y = '{\"a\": 1}' AND z = '{id}' THEN "),
                        new Expression.Alias("orders"),
                        new Expression.Text(".v END)"));
    }

    @Test
    void templatesAndProgramsAreRefusedInWords() {
        assertThat(codes(compile("a.yml", "{% for x in y %}\ncubes: []\n")))
                .containsExactly("model-template");
        assertThat(codes(compile("b.yml", "cubes:\n  - name: {{ x }}\n")))
                .containsExactly("model-template");
        assertThat(codes(compile("c.js", "cube('x', {})"))).containsExactly("model-language");
        assertThat(codes(compile("d.py", "import cube"))).containsExactly("model-language");
    }

    @Test
    void preAggregationsAreAcceptedWithANotice() {
        var catalog = compile("m.yml", ORDERS + "    pre_aggregations:\n      - name: main\n");
        assertThat(catalog.hasErrors()).isFalse();
        assertThat(catalog.findings())
                .extracting(Finding::code)
                .containsExactly("model-pre-aggregations");
    }

    @Test
    void joinsNeedPrimaryKeysWhereRowsAreCounted() {
        var catalog =
                compile(
                        "m.yml",
                        """
                        cubes:
                          - name: a
                            sql_table: a
                            measures: [{name: count, type: count}]
                            joins: [{name: b, relationship: one_to_many, sql: "{CUBE}.id = {b}.a_id"}]
                          - name: b
                            sql_table: b
                            dimensions: [{name: x, sql: x, type: string}]
                        """);
        assertThat(codes(catalog)).containsExactly("model-primary-key");
        assertThat(catalog.cube("a").joins()).isEmpty();
    }

    @Test
    void policyThatCannotBeReadGrantsNothing() {
        var catalog = compile("m.yml", ORDERS + "    access_policy: all\n");
        assertThat(catalog.hasErrors()).isTrue();
        var policies = catalog.cube("orders").head().policies();
        assertThat(policies).hasSize(1);
        assertThat(policies.getFirst().appliesTo(runnel.cube.SecurityContext.NOBODY)).isFalse();
    }

    @Test
    void viewsNeedPathsMembersAndNamesOfTheirOwn() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + """
                                  - name: customers
                                    sql_table: customers
                                    dimensions: [{name: id, sql: id, type: number}]
                                views:
                                  - name: v
                                    cubes:
                                      - {join_path: orders.customers, includes: "*"}
                                      - {join_path: orders, includes: [count, cuont]}
                                      - {join_path: customers, includes: [{name: id, alias: count}]}
                                """);
        assertThat(codes(catalog))
                .containsExactlyInAnyOrder(
                        "model-view-path",
                        "model-view-member-unknown",
                        "model-view-member-duplicate");
        assertThat(catalog.entity("v").orElseThrow().byName()).containsOnlyKeys("count");
    }

    @Test
    void extendingCubesInheritAndReplace() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + """
                                  - name: returns
                                    extends: orders
                                    sql_table: returned
                                    dimensions:
                                      - {name: reason, sql: reason, type: string}
                                      - {name: id, sql: return_id, type: string, primary_key: true}
                                """);
        assertThat(catalog.hasErrors()).as("%s", catalog.findings()).isFalse();
        assertThat(catalog.cube("returns").members()).containsOnlyKeys("count", "id", "reason");
        var id = (Dimension) catalog.cube("returns").members().get("id");
        assertThat(((Dimension.Column) id.body()).sql().pieces())
                .containsExactly(new Expression.Text("return_id"));
    }

    @Test
    void titlesFollowTheNames() {
        assertThat(
                        List.of(
                                        "orders",
                                        "line_items",
                                        "created_at",
                                        "id",
                                        "customer_id",
                                        "rolling_30d",
                                        "orderCount")
                                .stream()
                                .map(Titles::of))
                .containsExactly(
                        "Orders",
                        "Line Items",
                        "Created at",
                        "ID",
                        "Customer ID",
                        "Rolling30 D",
                        "Order Count");
    }

    @Test
    void nearestWordsComeBestFirst() {
        assertThat(
                        Nearest.of(
                                "orders.cuont",
                                List.of("orders.count", "orders.status", "customers.count", "x.y")))
                .startsWith("orders.count");
    }

    @Test
    void entitiesKeepTheOrderOfTheFiles() {
        var catalog =
                compile(
                        "m.yml",
                        ORDERS
                                + "views:\n  - name: a_view\n    cubes: [{join_path: orders, includes: \"*\"}]\n");
        assertThat(catalog.entities()).extracting(Entity::name).containsExactly("orders", "a_view");
        assertThat(catalog.entities().getFirst()).isInstanceOf(Cube.class);
    }

    private static List<String> lines(Catalog catalog) {
        return catalog.findings().stream()
                .filter(Finding::isError)
                .map(finding -> finding.line(Messages.of("en")))
                .toList();
    }
}
