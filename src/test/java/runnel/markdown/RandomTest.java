package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random documents of tricky fragments, in random pieces. A failure names its seed. */
class RandomTest {
    private static final int DOCUMENTS = Integer.getInteger("markdown.documents", 80);
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

    /**
     * Where commonmark-java and we differ: it does not let an info string begin with the other
     * fence character, gives a link an unfinished title and wants the name of a declaration in
     * capitals. A stop before wide characters may end a segment here, and there be the start of a
     * mail address; a carriage return ends the line of a task there.
     */
    private static final Pattern DIFFERENT =
            Pattern.compile("~~~+`|```+~|]: \\S+[ \t]*\r?\n[ \t>]*['\"(]|，\\S*@|&#13;|<![a-z]");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPieceShowsWhatAWholeRenderingShows(long seed) {
        for (var i = 0; i < DOCUMENTS; i++) {
            check(seed * 1_000_000 + i, InlineLimits.DEFAULT, true);
        }
    }

    /** Cuts inline text wherever its meaning seems final, so that a wrong guess shows. */
    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7, 8})
    void smallSegmentsMeanTheSame(long seed) {
        for (var i = 0; i < DOCUMENTS; i++) {
            check(seed * 1_000_000 + i, new InlineLimits(4, 1 << 20), true);
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
            check(seed * 1_000_000 + i, new InlineLimits(2, 8), false);
        }
    }

    private static void check(long seed, InlineLimits limits, boolean reference) {
        var random = new Random(seed);
        var text = text(random);
        try {
            var compared = reference && !DIFFERENT.matcher(text).find();
            Checks.pieces(
                    text,
                    pieces(text, random),
                    reference ? Links.ANY : Links.TARGETS,
                    limits,
                    compared);
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
