package runnel.bi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import runnel.cube.Golden;

/** The offline parser on all question files, judged by the rows that its queries find. */
final class QuestionsTest {
    private static final Path FOLDER = Path.of("src/test/resources/bi");
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
    Stream<DynamicTest> every_file_is_answered() {
        return QuestionFile.in(FOLDER).stream()
                .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)));
    }

    private static void check(QuestionFile file) throws InterruptedException {
        var evaluation = new Evaluation(golden);
        evaluation.run(file);
        var size = evaluation.outcomes.size();
        var bad =
                evaluation.outcomes.stream()
                        .filter(outcome -> !outcome.good())
                        .map(outcome ->
                                outcome.question().id()
                                        + " "
                                        + outcome.question().text()
                                        + "\n    "
                                        + outcome.verdict()
                                        + " "
                                        + outcome.detail())
                        .collect(Collectors.joining("\n"));
        if (System.getenv("BI_REPORT") != null) {
            System.err.println(
                    file.name()
                            + " "
                            + evaluation.good()
                            + "/"
                            + size
                            + "\n"
                            + evaluation.table()
                            + bad
                            + "\np95 "
                            + evaluation.percentile95Millis());
        }
        assertThat(evaluation.good()).as(bad).isGreaterThanOrEqualTo(Math.round(0.92 * size));
        assertThat(evaluation.count(Evaluation.Verdict.WRONG))
                .as(bad)
                .isLessThanOrEqualTo(Math.round(0.03 * size));
    }

    @Test
    void an_answer_takes_little_time() throws InterruptedException {
        var evaluation = new Evaluation(golden);
        var files = QuestionFile.in(FOLDER);
        for (var round = 0; round < 3; round++) {
            evaluation.nanos.clear();
            for (var file : files) {
                evaluation.run(file);
            }
        }
        assertThat(evaluation.percentile95Millis()).isLessThan(20);
    }
}
