package runnel.markdown;

/** Code between fences of backticks or tildes. */
final class FencedCode extends Verbatim {
    private static final int[] CODE = {1, 0};
    private final char fence;
    private final int fenceLength;
    private final int indent;
    private final String language;
    private final String copyLabel;
    private boolean closed;

    FencedCode(char fence, int fenceLength, int indent, String language, String copyLabel) {
        this.fence = fence;
        this.fenceLength = fenceLength;
        this.indent = indent;
        this.language = language;
        this.copyLabel = copyLabel;
    }

    @Override
    String open() {
        return CodeFrame.open(language, copyLabel, closed);
    }

    @Override
    String close() {
        return CodeFrame.CLOSE;
    }

    @Override
    int[] inner() {
        return CODE;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        if (closes(line)) {
            closed = true;
            touch();
            return Goes.ENDED;
        }
        line.skipSpaces(indent);
        return Goes.ON;
    }

    private boolean closes(Line line) {
        var length = line.run(fence);
        return length >= fenceLength && !line.isIndented() && line.isBlankAfter(length);
    }

    /** Whether a line that starts like this one can still become the closing fence. */
    boolean mayClose(Line line) {
        return line.isBlank()
                || !line.isIndented() && line.peek() == fence && line.isBlankAfter(line.run(fence));
    }

    @Override
    void add(Line line) {
        addLine(line.rest());
    }

    @Override
    int flags() {
        return closed ? 1 : 0;
    }

    @Override
    void flags(int flags) {
        closed = flags == 1;
    }
}
