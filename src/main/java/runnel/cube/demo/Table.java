package runnel.cube.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of the demo while its rows are made up. */
final class Table {
    /** Rows in one statement. */
    private static final int BATCH = 500;

    private final String name;
    private final String columns;
    private final List<String> rows = new ArrayList<>();

    /**
     * @param columns with their types
     */
    Table(String name, String columns) {
        this.name = name;
        this.columns = columns;
    }

    void add(@Nullable Object... values) {
        var row = new StringBuilder("(");
        for (var value : values) {
            row.append(row.length() == 1 ? "" : ",").append(literal(value));
        }
        rows.add(row.append(')').toString());
    }

    int size() {
        return rows.size();
    }

    List<String> statements() {
        var statements = new ArrayList<String>();
        statements.add("CREATE TABLE " + name + " (" + columns + ")");
        for (var from = 0; from < rows.size(); from += BATCH) {
            var batch = rows.subList(from, Math.min(rows.size(), from + BATCH));
            statements.add("INSERT INTO " + name + " VALUES " + String.join(",", batch));
        }
        return statements;
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }
}
