package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.testutil.TestResources;
import org.commonmark.testutil.example.Example;
import org.commonmark.testutil.example.ExampleReader;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of the CommonMark specification 0.31.2. */
class SpecTest {
    /**
     * Where we mean something else on purpose: bare links, formulas, no pictures in links, no odd
     * words as languages.
     */
    private static final Set<String> OTHERS =
            Set.of(
                    "\\!\\\"",
                    "[![moon]",
                    "````;",
                    "http://example.com",
                    "https://example.com",
                    "foo@bar.example.com",
                    "[foo <https://",
                    "<https://foo.bar/baz bim>",
                    "< https://foo.bar >",
                    "<heck://",
                    "<foo\\+@bar.example.com>");

    private static final Pattern TAGS =
            Pattern.compile("\\s*(</?(?:p|h\\d|ul|ol|li|blockquote|pre|hr|br)\\b[^>]*>)\\s*");

    static List<Example> examples() {
        return ExampleReader.readExamples(TestResources.getSpec());
    }

    @Test
    void thereAreAll() {
        assertThat(examples()).hasSize(652);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyPrefixShowsWhatAWholeRenderingShows(Example example) {
        Checks.pieces(
                example.getSource(),
                Checks.characters(example.getSource()),
                Links.ANY,
                InlineLimits.DEFAULT,
                true);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void showsWhatTheSpecificationShows(Example example) {
        if (isOther(example) || hasRawHtml(example)) {
            return;
        }
        var shown = Checks.render(example.getSource(), Links.ANY, InlineLimits.DEFAULT);
        assertThat(plain(shown))
                .as(example.getSource())
                .isEqualTo(normal(Reader.root(expected(example))));
    }

    @Test
    void mostExamplesAreCompared() {
        assertThat(examples().stream().filter(example -> !isOther(example) && !hasRawHtml(example)))
                .hasSizeGreaterThan(560);
    }

    private static boolean isOther(Example example) {
        return OTHERS.stream().anyMatch(start -> example.getSource().startsWith(start));
    }

    /** Whether the specification passes HTML through, which we show as text. */
    private static boolean hasRawHtml(Example example) {
        return Set.of("HTML blocks", "Raw HTML").contains(example.getSection())
                || Reference.hasRawHtml(example.getSource());
    }

    /** Our HTML with what we add to code, pictures and links taken away. */
    private static String plain(String html) {
        var root = Reader.root(html);
        for (var figure : root.select("figure.code")) {
            figure.replaceWith(figure.selectFirst("pre"));
        }
        for (var button : root.select("button.remote-image")) {
            var picture = new Element("img").attr("src", button.attr("data-src"));
            picture.attr("alt", button.text().equals("Image") ? "" : button.text());
            if (button.hasAttr("title")) {
                picture.attr("title", button.attr("title"));
            }
            button.replaceWith(picture);
        }
        root.select("a").removeAttr("rel").removeAttr("target");
        return normal(root);
    }

    /** The specification writes tabs as arrows. We drop the line feed before the end of code. */
    private static String expected(Example example) {
        return example.getHtml().replace('→', '\t').replace("\n</code></pre>", "</code></pre>");
    }

    private static String normal(Element root) {
        return TAGS.matcher(root.html()).replaceAll("$1");
    }
}
