package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random documents of tricky fragments, in random pieces. A failure names its seed. */
class RandomTest {
    private static final int DOCUMENTS = Integer.getInteger("markdown.documents", 300);
    private static final List<String> FRAGMENTS =
            List.of(
                    "\n",
                    "\n",
                    "\n",
                    "\n\n",
                    " ",
                    " ",
                    "  ",
                    "    ",
                    "\t",
                    "\r\n",
                    "a",
                    "b",
                    "word ",
                    "x y",
                    "é",
                    "中文，好",
                    "😀",
                    "1",
                    "- ",
                    "- ",
                    "* ",
                    "+ ",
                    "1. ",
                    "2) ",
                    "10. ",
                    "> ",
                    ">",
                    "# ",
                    "## ",
                    "=",
                    "===",
                    "-",
                    "---",
                    "***",
                    "___",
                    "*",
                    "**",
                    "_",
                    "~~",
                    "~",
                    "`",
                    "``",
                    "```",
                    "```\n",
                    "~~~",
                    "```js\n",
                    "[",
                    "]",
                    "(",
                    ")",
                    "![",
                    "](",
                    "](/u)",
                    "](http://e.de)",
                    "[a]",
                    "[a]: ",
                    "[a]: /u",
                    "[b]: <x> 't'\n",
                    "\n[a]: /u\n",
                    "[^1]",
                    "[^1]: ",
                    "\n\n[^1]: n\n",
                    "[^a]",
                    "\n[^a]: ",
                    "<",
                    ">",
                    "<a>",
                    "<div>",
                    "</div>\n",
                    "<!--",
                    "-->",
                    "<b c='d'>",
                    "<pre>",
                    "</pre>",
                    "<http://a.b>",
                    "http://c.d",
                    "www.e.f",
                    "g@h.i",
                    "&",
                    "&amp;",
                    "&#13;",
                    "&#35;",
                    "\\",
                    "\\*",
                    "\\\n",
                    "|",
                    "| ",
                    " | ",
                    "\n|-|-|\n",
                    "\n--|:-:\n",
                    ":-",
                    "$",
                    "$$",
                    "$$\n",
                    "\\(",
                    "\\)",
                    "\\[",
                    "\\]",
                    "$x$",
                    "[ ] ",
                    "[x] ",
                    "- [ ] t",
                    "\n\n    code",
                    "\"",
                    "'",
                    "!",
                    ":",
                    "{",
                    "http://x.y/(a)",
                    "|a|b|\n",
                    "a|b\n");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPieceShowsWhatAWholeRenderingShows(long seed) {
        for (var i = 0; i < DOCUMENTS; i++) {
            check(seed * 1_000_000 + i, InlineLimits.DEFAULT);
        }
    }

    /** Cuts inline text wherever its meaning seems final, so that a wrong guess shows. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void smallSegmentsMeanTheSame(long seed) {
        for (var i = 0; i < DOCUMENTS; i++) {
            check(seed * 1_000_000 + i, new InlineLimits(1, 1 << 20));
        }
    }

    /**
     * With short spans the HTML is another than the reference's, but the same however the text
     * arrives.
     */
    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void shortSpansDoNotDependOnThePieces(long seed) {
        for (var i = 0; i < DOCUMENTS; i++) {
            var random = new Random(seed * 1_000_000 + i);
            var text = text(random);
            Checks.pieces(text, pieces(text, random), Links.TARGETS, new InlineLimits(2, 8), false);
        }
    }

    private static void check(long seed, InlineLimits limits) {
        var random = new Random(seed);
        var text = text(random);
        try {
            Checks.pieces(text, pieces(text, random), Links.ANY, limits, true);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + ": «" + text + "»", e);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(40); i >= 0; i--) {
            text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return text.toString();
    }

    private static List<String> pieces(String text, Random random) {
        var pieces = new ArrayList<String>();
        var most = 1 + random.nextInt(12);
        for (var at = 0; at < text.length(); ) {
            var end = Math.min(text.length(), at + 1 + random.nextInt(most));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }
}
