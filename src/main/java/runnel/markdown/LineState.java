package runnel.markdown;

/**
 * Tells whether the first characters of a line have settled what it is, whatever else comes on it.
 */
final class LineState {
    /**
     * Lines of nothing but these may become a rule, an underline, a list item or the second line of
     * a table.
     */
    private static final String LINES = "-*_=:| \t";

    private LineState() {}

    /**
     * @param line what its containers left of the line that was just added to the block
     */
    static boolean isSettled(Line line, Block block) {
        return switch (block) {
            case Paragraph _ -> line.visibleLength() > Limits.LINE_CHARS || isText(line);
            case FencedCode code -> !code.mayClose(line);
            case IndentedCode _ -> hasOther(line);
            case RawHtml html -> !html.isFirstLine() && !line.isBlank();
            default -> false;
        };
    }

    private static boolean isText(Line line) {
        var first = line.peek();
        var second = line.peek(1);
        return switch (first) {
            case 0, '>', '#', '<' -> false;
            case '-', '*', '_', '=', ':', '|' -> hasOther(line);
            case '+' -> !line.isSpaceAt(1);
            case '`', '~' -> line.run(first) < 3 && line.peek(line.run(first)) != 0;
            case '$' -> second != 0 && second != '$';
            case '\\' -> second != 0 && second != '[';
            case '[' -> second == '^' ? isNoNote(line) : second != 0;
            default -> !isNumber(line);
        };
    }

    /** Whether what begins like a footnote is none: a space in the label, or no colon behind it. */
    private static boolean isNoNote(Line line) {
        var end = 2;
        while (line.peek(end) != ']' && !line.isSpaceAt(end)) {
            end++;
        }
        return line.peek(end) == ']'
                ? line.peek(end + 1) != 0 && line.peek(end + 1) != ':'
                : line.peek(end) != 0;
    }

    private static boolean hasOther(Line line) {
        for (var i = 0; i < line.visibleLength(); i++) {
            if (LINES.indexOf(line.peek(i)) < 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may be the number of a list item, with nothing behind it yet. */
    private static boolean isNumber(Line line) {
        var digits = line.digits();
        if (digits == 0 || digits > 9) {
            return false;
        }
        var behind = line.peek(digits);
        return behind == 0 || (behind == '.' || behind == ')') && line.isBlankAfter(digits + 1);
    }
}
