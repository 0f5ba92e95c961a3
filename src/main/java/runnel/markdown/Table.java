package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** A table as GitHub has them: a head, a line of dashes that aligns the columns, and rows. */
final class Table extends Container {
    private static final Pattern DASHES = Pattern.compile(":?-+:?");
    private final List<String> alignments;
    private final Group body = Group.body();
    private final int columns;
    private final IntSupplier orders;
    private boolean lazy = true;

    private Table(List<String> alignments, List<String> head, IntSupplier orders) {
        this.orders = orders;
        this.alignments = alignments;
        this.columns = head.size();
        add(row(Group.head(), true, head));
    }

    /** The table that a line of text and a line of dashes below it make, if they do. */
    static Optional<Table> start(String head, String dashes, IntSupplier orders) {
        if (head.indexOf('|') < 0
                || head.length() > Limits.LINE_CHARS
                || dashes.length() > Limits.LINE_CHARS) {
            return Optional.empty();
        }
        var alignments = alignments(dashes);
        if (alignments.isEmpty() || alignments.size() > Limits.TABLE_COLUMNS) {
            return Optional.empty();
        }
        var cells = split(head);
        return cells.size() > alignments.size()
                ? Optional.empty()
                : Optional.of(new Table(alignments, cells, orders));
    }

    /** How the line of dashes aligns each column; empty where it is none. */
    private static List<String> alignments(String dashes) {
        var line = Line.trim(dashes);
        if (line.indexOf('|') < 0) {
            return List.of();
        }
        var end = line.length() - (line.endsWith("|") && line.length() > 1 ? 1 : 0);
        var inside = line.substring(line.startsWith("|") ? 1 : 0, end);
        var alignments = new ArrayList<String>();
        for (var part : inside.split("\\|", -1)) {
            var column = Line.trim(part);
            if (!DASHES.matcher(column).matches()) {
                return List.of();
            }
            var left = column.startsWith(":");
            var right = column.endsWith(":");
            alignments.add(left && right ? "center" : left ? "left" : right ? "right" : "");
        }
        return alignments;
    }

    /** The cells of a row. A pipe may be escaped; the backslash is then not part of the text. */
    private static List<String> split(String row) {
        var line = row.startsWith("|") ? Line.trim(row) : row;
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        for (var i = line.startsWith("|") ? 1 : 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length() && line.charAt(i + 1) == '|') {
                cell.append('|');
                i++;
            } else if (c == '|') {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (!cell.isEmpty()) {
            cells.add(cell.toString());
        }
        return cells;
    }

    private Group row(Group row, boolean head, List<String> cells) {
        for (var i = 0; i < columns; i++) {
            row.add(
                    new Cell(
                            orders.getAsInt(),
                            head,
                            alignments.get(i),
                            i < cells.size() ? cells.get(i) : ""));
        }
        return row;
    }

    @Override
    boolean holdsLines() {
        return false;
    }

    @Override
    boolean admits(Block child) {
        return false;
    }

    @Override
    boolean isLazy() {
        return lazy;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        // A lone pipe ends the table, and so does a line that is too long to be a row.
        if (line.visibleLength() > Limits.LINE_CHARS
                || line.peek() == '|' && line.isBlankAfter(1)) {
            lazy = false;
            return Goes.NO;
        }
        if (line.visible().indexOf('|') < 0) {
            return Goes.NO;
        }
        line.stay();
        return Goes.ON;
    }

    @Override
    void add(Line line) {
        if (body.isEmpty()) {
            add(body);
        }
        body.add(row(Group.row(), false, split(line.visible())));
    }

    @Override
    int flags() {
        return body.size() << 1 | (lazy ? 1 : 0);
    }

    @Override
    void flags(int flags) {
        while (body.size() > flags >> 1) {
            body.removeLast();
        }
        lazy = (flags & 1) == 1;
    }

    @Override
    String open() {
        return "<table>";
    }

    @Override
    String close() {
        return "</table>";
    }
}
