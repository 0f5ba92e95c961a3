package runnel.markdown;

/**
 * One line of markdown and how far its containers have read it. Tabs reach to columns that are multiples of four; a
 * container may end in the middle of one.
 */
final class Line {
    static final int CODE_INDENT = 4;
    private final String text;
    private int index;
    private int column;
    private boolean insideTab;
    private int nextIndex;
    private int nextColumn;

    Line(String text) {
        this.text = text;
        look();
    }

    /** The text without spaces and tabs at its ends; other white space is text. */
    static String trim(String text) {
        var from = 0;
        var to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (from < to && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Finds the next character that is neither space nor tab. */
    private void look() {
        nextIndex = index;
        nextColumn = column;
        while (nextIndex < text.length()) {
            var c = text.charAt(nextIndex);
            if (!isSpace(c)) {
                break;
            }
            nextColumn += c == '\t' ? toTabStop(nextColumn) : 1;
            nextIndex++;
        }
    }

    private static int toTabStop(int column) {
        return 4 - column % 4;
    }

    /** Whether only space is left. */
    boolean isBlank() {
        return nextIndex == text.length();
    }

    /** Columns of space before the next visible character. */
    int indent() {
        return nextColumn - column;
    }

    /** Whether the indent is that of code. */
    boolean isIndented() {
        return indent() >= CODE_INDENT;
    }

    int column() {
        return column;
    }

    /** The next visible character, or zero at the end of the line. */
    char peek() {
        return peek(0);
    }

    /** The character some places after the next visible one, or zero behind the end of the line. */
    char peek(int offset) {
        return nextIndex + offset < text.length() ? text.charAt(nextIndex + offset) : 0;
    }

    /** How often the next visible character is repeated, if it is this one. */
    int run(char c) {
        var length = 0;
        while (peek(length) == c) {
            length++;
        }
        return length;
    }

    /** How many digits are next. */
    int digits() {
        var length = 0;
        while (peek(length) >= '0' && peek(length) <= '9') {
            length++;
        }
        return length;
    }

    /** Whether only space follows the next so many visible characters. */
    boolean isBlankAfter(int chars) {
        for (var i = nextIndex + chars; i < text.length(); i++) {
            if (!isSpace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether space or the end of the line is so many places behind the next visible character. */
    boolean isSpaceAt(int offset) {
        return peek(offset) == 0 || isSpace(peek(offset));
    }

    /** From the next visible character on. */
    String visible() {
        return text.substring(nextIndex);
    }

    int visibleLength() {
        return text.length() - nextIndex;
    }

    /** What the containers left, with the rest of a tab as spaces. */
    String rest() {
        return insideTab ? " ".repeat(toTabStop(column)) + text.substring(index + 1) : text.substring(index);
    }

    /** The container reads nothing of the line. What is left of a tab that another one split then counts as a tab. */
    void stay() {
        insideTab = false;
    }

    /** Reads up to the next visible character. */
    void skipSpace() {
        index = nextIndex;
        column = nextColumn;
        insideTab = false;
    }

    /** Reads so many characters after the next visible one, which must not be tabs. */
    void skipVisible(int chars) {
        skipSpace();
        index += chars;
        column += chars;
        look();
    }

    /** Reads spaces and tabs up to a column. */
    void skipToColumn(int target) {
        insideTab = false;
        while (column < target && index < text.length()) {
            var width = text.charAt(index) == '\t' ? toTabStop(column) : 1;
            if (column + width > target) {
                column = target;
                insideTab = true;
            } else {
                column += width;
                index++;
            }
        }
        look();
    }

    /** Reads up to so many spaces, not tabs. */
    void skipSpaces(int most) {
        insideTab = false;
        for (var left = most; left > 0 && index < text.length() && text.charAt(index) == ' '; left--) {
            index++;
            column++;
        }
        look();
    }

    /** The column in which the first character after a marker and its space stands, or −1 where only space follows. */
    int columnAfter(int markerLength) {
        var at = nextColumn + markerLength;
        for (var i = nextIndex + markerLength; i < text.length(); i++) {
            var c = text.charAt(i);
            if (!isSpace(c)) {
                return at;
            }
            at += c == '\t' ? toTabStop(at) : 1;
        }
        return -1;
    }

    /** The column of the next visible character. */
    int visibleColumn() {
        return nextColumn;
    }
}
