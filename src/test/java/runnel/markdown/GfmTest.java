package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes beyond CommonMark: tables, tasks, strikethrough, bare links, footnotes, formulas, diagrams; and our HTML. */
class GfmTest {
    record Example(String markdown, String html) {}

    static List<Example> examples() {
        return Stream.of(Samples.resource("gfm.txt").stripTrailing().split("\n%%\n"))
                .map(example -> example.split("\n=>\n"))
                .map(sides -> new Example(sides[0], sides[1]))
                .toList();
    }

    @Test
    void thereAreMany() {
        assertThat(examples()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isRendered(Example example) {
        assertThat(Markdown.render(example.markdown())).isEqualTo(example.html());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPrefixShowsWhatAWholeRenderingShows(Example example) {
        Checks.everyPrefix(example.markdown() + "\n");
    }

    @Test
    void aLongAnswerShowsWhatAWholeRenderingShowsAfterEveryToken() {
        var answer = Samples.resource("answer.md");
        Checks.pieces(answer, Samples.tokens(answer), Links.TARGETS, InlineLimits.DEFAULT, true);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void lineEndsOfOtherSystemsMeanTheSame(Example example) {
        assertThat(Markdown.render(example.markdown().replace("\n", "\r\n"))).isEqualTo(example.html());
        assertThat(Markdown.render(example.markdown().replace("\n", "\r"))).isEqualTo(example.html());
        Checks.everyPrefix(example.markdown().replace("\n", "\r\n"));
    }
}
