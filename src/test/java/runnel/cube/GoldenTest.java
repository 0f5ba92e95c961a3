package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import runnel.base.Messages;

/** Every recorded query gives the recorded rows, or the recorded refusal, on DuckDB. */
final class GoldenTest {
    /**
     * Multi-stage measures, which the semantic layer does not have: it says so instead of guessing.
     */
    private static final Set<String> REFUSED = Set.of("v1-08", "v1-09", "v1-10");

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
        return Golden.cases().stream()
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.id(),
                                () -> {
                                    var reply = golden.ask(one);
                                    if (REFUSED.contains(one.id())) {
                                        assertThat(reply.status()).isEqualTo(400);
                                        return;
                                    }
                                    assertThat(one.difference(reply.status(), reply.json()))
                                            .as("%s", one.json().path("request"))
                                            .isEmpty();
                                }));
    }
}
