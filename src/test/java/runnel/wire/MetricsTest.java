package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import runnel.testkit.Await;
import runnel.testkit.NativeReader;
import runnel.testkit.Served;

/** What Prometheus reads. */
class MetricsTest extends Served {
    private static final Path GUIDE = Path.of("docs/guide/operations.md");
    private static final Pattern NAMED =
            Pattern.compile("^# HELP (\\S+) ?(.*)$", Pattern.MULTILINE);

    @Test
    void whatHasHappenedIsCounted() throws Exception {
        assertThat(new NativeReader().read(http.say("talk", "one two three")).outcome())
                .isEqualTo("done");
        Await.until(
                "the end is counted",
                () -> value("runnel_runs_ended_total{outcome=\"done\"}") == 1);
        assertThat(value("runnel_runs_started_total")).isEqualTo(1);
        assertThat(value("runnel_tokens_streamed_total")).isGreaterThanOrEqualTo(3);
        assertThat(value("runnel_tokens_total{kind=\"output\"}")).isGreaterThanOrEqualTo(3);
        assertThat(value("runnel_first_token_seconds_count")).isEqualTo(1);
        assertThat(value("runnel_first_token_seconds_sum")).isPositive();
        assertThat(value("runnel_journal_batch_count")).isPositive();
        assertThat(value("runnel_journal_commit_seconds_sum")).isPositive();
        try (var open = http.stream("/api/v1/conversations/talk/events")) {
            open.until("run-end");
            Await.until("a reader is counted", () -> value("runnel_cursors_open") == 1);
        }
        Await.until("nobody reads", () -> value("runnel_cursors_open") == 0);
        Await.until("nothing runs", () -> value("runnel_runs_alive") == 0);
    }

    @Test
    void eachNumberSaysWhatItIsAndIsInTheGuide() throws Exception {
        var guide = Files.readString(GUIDE);
        var names = NAMED.matcher(http.get("/metrics").body()).results().toList();
        assertThat(names).hasSizeGreaterThan(7);
        for (var name : names) {
            assertThat(name.group(2)).as(name.group(1)).isNotBlank();
            assertThat(guide).contains(name.group(1).replaceFirst("_max$", ""));
        }
    }

    private double value(String name) throws Exception {
        return http.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(-1);
    }
}
