package runnel.markdown;

import java.util.List;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the CommonMark specification. */
class SpecTest {
    static List<Example> examples() {
        return ExampleReader.readExamples(TestResources.getSpec());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPrefixShowsWhatAWholeRenderingShows(Example example) {
        Checks.pieces(
                example.getSource(), Checks.characters(example.getSource()), Links.ANY, InlineLimits.DEFAULT, true);
    }
}
