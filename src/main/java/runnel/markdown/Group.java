package runnel.markdown;

/** A part of a table that holds others: its head, its body, a row. */
final class Group extends Container {
    private static final int[] ROW = {0};
    private final String open;
    private final String close;
    private final int[] inner;

    private Group(String open, String close, int[] inner) {
        this.open = open;
        this.close = close;
        this.inner = inner;
    }

    /** The head with its one row. */
    static Group head() {
        return new Group("<thead><tr>", "</tr></thead>", ROW);
    }

    static Group body() {
        return new Group("<tbody>", "</tbody>", DIRECT);
    }

    static Group row() {
        return new Group("<tr>", "</tr>", DIRECT);
    }

    @Override
    String open() {
        return open;
    }

    @Override
    String close() {
        return close;
    }

    @Override
    int[] inner() {
        return inner;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        return Goes.NO;
    }
}
