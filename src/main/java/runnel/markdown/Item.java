package runnel.markdown;

/** One item of a list. */
final class Item extends Container {
    private final int contentIndent;
    private boolean blank;

    /**
     * @param contentIndent columns that a line must be indented to belong to this item
     */
    Item(int contentIndent) {
        this.contentIndent = contentIndent;
    }

    @Override
    String open() {
        return "<li>";
    }

    @Override
    String close() {
        return "</li>";
    }

    @Override
    boolean admits(Block child) {
        if (blank && parent instanceof Listing list) {
            list.loosen();
        }
        return true;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        if (line.isBlank()) {
            if (isEmpty()) {
                return Goes.NO;
            }
            // Blank lines in code do not loosen a list.
            blank = deepest instanceof Paragraph || deepest instanceof Item;
            line.skipSpace();
            return Goes.ON;
        }
        if (line.indent() < contentIndent) {
            return Goes.NO;
        }
        line.skipToColumn(line.column() + contentIndent);
        return Goes.ON;
    }

    @Override
    int flags() {
        return blank ? 1 : 0;
    }

    @Override
    void flags(int flags) {
        blank = flags == 1;
    }
}
