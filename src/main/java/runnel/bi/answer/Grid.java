package runnel.bi.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows with their columns, read from what was kept of an answer.
 *
 * @param truncated whether the limit cut the rows
 */
public record Grid(List<Field> fields, List<List<Optional<String>>> rows, boolean truncated) {
    /** What a column is. */
    public enum Role {
        MEASURE,
        DIMENSION,
        TIME
    }

    /**
     * @param type as Cube names it
     * @param format {@code currency}, {@code percent} or empty
     */
    public record Field(String name, String title, Role role, String type, String format) {}

    /** Reads {@code {"fields": […], "rows": [{…}], "truncated": …}}. */
    public static Grid of(JsonNode kept) {
        var fields = new ArrayList<Field>();
        for (var field : kept.path("fields")) {
            if (field.path("hidden").asBoolean()) {
                continue;
            }
            fields.add(
                    new Field(
                            field.path("name").asText(),
                            field.path("title").asText(),
                            Role.valueOf(field.path("role").asText()),
                            field.path("type").asText(),
                            field.path("format").asText()));
        }
        var rows = new ArrayList<List<Optional<String>>>();
        for (var row : kept.path("rows")) {
            rows.add(
                    fields.stream()
                            .map(field -> row.path(field.name()))
                            .map(cell ->
                                    cell.isNull() || cell.isMissingNode()
                                            ? Optional.<String>empty()
                                            : Optional.of(cell.asText()))
                            .toList());
        }
        return new Grid(fields, rows, kept.path("truncated").asBoolean());
    }

    /** Indexes of the columns of a role. */
    public List<Integer> columns(Role role) {
        var found = new ArrayList<Integer>();
        for (var i = 0; i < fields.size(); i++) {
            if (fields.get(i).role() == role) {
                found.add(i);
            }
        }
        return found;
    }

    /** A cell as a number; empty where it is none. */
    public Optional<BigDecimal> number(int row, int column) {
        try {
            return rows.get(row).get(column).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
