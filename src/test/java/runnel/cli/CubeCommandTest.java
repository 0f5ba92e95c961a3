package runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.Main;
import runnel.base.Json;

/** Data models and queries from the command line. */
final class CubeCommandTest {
    private static final Path MODEL = Path.of("src/test/resources/golden/model");

    @TempDir private static Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_model_in_order_is_told_in_one_line() {
        assertThat(run("", "cube", "check", MODEL.toString())).isEqualTo(ExitCode.OK);
        assertThat(out()).endsWith("views are in order.\n");
    }

    @Test
    void all_mistakes_come_at_once_with_their_places() throws Exception {
        var directory = Files.createDirectories(data.resolve("broken"));
        Files.writeString(directory.resolve("a.yml"), "cubes:\n  - name: a\n    sql_tabel: a\n");
        Files.writeString(
                directory.resolve("b.yml"),
                "cubes:\n  - name: b\n    sql_table: b\n    measures:\n      - {name: n, type: cuont}\n");
        assertThat(run("", "cube", "check", directory.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(out()).contains("a.yml:3:5: error: ", "sql_table", "b.yml:5:", "count");
        assertThat(run("", "cube", "check", data.resolve("none").toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("none");
    }

    @Test
    void a_query_is_answered_from_the_demo_in_three_forms() {
        var query = "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]}";
        assertThat(run("", "cube", "load", query, "--data", data.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out().lines().findFirst())
                .hasValueSatisfying(
                        line -> assertThat(line).matches("orders\\.status +orders\\.count"));
        assertThat(run(query, "cube", "load", "-", "--format", "csv", "--data", data.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out().lines()).hasSize(6).first().isEqualTo("orders.status,orders.count");
        assertThat(run(query, "cube", "load", "-", "--format", "json", "--data", data.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out().lines())
                .hasSize(5)
                .allSatisfy(line ->
                        assertThat(Json.parse(line).path("orders.count").asInt()).isPositive());
    }

    @Test
    void a_statement_is_shown_and_a_mistake_is_explained() {
        var query = "{\"measures\":[\"employees.total_employees\"]}";
        assertThat(run("", "cube", "sql", query, "--data", data.toString())).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("SELECT", "count(");
        assertThat(
                        run(
                                "",
                                "cube",
                                "sql",
                                query.replace("total", "totl"),
                                "--data",
                                data.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("employees.total_employees");
        assertThat(run("", "cube", "sql", "none.json", "--data", data.toString()))
                .isEqualTo(ExitCode.FAILED);
        assertThat(err()).contains("none.json");
    }

    private int run(String input, String... arguments) {
        out.reset();
        err.reset();
        var shell =
                new Shell(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Map.of("LANG", "en_US.UTF-8"),
                        Optional.empty());
        return Main.run(shell, arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
