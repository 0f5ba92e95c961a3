package runnel.markdown;

/** A list, ordered or not. It is tight until a blank line parts two blocks directly in it. */
final class Listing extends Container {
    private final char marker;
    private final boolean ordered;
    private final int first;
    private boolean tight = true;
    private boolean blank;
    private int linesAfterBlank;

    /**
     * @param marker the bullet, or what stands behind the number
     * @param first the number of the first item, if ordered
     */
    Listing(char marker, boolean ordered, int first) {
        this.marker = marker;
        this.ordered = ordered;
        this.first = first;
    }

    boolean isOrdered() {
        return ordered;
    }

    int first() {
        return first;
    }

    boolean isTight() {
        return tight;
    }

    void loosen() {
        if (tight) {
            tight = false;
            touch();
        }
    }

    boolean matches(Listing other) {
        return marker == other.marker && ordered == other.ordered;
    }

    @Override
    String open() {
        return !ordered ? "<ul>" : first == 1 ? "<ol>" : "<ol start=\"" + first + "\">";
    }

    @Override
    String close() {
        return ordered ? "</ol>" : "</ul>";
    }

    @Override
    String shape() {
        return open() + tight;
    }

    @Override
    boolean admits(Block child) {
        if (!(child instanceof Item)) {
            return false;
        }
        if (blank && linesAfterBlank == 1) {
            loosen();
            blank = false;
        }
        return true;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        line.stay();
        if (line.isBlank()) {
            blank = true;
            linesAfterBlank = 0;
        } else if (blank) {
            // Only whether there is exactly one line matters.
            linesAfterBlank = Math.min(2, linesAfterBlank + 1);
        }
        return Goes.ON;
    }

    @Override
    int flags() {
        return (tight ? 1 : 0) | (blank ? 2 : 0) | linesAfterBlank << 2;
    }

    @Override
    void flags(int flags) {
        tight = (flags & 1) != 0;
        blank = (flags & 2) != 0;
        linesAfterBlank = flags >> 2;
    }
}
