package runnel.cli.terminal;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.WCWidth;

/** Breaks a text into lines no wider than some columns: at line feeds, else where its language allows it. */
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
        if (text.subSequence(start, end).columnLength() <= width) {
            lines.add(text.subSequence(start, end));
            return;
        }
        var breaks = BreakIterator.getLineInstance();
        breaks.setText(plain.substring(start, end));
        var line = start;
        var fits = start;
        for (var at = breaks.next(); at != BreakIterator.DONE; at = breaks.next()) {
            var word = start + at;
            if (word < end && !divides(word)) {
                continue;
            }
            if (columns(line, word) > width && fits > line) {
                lines.add(text.subSequence(line, stripped(line, fits)));
                line = fits;
            }
            while (columns(line, word) > width) {
                line = cut(line, word);
            }
            fits = word;
        }
        if (line < end) {
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

    /** Cuts a word that is wider than a line; at least one character goes, or it would never end. */
    private int cut(int from, int to) {
        var fitting = text.subSequence(from, to).columnSubSequence(0, width).length();
        var end = from + Math.max(fitting, Character.charCount(plain.codePointAt(from)));
        lines.add(text.subSequence(from, end));
        return end;
    }

    private int columns(int from, int to) {
        return text.subSequence(from, stripped(from, to)).columnLength();
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
