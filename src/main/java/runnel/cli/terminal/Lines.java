package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.WCWidth;

/**
 * Styled lines made to fit a width that is counted in columns, of which a Chinese character takes
 * two.
 */
final class Lines {
    private static final AttributedString ELLIPSIS = new AttributedString("…");

    private Lines() {}

    static AttributedString of(String text, AttributedStyle style) {
        return new AttributedString(text, style);
    }

    /**
     * The line with escape sequences for its styles; its characters stay what they are, so that
     * they can be copied.
     */
    static String ansi(AttributedString line, Terminal terminal) {
        var ansi = new StringBuilder(line.length() + 32);
        for (var from = 0; from < line.length(); from = line.runLimit(from)) {
            // JLine would also put letters of another character set in place of lines and boxes.
            var sample = new AttributedString("x", line.styleAt(from)).toAnsi(terminal);
            var text = sample.indexOf('x');
            ansi.append(sample, 0, text)
                    .append(line, from, line.runLimit(from))
                    .append(sample.substring(text + 1));
        }
        return ansi.toString();
    }

    static int columns(CharSequence text) {
        return columns(text, 0, text.length());
    }

    /**
     * How many columns a stretch of text takes; a character that combines with others takes none.
     */
    static int columns(CharSequence text, int from, int to) {
        var columns = 0;
        for (var at = from; at < to; at += Character.charCount(Character.codePointAt(text, at))) {
            columns += Math.max(0, WCWidth.wcwidth(Character.codePointAt(text, at)));
        }
        return columns;
    }

    /**
     * Where a stretch of text must end to take no more than {@code width} columns; after one
     * character at least.
     */
    static int fitting(CharSequence text, int from, int to, int width) {
        var columns = 0;
        for (var at = from; at < to; at += Character.charCount(Character.codePointAt(text, at))) {
            columns += Math.max(0, WCWidth.wcwidth(Character.codePointAt(text, at)));
            if (columns > width && at > from) {
                return at;
            }
        }
        return to;
    }

    /** The line, cut with an ellipsis where it is wider. */
    static AttributedString clip(AttributedString line, int width) {
        if (columns(line) <= width) {
            return line;
        }
        var end = fitting(line, 0, line.length(), Math.max(0, width - 1));
        return AttributedString.join(AttributedString.EMPTY, line.subSequence(0, end), ELLIPSIS);
    }

    /**
     * Each line with something before it: {@code first} on the first, {@code rest} on the others.
     */
    static List<AttributedString> indent(
            List<AttributedString> lines, AttributedString first, AttributedString rest) {
        var indented = new ArrayList<AttributedString>(lines.size());
        for (var line : lines) {
            indented.add(
                    AttributedString.join(
                            AttributedString.EMPTY, indented.isEmpty() ? first : rest, line));
        }
        return indented;
    }

    /**
     * A line widened with blanks to {@code width} columns: half of them, or all or none, before it.
     */
    static AttributedString pad(AttributedString line, int width, double before) {
        var blanks = Math.max(0, width - columns(line));
        var left = (int) (blanks * before);
        return new AttributedStringBuilder()
                .append(" ".repeat(left))
                .append(line)
                .append(" ".repeat(blanks - left))
                .toAttributedString();
    }
}
