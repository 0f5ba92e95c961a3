package runnel.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

class WrapTest {
    @Test
    void linesBreakBetweenWordsAndAtLineFeeds() {
        assertThat(wrap("the quick brown fox\njumps", 10))
                .containsExactly("the quick", "brown fox", "jumps");
        assertThat(wrap("", 10)).containsExactly("");
        assertThat(wrap("a\n\nb", 10)).containsExactly("a", "", "b");
    }

    @Test
    void chineseBreaksAnywhereButNoLineBeginsWithAFullStop() {
        assertThat(wrap("这是一个很长的句子。完", 10)).containsExactly("这是一个很", "长的句子。", "完");
        assertThat(wrap("这是一个很长的句。完", 16)).containsExactly("这是一个很长的", "句。完");
    }

    @Test
    void anAddressIsBrokenOnlyWhereItIsLongerThanALine() {
        assertThat(wrap("see https://example.org/a/b.c now", 24))
                .containsExactly("see", "https://example.org/a/b.", "c now");
        assertThat(wrap("see https://example.org/a/b.c now", 26))
                .containsExactly("see", "https://example.org/a/b.c", "now");
    }

    @Test
    void stylesGoWithTheirWords() {
        var text =
                new AttributedStringBuilder()
                        .append("plain ")
                        .append("bold words here", AttributedStyle.BOLD)
                        .toAttributedString();
        var lines = Wrap.lines(text, 10);
        assertThat(lines.get(0).styleAt(0)).isEqualTo(AttributedStyle.DEFAULT);
        assertThat(lines.get(1).styleAt(0)).isEqualTo(AttributedStyle.BOLD);
    }

    @Test
    void noLineIsWiderThanItMayBeAndNothingIsLost() {
        var random = new Random(7);
        var words =
                List.of(
                        "word",
                        "你好",
                        "🙂",
                        "a-b",
                        "。",
                        "verylongwordthatdoesnotfit",
                        " ",
                        "\n",
                        "x");
        for (var round = 0; round < 300; round++) {
            var text = new StringBuilder();
            for (var count = random.nextInt(30); count > 0; count--) {
                text.append(words.get(random.nextInt(words.size())))
                        .append(random.nextBoolean() ? " " : "");
            }
            var width = 2 + random.nextInt(30);
            var lines = Wrap.lines(new AttributedString(text), width);
            assertThat(lines)
                    .allSatisfy(line ->
                            assertThat(line.columnLength())
                                    .as("'%s' of '%s' in %d", line, text, width)
                                    .isLessThanOrEqualTo(width));
            assertThat(
                            String.join("", lines.stream().map(Object::toString).toList())
                                    .replace(" ", ""))
                    .isEqualTo(text.toString().replace(" ", "").replace("\n", ""));
        }
    }

    private static List<String> wrap(String text, int width) {
        return Wrap.lines(new AttributedString(text), width).stream()
                .map(Object::toString)
                .toList();
    }
}
