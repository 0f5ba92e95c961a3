package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * Values of one statement. While the statement is put together each place of a value is a mark; at the end the marks
 * become {@code ?} and the values are put in the order of the places.
 */
final class Binds {
    private static final char OPEN = '\u0001';
    private static final char CLOSE = '\u0002';

    private final List<Object> values = new ArrayList<>();

    /** A statement with its values in order. */
    record Bound(String sql, List<Object> values) {}

    /** Takes a value and returns what to write in its place; it may be written several times. */
    String add(Object value) {
        values.add(value);
        return OPEN + Integer.toString(values.size() - 1) + CLOSE;
    }

    Bound bind(String marked) {
        var sql = new StringBuilder(marked.length());
        var ordered = new ArrayList<Object>(values.size());
        for (var i = 0; i < marked.length(); i++) {
            var c = marked.charAt(i);
            if (c == OPEN) {
                var end = marked.indexOf(CLOSE, i);
                ordered.add(values.get(Integer.parseInt(marked.substring(i + 1, end))));
                sql.append('?');
                i = end;
            } else {
                sql.append(c);
            }
        }
        return new Bound(sql.toString(), ordered);
    }
}
