package runnel.bi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Config;
import runnel.app.DataSource;
import runnel.app.Setting;
import runnel.base.Clock;
import runnel.bi.eval.Evaluation;
import runnel.bi.eval.QuestionFile;
import runnel.bi.words.Normal;
import runnel.cube.Golden;
import runnel.cube.analytics.Analytics;

/** The offline parser on all question files, judged by the rows that its queries find. */
final class QuestionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/bi");
    private static final String DEMO_NOW = "2026-05-04T12:00:00Z";

    @TempDir private static Path data;
    private static Golden golden;
    private static DataSource demo;

    @BeforeAll
    static void open() {
        golden = Golden.duckDb();
        demo =
                DataSource.open(
                        Config.load(
                                Map.of(Setting.DATA, data.toString(), Setting.NOW, DEMO_NOW),
                                Map.of()));
    }

    @AfterAll
    static void close() {
        golden.close();
        demo.close();
    }

    @TestFactory
    Stream<DynamicTest> every_file_is_answered() {
        var clock = Clock.fixed(java.time.Instant.parse(DEMO_NOW));
        return Stream.concat(
                QuestionFile.in(FOLDER).stream()
                        .map(file -> test(file, golden.analytics(), Golden.CLOCK)),
                QuestionFile.in(FOLDER.resolve("demo")).stream()
                        .map(file -> test(file, demo.analytics(), clock)));
    }

    private static DynamicTest test(QuestionFile file, Analytics analytics, Clock clock) {
        return DynamicTest.dynamicTest(
                file.name() + " of " + file.questions().size(),
                () -> check(file, evaluation(analytics, clock)));
    }

    private static Evaluation evaluation(Analytics analytics, Clock clock) {
        var ask = new AskData(analytics, clock, AskData.Manner.PLAIN);
        // The time of the processor: the machine may have other things to do.
        LongSupplier timer = ManagementFactory.getThreadMXBean()::getCurrentThreadCpuTime;
        return new Evaluation(analytics, ask, Optional.empty(), timer);
    }

    private static void check(QuestionFile file, Evaluation evaluation)
            throws InterruptedException {
        evaluation.run(file);
        var size = evaluation.outcomes().size();
        var bad =
                evaluation.outcomes().stream()
                        .filter(outcome -> !outcome.good())
                        .map(outcome ->
                                "%s %s%n    %s %s"
                                        .formatted(
                                                outcome.question().id(),
                                                outcome.question().text(),
                                                outcome.verdict(),
                                                outcome.detail()))
                        .collect(Collectors.joining("\n"));
        if (System.getenv("BI_REPORT") != null) {
            System.err.println(file.name() + "\n" + String.join("\n", evaluation.table()));
            System.err.println(bad + "\np95 " + evaluation.percentile95Millis());
        }
        assertThat(evaluation.good()).as(bad).isGreaterThanOrEqualTo(Math.round(0.92 * size));
        assertThat(evaluation.bad(Evaluation.Verdict.WRONG))
                .as(bad)
                .isLessThanOrEqualTo(Math.round(0.03 * size));
    }

    @Test
    void other_manners_mean_the_same() throws InterruptedException {
        var plain = QuestionFile.read(FOLDER.resolve("golden.json"));
        for (var manner : Manner.values()) {
            var said = plain.questions().stream().map(question -> said(manner, question)).toList();
            var evaluation = evaluation(golden.analytics(), Golden.CLOCK);
            evaluation.run(new QuestionFile("golden", said));
            var wrong =
                    evaluation.outcomes().stream()
                            .filter(outcome -> outcome.verdict() == Evaluation.Verdict.WRONG)
                            .map(outcome -> outcome.question().text() + " " + outcome.detail());
            assertThat(wrong).isEmpty();
            assertThat(evaluation.good()).as(manner.name()).isGreaterThanOrEqualTo(38);
        }
    }

    /** A way to say the same. */
    private enum Manner {
        POLITE(q ->
                isHan(q) ? "请问" + q + "，谢谢" : "Could you please show me " + q + " thanks a lot!"),
        LONG(q -> isHan(q) ? "老板想了解一下" + q : "Hi, I would like to know " + q),
        LOUD(q -> q.toUpperCase(Locale.ROOT) + "!!"),
        WIDE(Manner::wide),
        SPACED(q -> "  " + q.replace(" ", "   ") + " . ");

        private final UnaryOperator<String> words;

        Manner(UnaryOperator<String> words) {
            this.words = words;
        }

        private static boolean isHan(String text) {
            return Normal.isChinese(text);
        }

        private static String wide(String text) {
            return text.chars()
                    .map(c -> c > ' ' && c < 127 ? c + 0xfee0 : c)
                    .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                    .toString();
        }
    }

    private static QuestionFile.Question said(Manner manner, QuestionFile.Question plain) {
        return new QuestionFile.Question(
                plain.id(),
                plain.language(),
                plain.level(),
                manner.words.apply(plain.text()),
                plain.after(),
                plain.expect(),
                plain.ways(),
                plain.mayAsk());
    }

    @Test
    void an_answer_takes_little_time() throws InterruptedException {
        var evaluation = evaluation(golden.analytics(), Golden.CLOCK);
        var files = QuestionFile.in(FOLDER);
        for (var round = 0; round < 3; round++) {
            evaluation.forgetTimes();
            for (var file : files) {
                evaluation.run(file);
            }
        }
        assertThat(evaluation.percentile95Millis()).isLessThan(20);
    }
}
