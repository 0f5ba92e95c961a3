package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/**
 * A table as lines: columns as wide as they need, narrowed and broken where the terminal has less
 * room.
 */
final class TableLines {
    private static final String GAP = " │ ";
    private static final String CROSS = "─┼─";
    private static final int LEAST_COLUMNS = 4;

    private final Blocks blocks;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final int[] widths;

    TableLines(Blocks blocks, TableBlock table, int room) {
        this.blocks = blocks;
        for (var section : Blocks.children(table)) {
            for (var row : Blocks.children(section)) {
                rows.add(
                        Blocks.children(row).stream()
                                .map(cell -> cell(cell, section instanceof TableHead))
                                .toList());
            }
        }
        widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], Lines.columns(row.get(column).text()));
            }
        }
        narrow(room - GAP.length() * (widths.length - 1));
    }

    /** The text of a cell and the share of the spare room that goes before it. */
    private record Cell(AttributedString text, double before) {}

    List<AttributedString> lines() {
        var lines = new ArrayList<>(row(rows.getFirst()));
        lines.add(rule());
        rows.stream().skip(1).map(this::row).forEach(lines::addAll);
        return lines;
    }

    private Cell cell(Node node, boolean head) {
        var palette = blocks.palette();
        var style = head ? palette.strong(blocks.style()) : blocks.style();
        var alignment =
                node instanceof TableCell cell
                        ? Optional.ofNullable(cell.getAlignment())
                        : Optional.empty();
        var before =
                alignment.map(side ->
                        side == TableCell.Alignment.RIGHT
                                ? 1.0
                                : side == TableCell.Alignment.CENTER ? 0.5 : 0.0);
        return new Cell(Inline.text(node, palette, style), before.orElse(0.0));
    }

    /** Takes from the widest column, again and again, until all fit or none can give any more. */
    private void narrow(int room) {
        for (var excess = Arrays.stream(widths).sum() - room; excess > 0; excess--) {
            var widest = 0;
            for (var column = 1; column < widths.length; column++) {
                if (widths[column] > widths[widest]) {
                    widest = column;
                }
            }
            if (widths[widest] <= LEAST_COLUMNS) {
                return;
            }
            widths[widest]--;
        }
    }

    private List<AttributedString> row(List<Cell> row) {
        var cells = new ArrayList<List<AttributedString>>();
        var height = 1;
        for (var column = 0; column < row.size(); column++) {
            var lines = Wrap.lines(row.get(column).text(), widths[column]);
            cells.add(lines);
            height = Math.max(height, lines.size());
        }
        var lines = new ArrayList<AttributedString>(height);
        for (var index = 0; index < height; index++) {
            var line = new AttributedStringBuilder();
            for (var column = 0; column < row.size(); column++) {
                var cell = cells.get(column);
                var text = index < cell.size() ? cell.get(index) : AttributedString.EMPTY;
                line.append(column == 0 ? AttributedString.EMPTY : blocks.faint(GAP));
                line.append(Lines.pad(text, widths[column], row.get(column).before()));
            }
            lines.add(line.toAttributedString());
        }
        return lines;
    }

    private AttributedString rule() {
        var dashes = Arrays.stream(widths).mapToObj("─"::repeat).toList();
        return blocks.faint(String.join(CROSS, dashes));
    }
}
