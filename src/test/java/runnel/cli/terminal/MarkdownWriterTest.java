package runnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class MarkdownWriterTest {
    private static final String SAMPLE =
            """
            # A title

            Some *emphasis*, **strong** words and `code`, with a [link](https://example.org) that wraps.
            A line break is kept.

            ## 第二节

            - one
            - two with a longer text that has to wrap somewhere
              1. nested
              2. list
            - [x] done
            - [ ] open

            | Name | Amount | 城市 |
            |:-----|-------:|:----:|
            | Ann | 12.50 | 北京 |
            | Bob *the* longer | 7 | 上海市 |

            ```python
            def hello(name):
                return "```"  # not the end

            \ttab()
            ```

                indented code

            > A quote
            > of two lines

            ***

            <b>no html</b>

            3. three
            4. four

            The end\
            """;

    private static final String SHOWN =
            """
            A title

            Some emphasis, strong words and code,
            with a link (https://example.org) that
            wraps.
            A line break is kept.

            第二节

            • one
            • two with a longer text that has to
              wrap somewhere
              1. nested
              2. list
            ☑ done
            ☐ open

            Name           │ Amount │  城市
            ───────────────┼────────┼───────
            Ann            │  12.50 │  北京
            Bob the longer │      7 │ 上海市

            ┌─ python
              def hello(name):
                  return "```"  # not the end

                  tab()
            └─

            ┌─
              indented code
            └─

            │ A quote
            │ of two lines

            ────────────────────────────────────────

            <b>no html</b>

            3. three
            4. four

            The end\
            """;

    @Test
    void aChartIsDrawnHoweverItArrives() {
        var chart =
                """
                ```chart
                {"type":"bar","labels":["北京","Oslo"],"series":[{"name":"n","data":[4,1.5]}]}
                ```
                """;
        var drawn = "┌─ chart\n  北京  █████████████████████ 4\n  Oslo  ████████ 1.5\n└─";
        assertThat(whole(chart)).contains(drawn);
        assertThat(pieces(chart, 7)).contains(drawn);
        for (var other : List.of("[4,1e999]", "[4,1e300]", "[4,\"x\"]", "[4]")) {
            assertThat(whole(chart.replace("[4,1.5]", other))).contains("{\"type\"", other);
        }
    }

    @Test
    void aChartOfSeveralSeriesHasALineForEach() {
        var chart =
                """
                ```chart
                {"labels":["北京","Oslo"],"series":[\
                {"name":"sales","data":[4,null]},{"name":"销量","data":[1,-2]}]}
                ```
                """;
        assertThat(whole(chart))
                .contains(
                        """
                        ┌─ chart
                          北京  sales  ██████████████████ 4
                                销量   █████ 1
                          Oslo  sales  –
                                销量   ▒▒▒▒▒▒▒▒▒ -2
                        └─\
                        """);
    }

    private static String whole(String markdown) {
        return pieces(markdown, markdown.length());
    }

    private static String pieces(String markdown, int size) {
        var writer = new MarkdownWriter(Palette.PLAIN, () -> 40, () -> 20);
        var lines = new ArrayList<AttributedString>();
        for (var at = 0; at < markdown.length(); at += size) {
            lines.addAll(
                    writer.append(markdown.substring(at, Math.min(markdown.length(), at + size))));
        }
        lines.addAll(writer.end());
        return lines.stream().map(AttributedString::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void markdownIsShownAsReadableLines() {
        var writer = writer(1000);
        assertThat(text(all(writer, List.of(SAMPLE)))).isEqualTo(SHOWN);
    }

    @Test
    void stylesSayWhatTheMarksSaid() {
        var lines = all(writer(1000), List.of("# T\n\n**b** *i* ~~s~~ `c` [l](u)"));
        assertThat(lines.getFirst().styleAt(0)).isEqualTo(AttributedStyle.BOLD.underline());
        var line = lines.getLast();
        assertThat(line.toString()).isEqualTo("b i s c l (u)");
        assertThat(line.styleAt(0)).isEqualTo(AttributedStyle.BOLD);
        assertThat(line.styleAt(2)).isEqualTo(AttributedStyle.DEFAULT.italic());
        assertThat(line.styleAt(4)).isEqualTo(AttributedStyle.DEFAULT.crossedOut());
        assertThat(line.styleAt(6))
                .isEqualTo(AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN));
        assertThat(line.styleAt(8)).isEqualTo(AttributedStyle.DEFAULT.underline());
    }

    @Test
    void howTheTextIsCutMakesNoDifference() {
        var random = new Random(11);
        for (var round = 0; round < 60; round++) {
            var pieces = cut(SAMPLE, random, 1 + random.nextInt(40));
            assertThat(text(all(writer(1000), pieces))).as("%s", pieces).isEqualTo(SHOWN);
        }
    }

    @Test
    void whatIsSettledIsTheBeginningOfWhatIsShownInTheEnd() {
        var writer = writer(1000);
        var settled = new ArrayList<AttributedString>();
        for (var index = 0; index < SAMPLE.length(); index++) {
            settled.addAll(writer.append(SAMPLE.substring(index, index + 1)));
            assertThat(SHOWN).startsWith(text(settled));
        }
    }

    @Test
    void aBlockTallerThanTheScreenIsSettledFromItsTop() {
        var writer = writer(3);
        var settled = new ArrayList<AttributedString>();
        for (var item = 1; item <= 50; item++) {
            settled.addAll(writer.append("- item " + item + "\n"));
            assertThat(writer.live()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(settled).hasSizeGreaterThanOrEqualTo(47);
        settled.addAll(writer.end());
        assertThat(text(settled).lines()).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void aTableIsSettledOnlyWhenAllItsColumnsAreKnown() {
        var writer = writer(3);
        var settled = new ArrayList<>(writer.append("| a | b |\n|---|---|\n"));
        for (var row = 1; row <= 9; row++) {
            settled.addAll(writer.append("| " + "x".repeat(row) + " | y |\n"));
            assertThat(writer.live()).hasSizeLessThanOrEqualTo(3);
        }
        assertThat(settled).isEmpty();
        assertThat(writer.append("\nnext\n\n"))
                .extracting(line -> line.toString().indexOf('│'))
                .startsWith(10, -1, 10);
    }

    @Test
    void aTableThatIsTooWideIsNarrowedAndItsCellsBroken() {
        var table = "| key | text |\n|---|---|\n| a | " + "many words in a cell ".repeat(4) + "|\n";
        assertThat(all(writer(1000), List.of(table)))
                .hasSizeGreaterThan(4)
                .allSatisfy(line -> assertThat(line.columnLength()).isLessThanOrEqualTo(40));
    }

    @Test
    void anEndlessBlockIsSettledPieceByPiece() {
        var writer = writer(3);
        var settled = new ArrayList<AttributedString>();
        for (var word = 0; word < 3_000; word++) {
            settled.addAll(writer.append("word" + word + " "));
        }
        settled.addAll(writer.end());
        assertThat(text(settled).split("\\s+")).hasSize(3_000);
    }

    @Test
    void aListThatIsDividedGoesOnWithItsNumbersAndWithoutAnEmptyLine() {
        var list = new StringBuilder();
        for (var item = 1; item <= 1_000; item++) {
            list.append(item).append(". item\n");
        }
        var lines = new ArrayList<String>();
        all(writer(3), cut(list.toString(), new Random(1), 100))
                .forEach(line -> lines.add(line.toString()));
        assertThat(String.join("\n", lines) + "\n").isEqualTo(list.toString());
    }

    @Test
    void deepNestingIsNoDanger() {
        var deep =
                "> ".repeat(5_000)
                        + "x\n\n"
                        + "- ".repeat(5_000)
                        + "y\n\n"
                        + "*".repeat(20_000)
                        + "z";
        assertThat(text(all(writer(1000), List.of(deep)))).contains("z");
    }

    private static MarkdownWriter writer(int liveRows) {
        return new MarkdownWriter(Palette.COLOURFUL, () -> 40, () -> liveRows);
    }

    private static List<AttributedString> all(LineWriter writer, List<String> pieces) {
        var lines = new ArrayList<AttributedString>();
        pieces.forEach(piece -> lines.addAll(writer.append(piece)));
        lines.addAll(writer.end());
        return lines;
    }

    private static String text(List<AttributedString> lines) {
        return lines.stream()
                .map(line -> line.toString().stripTrailing())
                .collect(Collectors.joining("\n"));
    }

    private static List<String> cut(String text, Random random, int most) {
        var pieces = new ArrayList<String>();
        for (var from = 0; from < text.length(); ) {
            var to = Math.min(text.length(), from + 1 + random.nextInt(most));
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
