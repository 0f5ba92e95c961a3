package runnel.bi.eval;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Compares rows as a person would: order free, four significant digits, column names free, further
 * columns allowed.
 */
final class RowSets {
    private static final MathContext FOUR = new MathContext(4);

    private static final int SHOWN_ROWS = 5;

    private RowSets() {}

    /** Rows of JSON objects as lists of plain cells. */
    static List<List<String>> of(JsonNode rows) {
        var all = new ArrayList<List<String>>();
        for (var row : rows) {
            var cells = new ArrayList<String>();
            row.forEach(cell -> cells.add(cell.isNull() ? "∅" : cell(cell.asText())));
            all.add(cells);
        }
        return all;
    }

    static List<List<String>> of(List<? extends Object[]> rows) {
        return rows.stream().map(row -> Arrays.stream(row).map(RowSets::cell).toList()).toList();
    }

    /** The first rows on one line, and how many there are. */
    static String shown(List<List<String>> rows) {
        var first =
                rows.stream()
                        .limit(SHOWN_ROWS)
                        .map(row -> String.join(", ", row))
                        .collect(Collectors.joining("; "));
        var more = rows.size() > SHOWN_ROWS ? "; …" : "";
        return "%d rows: %s%s".formatted(rows.size(), first, more);
    }

    private static String cell(Object value) {
        var text = Objects.toString(value, "∅");
        try {
            return new BigDecimal(text).round(FOUR).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return text.replaceFirst("T00:00(:00)?(\\.000)?Z?$", "");
        }
    }

    /** Whether each wanted row has one of its own that holds all its cells. */
    static boolean same(List<List<String>> wanted, List<List<String>> given) {
        if (wanted.size() != given.size()) {
            return false;
        }
        var left = new ArrayList<>(given);
        for (var row : wanted) {
            var found = left.stream().filter(other -> holds(other, row)).findFirst();
            if (found.isEmpty()) {
                return false;
            }
            left.remove(found.get());
        }
        return true;
    }

    private static boolean holds(List<String> row, List<String> wanted) {
        var cells = new ArrayList<>(row);
        return wanted.stream().allMatch(cells::remove);
    }
}
