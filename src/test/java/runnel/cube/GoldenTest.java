package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import runnel.base.Messages;

/** Every recorded query gives the recorded rows, or the recorded refusal, on DuckDB. */
final class GoldenTest {
    private static Golden golden;

    @BeforeAll
    static void open() {
        golden = Golden.duckDb();
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @Test
    void modelHasNoErrors() {
        assertThat(
                        Golden.catalog().findings().stream()
                                .filter(Finding::isError)
                                .map(finding -> finding.line(Messages.of("en"))))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCase.tests(Golden.cases().stream(), golden::ask);
    }
}
