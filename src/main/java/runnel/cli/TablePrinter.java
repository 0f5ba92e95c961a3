package runnel.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.cube.Column;
import runnel.cube.ValueType;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Cells;

/** Prints the rows of an answer. */
record TablePrinter(PrintStream out, Format format) {
    /** How rows are printed. */
    enum Format {
        TABLE,
        CSV,
        JSON
    }

    /** Characters of a cell that are shown. */
    private static final int CELL_CHARS = 60;

    void print(Answer answer) throws InterruptedException {
        switch (format) {
            case CSV -> csv(answer);
            case JSON -> json(answer);
            case TABLE -> table(answer);
        }
    }

    private void csv(Answer answer) throws InterruptedException {
        out.println(String.join(",", names(answer).stream().map(TablePrinter::quoted).toList()));
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            var cells = new ArrayList<String>();
            for (var value : row) {
                cells.add(quoted(Cells.orEmpty(value)));
            }
            out.println(String.join(",", cells));
        }
    }

    private void json(Answer answer) throws InterruptedException {
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            var object = Json.object();
            for (var i = 0; i < row.length; i++) {
                put(object, answer.columns().get(i), row[i]);
            }
            out.println(object);
        }
    }

    private static void put(ObjectNode object, Column column, @Nullable Object value) {
        if (value == null) {
            object.putNull(column.member());
        } else if (value instanceof Boolean truth) {
            object.put(column.member(), truth);
        } else {
            object.put(column.member(), Cells.text(value));
        }
    }

    private void table(Answer answer) throws InterruptedException {
        var lines = new ArrayList<List<String>>();
        lines.add(names(answer));
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            var cells = new ArrayList<String>();
            for (var value : row) {
                cells.add(shown(value));
            }
            lines.add(cells);
        }
        var widths = new int[answer.columns().size()];
        for (var line : lines) {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], width(line.get(i)));
            }
        }
        for (var line : lines) {
            line(line, widths, answer.columns());
            if (line.equals(lines.getFirst())) {
                out.println(
                        "-"
                                .repeat(
                                        Math.max(
                                                1,
                                                java.util.Arrays.stream(widths).sum()
                                                        + 2 * widths.length
                                                        - 2)));
            }
        }
    }

    private void line(List<String> cells, int[] widths, List<Column> columns) {
        var text = new StringBuilder();
        for (var i = 0; i < widths.length; i++) {
            var blank = " ".repeat(widths[i] - width(cells.get(i)));
            var right = columns.get(i).type() == ValueType.NUMBER;
            text.append(right ? blank + cells.get(i) : cells.get(i) + blank).append("  ");
        }
        out.println(text.toString().stripTrailing());
    }

    private static List<String> names(Answer answer) {
        return answer.columns().stream().map(Column::member).toList();
    }

    private static String shown(@Nullable Object value) {
        var text = value == null ? "–" : Cells.text(value).replaceAll("\\p{Cntrl}", " ");
        return text.length() > CELL_CHARS ? text.substring(0, CELL_CHARS - 1) + "…" : text;
    }

    /** Columns of the terminal that a text takes: two for each wide character. */
    private static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return c >= 0x1100 && c <= 0x115F
                || c >= 0x2E80 && c <= 0xFF60
                || c >= 0x1F300 && c <= 0x1FAFF;
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
