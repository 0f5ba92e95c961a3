package runnel.markdown;

/** A block quote. */
final class Quote extends Container {
    @Override
    String open() {
        return "<blockquote>";
    }

    @Override
    String close() {
        return "</blockquote>";
    }

    static boolean isMarked(Line line) {
        return !line.isIndented() && line.peek() == '>';
    }

    /** Reads the marker and the one space that may follow it. */
    static void skipMarker(Line line) {
        line.skipToColumn(
                line.visibleColumn() + (line.peek(1) == ' ' || line.peek(1) == '\t' ? 2 : 1));
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        if (!isMarked(line)) {
            return Goes.NO;
        }
        skipMarker(line);
        return Goes.ON;
    }
}
