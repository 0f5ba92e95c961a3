package runnel.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import runnel.base.Messages;

/** What is beyond a limit is shown as text, and costs no more than other text. */
class LimitsTest {
    /** What makes parsers slow where it stands often. */
    static final List<String> HOSTILE =
            List.of(
                    "[",
                    "![",
                    "[a](",
                    "[a](<b",
                    "[[]",
                    "](",
                    "*",
                    "**a ",
                    "_a_",
                    "*a_ ",
                    "~~a",
                    "`",
                    "`` ` ",
                    "<",
                    "<a ",
                    "<a href=\"",
                    "<!-- a",
                    "&#1",
                    "\\",
                    "\\(",
                    "\\[",
                    "$",
                    "$a ",
                    "$$a",
                    "|",
                    "|-",
                    ">",
                    "> ",
                    "- ",
                    "-",
                    "1",
                    "1. ",
                    "#",
                    "# ",
                    "=",
                    "a\n=\n",
                    "[a]: b\n",
                    "[a]: 'b\n",
                    "[a]:",
                    "[^a]",
                    "[^a]: b\n",
                    "http://",
                    "www.",
                    "a@",
                    "a@b.",
                    "\t",
                    " ",
                    "\r",
                    "```\n",
                    "~~~ ~",
                    "    a\n",
                    "<div>\n",
                    "a  \n",
                    "a\\\n",
                    "é",
                    "中文，",
                    "😀",
                    "&amp;",
                    "a|b\n-|-\n",
                    "- [ ] a\n\n");

    private static Element page(String markdown) {
        return Reader.root(Markdown.render(markdown));
    }

    private static int depth(Element element) {
        return 1 + element.children().stream().mapToInt(LimitsTest::depth).max().orElse(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"> ", "- ", "1. ", "> - ", "* + ", "- 1. "})
    void blocksNestOnlySoDeep(String marker) {
        var page = page(marker.repeat(1_000) + "text");
        assertThat(depth(page)).isBetween(Limits.BLOCK_NESTING, Limits.BLOCK_NESTING + 4);
        assertThat(page.text()).endsWith("text");
    }

    @Test
    void listsThatNestLineByLineNestOnlySoDeep() {
        var text =
                IntStream.range(0, 300)
                        .mapToObj(i -> "  ".repeat(i) + "- a\n")
                        .collect(Collectors.joining());
        assertThat(depth(page(text))).isLessThan(Limits.BLOCK_NESTING + 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "*a ", "![", "[![", "~~a ", "*_"})
    void inlinesNestOnlySoDeep(String opener) {
        var closer =
                new StringBuilder(opener)
                        .reverse()
                        .toString()
                        .replace("[", "](https://e.org)")
                        .replace("!", "");
        assertThat(depth(page(opener.repeat(100) + "x" + closer.repeat(100))))
                .isLessThan(Limits.INLINE_NESTING + 5);
    }

    @Test
    void longAddressesAreNoLinks() {
        var longest = "https://e.org/" + "x".repeat(Limits.URL_CHARS - 14);
        assertThat(page("[x](" + longest + ")").select("a")).hasSize(1);
        assertThat(page("[x](" + longest + "y)").select("a")).isEmpty();
        assertThat(page("![x](" + longest + "y)").text()).isEqualTo("x");
    }

    @Test
    void longTitlesAreDropped() {
        var title = "t".repeat(Limits.TITLE_CHARS);
        assertThat(page("[x](https://e.org '" + title + "')").select("a[title]")).hasSize(1);
        assertThat(page("[x](https://e.org 't" + title + "')").select("a[title]")).isEmpty();
    }

    @Test
    void longLinesAreText() {
        var line = "x".repeat(Limits.LINE_CHARS);
        assertThat(page("# " + line.substring(2)).select("h1")).hasSize(1);
        assertThat(page("# " + line).select("h1")).isEmpty();
        assertThat(page("-".repeat(Limits.LINE_CHARS + 1)).select("hr")).isEmpty();
        assertThat(page("|a|\n|-|\n|" + line + "|").select("td")).isEmpty();
        assertThat(page("```" + line).select("figure")).isEmpty();
    }

    @Test
    void wideTablesAreText() {
        assertThat(table(Limits.TABLE_COLUMNS).select("th")).hasSize(Limits.TABLE_COLUMNS);
        assertThat(table(Limits.TABLE_COLUMNS + 1).select("table")).isEmpty();
    }

    private static Element table(int columns) {
        return page("|a".repeat(columns) + "|\n" + "|-".repeat(columns) + "|\n");
    }

