package runnel.cli.terminal;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/**
 * Breaks a text into lines no wider than some columns: at line feeds, else where its language
 * allows it.
 */
final class Wrap {
    /** Narrower than this no text is made: a wide character must fit. */
    private static final int LEAST_WIDTH = 2;

    private final AttributedString text;
    private final String plain;
    private final int width;
    private final List<AttributedString> lines = new ArrayList<>();

    private Wrap(AttributedString text, int width) {
        this.text = text;
        this.plain = text.toString();
        this.width = Math.max(LEAST_WIDTH, width);
    }

    static List<AttributedString> lines(AttributedString text, int width) {
        var wrap = new Wrap(text, width);
        var plain = wrap.plain;
        for (var start = 0; start <= plain.length(); ) {
            var feed = plain.indexOf('\n', start);
            var end = feed < 0 ? plain.length() : feed;
            wrap.wrap(start, end);
            start = end + 1;
        }
        return wrap.lines;
    }

    private void wrap(int start, int end) {
        var breaks = BreakIterator.getLineInstance();
        breaks.setText(plain.substring(start, end));
        var line = start;
        var word = start;
        var used = 0;
        for (var next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
            var after = start + next;
            if (after < end && !divides(after)) {
                continue;
            }
            var columns = Lines.columns(plain, word, stripped(word, after));
            if (used + columns > width && word > line) {
                lines.add(text.subSequence(line, stripped(line, word)));
                line = word;
                used = 0;
            }
            while (used + columns > width) {
                // A word that is wider than a line.
                var fitting = Lines.fitting(plain, line, after, width);
                lines.add(text.subSequence(line, fitting));
                line = fitting;
                columns = Lines.columns(plain, line, stripped(line, after));
            }
            used += Lines.columns(plain, Math.max(word, line), after);
            word = after;
        }
        if (line < end || start == end) {
            lines.add(text.subSequence(line, stripped(line, end)));
        }
    }

    /** Whether this is a place between words: the rules would also divide addresses and numbers. */
    private boolean divides(int at) {
        var before = plain.codePointBefore(at);
        return before == ' ' || before == '-' || isWide(before) || isWide(plain.codePointAt(at));
    }

    private static boolean isWide(int character) {
        return WCWidth.wcwidth(character) == 2;
    }

    /** Blanks at the end of a line take no room. */
    private int stripped(int from, int to) {
        var end = to;
        while (end > from && plain.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
