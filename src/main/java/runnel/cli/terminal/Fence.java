package runnel.cli.terminal;

import org.commonmark.node.FencedCodeBlock;

/**
 * The fence of a code block that is still open, to know its end without reading all of it again.
 *
 * @param length of the opening fence; the closing one has at least as many characters
 * @param indent blanks before the opening fence: as many are dropped before each line
 */
record Fence(char character, int length, int indent) {
    /** Blanks that may stand before a closing fence. */
    private static final int CLOSING_INDENT = 3;

    static Fence of(FencedCodeBlock block) {
        var length = block.getOpeningFenceLength();
        return new Fence(
                block.getFenceCharacter().charAt(0),
                length == null ? 3 : length,
                block.getFenceIndent());
    }

    boolean closes(String line) {
        var start = blanks(line, CLOSING_INDENT);
        var end = start;
        while (end < line.length() && line.charAt(end) == character) {
            end++;
        }
        return end - start >= length && line.substring(end).isBlank();
    }

    String content(String line) {
        return line.substring(blanks(line, indent));
    }

    private static int blanks(String line, int most) {
        var blanks = 0;
        while (blanks < most && blanks < line.length() && line.charAt(blanks) == ' ') {
            blanks++;
        }
        return blanks;
    }
}