    @Test
    void longFormulasAreText() {
        assertThat(page("$" + "x".repeat(Limits.MATH_CHARS - 1) + "$").select(".math")).hasSize(1);
        assertThat(page("$" + "x".repeat(Limits.MATH_CHARS + 1) + "$").select(".math")).isEmpty();
    }

    @Test
    void oddLanguagesAreNone() {
        assertThat(page("```" + "j".repeat(Limits.LANGUAGE_CHARS)).select("[data-language]"))
                .hasSize(1);
        assertThat(page("```" + "j".repeat(Limits.LANGUAGE_CHARS + 1)).select("[data-language]"))
                .isEmpty();
        assertThat(page("```c#{1}\n").select("code").attr("class")).isEqualTo("language-c#");
    }

    @Test
    void thereAreOnlySoManyFootnotes() {
        var text =
                IntStream.range(0, Limits.FOOTNOTES + 20)
                        .mapToObj(i -> "x[^" + i + "]\n\n[^" + i + "]: note\n\n")
                        .collect(Collectors.joining());
        assertThat(page(text).select(".footnotes li")).hasSize(Limits.FOOTNOTES);
    }

    @Test
    void aFootnoteLinksBackToItsFirstReferencesOnly() {
        var page = page("x[^1] ".repeat(Limits.BLOCK_REFERENCES + 5) + "\n\n[^1]: note");
        assertThat(page.select(".footnotes a")).hasSize(Limits.FOOTNOTE_BACKLINKS);
        assertThat(page.select("p sup")).hasSize(Limits.BLOCK_REFERENCES);
        assertThat(page.select("p").first().text()).endsWith("x[^1]");
    }

    @Test
    void markupInLongParagraphsIsFoundInSpiteOfStrayCharacters() {
        var paragraph =
                "It costs $5, or ~7 in *all. "
                        + "Some words and **a bold phrase of eight short words here** again. "
                                .repeat(90);
        assertThat(paragraph.length()).isGreaterThan(5 * Limits.SPAN_CHARS);
        assertThat(page(paragraph).select("strong")).hasSize(90);
    }

    @Test
    void spaceWithoutEndIsCut() {
        assertThat(page("a" + " ".repeat(100_000) + "b").text()).isEqualTo("a b");
        var code = page("```\na" + " ".repeat(100_000) + "b").select("code").first().wholeText();
        assertThat(code).hasSize(Limits.SPACE_CHARS + 2);
    }

    @Test
    void aDefinitionThatVeryManyWaitForTakesEffectAtTheEndOfItsLine() {
        var stream = new MarkdownStream();
        stream.append("see [a]\n\n".repeat(Limits.LATE_REFERENCES + 1));
        assertThat(stream.append("[a]: https://example.org/long").edits()).isEmpty();
        assertThat(stream.append("er").edits()).isEmpty();
        assertThat(stream.append("\n").edits()).hasSize(Limits.LATE_REFERENCES + 1);
        assertThat(Reader.root(stream.html()).select("a[href=https://example.org/longer]"))
                .hasSize(Limits.LATE_REFERENCES + 1);
        stream.append("\n" + "see [b]\n\n".repeat(Limits.LATE_REFERENCES + 1));
        assertThat(stream.append("[b]: https://example.org").edits()).isEmpty();
        assertThat(stream.end().edits()).hasSize(Limits.LATE_REFERENCES + 1);
    }

    /**
     * Texts that are slow in many renderers. Nothing is timed; a power instead of a factor would
     * not end.
     */
    @ParameterizedTest
    @FieldSource("HOSTILE")
    void hostileTextEnds(String repeated) {
        var text = repeated.repeat(6_000 / repeated.length());
        var stream = new MarkdownStream();
        Samples.tokens(text).forEach(stream::append);
        stream.end();
        assertThat(stream.html()).isEqualTo(Markdown.render(text));
        assertThat(Markdown.render(text.repeat(10))).hasSizeLessThan(1_600_000);
    }

    @Test
    void identifiersMustBeHarmless() {
        for (var prefix : List.of("\"><b>", "a b", "é", "x".repeat(129))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MarkdownStream(prefix, Messages.of("en")));
        }
        assertThat(Markdown.render("a[^1]\n\n[^1]: b", "m_7", Messages.of("zh")))
                .contains("id=\"user-content-m_7-fn-1\"")
                .contains("返回引用 1");
    }

    @Test
    void nothingComesAfterTheEnd() {
        var stream = new MarkdownStream();
        stream.end();
        assertThatIllegalStateException().isThrownBy(() -> stream.append("x"));
        assertThatIllegalStateException().isThrownBy(stream::end);
    }
}
