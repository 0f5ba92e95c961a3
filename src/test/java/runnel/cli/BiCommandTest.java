package runnel.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.Main;
import runnel.testkit.Chunks;
import runnel.testkit.FakeUpstream;
import runnel.testkit.FakeUpstream.Script;

/** How well questions are understood, from the command line: by the parser and by a model. */
@Timeout(120)
final class BiCommandTest {
    private static final String COUNT = "{\"measures\":[\"orders.count\"]}";
    private static final String BY_STATUS =
            "{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]}";
    private static final String QUESTIONS =
            """
            [{"id": "1", "lang": "en", "level": 2, "question": "orders by status", "query": %2$s},
             {"id": "2", "lang": "en", "level": 1, "question": "number of orders", "query": %1$s},
             {"id": "3", "lang": "en", "level": 8, "question": "delete all orders", "expect": "refuse"},
             {"id": "4", "lang": "zh", "level": 1, "question": "订单总数", "query": %1$s}]\
            """
                    .formatted(COUNT, BY_STATUS);

    @TempDir private static Path data;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void the_parser_is_judged_by_rows() throws Exception {
        assertThat(run(Map.of(), "bi", "eval", file())).isEqualTo(ExitCode.OK);
        assertThat(out()).contains("all            4/4 right").contains("p95 ");
    }

    @Test
    void a_model_is_judged_by_rows() throws Exception {
        try (var upstream =
                new FakeUpstream(
                        calls("query_data", BY_STATUS),
                        // Rows that are not those of the file.
                        calls("query_data", BY_STATUS),
                        calls("refuse", "{\"reason\":\"I only read.\"}"),
                        // No query after two rounds of repair.
                        says("It must be many."),
                        says("Very many."),
                        says("I do not know."))) {
            assertThat(
                            run(
                                    Map.of(
                                            "OPENAI_BASE_URL",
                                            upstream.url(),
                                            "RUNNEL_MODEL",
                                            "openai/scripted"),
                                    "bi",
                                    "eval",
                                    file(),
                                    "--model",
                                    "openai/scripted"))
                    .isEqualTo(ExitCode.FAILED);
            assertThat(upstream.requests()).hasSize(6);
            assertThat(upstream.requests().getFirst().body())
                    .contains("query_data", "orders by status");
        }
        assertThat(out())
                .contains("WRONG 2", "    wanted 1 rows: ", "    found  5 rows: completed, ")
                .contains("FAILED 4", "en level 2     1/1 right")
                .contains("en level 8     1/1 right")
                .contains("all            2/4 right, 1 wrong, 1 failed");
    }

    private static String file() throws Exception {
        return Files.writeString(data.resolve("questions.json"), QUESTIONS).toString();
    }

    private static Script calls(String tool, String arguments) {
        return line ->
                line.head().event(Chunks.call(0, "call1", tool, arguments)).finish("tool_calls");
    }

    private static Script says(String text) {
        return line -> line.head().text(text).finish("stop");
    }

    private int run(Map<String, String> environment, String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        var shell =
                new Shell(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        environment,
                        Optional.empty());
        return Main.run(shell, all.toArray(String[]::new));
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
