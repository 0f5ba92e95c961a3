package runnel.markdown;

/**
 * TeX on lines of its own, fenced by {@code $$} or {@code \[ \]}. A blank line ends one that is not
 * closed.
 */
final class Formula extends Verbatim {
    private final String fence;
    private boolean closed;

    /**
     * @param fence the closing one
     */
    Formula(String fence) {
        this.fence = fence;
    }

    /** A formula that opens and closes on one line. */
    static Formula closed(String fence, String tex) {
        var formula = new Formula(fence);
        formula.addLine(tex);
        formula.closed = true;
        return formula;
    }

    @Override
    String open() {
        return closed ? "<div class=\"math\">" : "<div class=\"math-source\">";
    }

    @Override
    String close() {
        return "</div>";
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        line.stay();
        if (closed || line.isBlank()) {
            return Goes.NO;
        }
        var rest = line.rest().stripTrailing();
        if (!rest.endsWith(fence)) {
            return Goes.ON;
        }
        var tex = rest.substring(0, rest.length() - fence.length());
        if (!tex.isBlank()) {
            addLine(tex);
        }
        closed = true;
        touch();
        return Goes.ENDED;
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
