package runnel.markdown;

/** Code marked by four columns of space. Blank lines at its end are not part of it. */
final class IndentedCode extends Verbatim {
    private static final int[] CODE = {0};
    private int visible;

    @Override
    String open() {
        return "<pre><code>";
    }

    @Override
    String close() {
        return "</code></pre>";
    }

    @Override
    int[] inner() {
        return CODE;
    }

    @Override
    int visibleLength() {
        return visible;
    }

    @Override
    boolean takesFirstLine() {
        return true;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        if (line.isIndented()) {
            line.skipToColumn(line.column() + Line.CODE_INDENT);
            return Goes.ON;
        }
        if (line.isBlank()) {
            line.skipSpace();
            return Goes.ON;
        }
        return Goes.NO;
    }

    @Override
    void add(Line line) {
        addLine(line.rest());
        if (!line.isBlank()) {
            visible = source().length();
        }
    }

    @Override
    void extend(String piece) {
        super.extend(piece);
        visible = source().length();
    }

    @Override
    int flags() {
        return visible;
    }

    @Override
    void flags(int flags) {
        visible = flags;
    }
}
