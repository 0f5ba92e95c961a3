package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.bi.answer.Grid;
import runnel.cube.Column;
import runnel.cube.Dimension;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Cells;

/** Runs a query and keeps its rows in the form that the log keeps. */
final class Execution {
    /** Rows that one answer keeps. */
    static final int MAX_ROWS = 1_000;

    /** Ends the name of a column that says the same in Chinese. */
    private static final String TWIN = "_zh";

    private final Analytics analytics;
    private final Titles titles;
    private final SecurityContext viewer;

    Execution(Analytics analytics, Titles titles, SecurityContext viewer) {
        this.analytics = analytics;
        this.titles = titles;
        this.viewer = viewer;
    }

    /** {@code {"fields": […], "rows": [{member: value}], "truncated": …}}. */
    ObjectNode rows(JsonNode query) throws InterruptedException {
        var compares = query.path("timeDimensions").path(0).has("compareDateRange");
        ObjectNode limited = query.deepCopy();
        if (!limited.has("limit")) {
            limited.put("limit", MAX_ROWS + 1);
        }
        var json = Json.object();
        var rows = Json.object().putArray("rows");
        var truncated = false;
        try (var loaded = analytics.load(limited, compares, viewer)) {
            var first = loaded.answers().getFirst();
            fields(json.putArray("fields"), first, compares);
            for (var answer : loaded.answers()) {
                truncated |= read(answer, rows);
            }
        }
        json.set("rows", rows);
        return json.put("truncated", truncated);
    }

    private static boolean read(Answer answer, ArrayNode rows) throws InterruptedException {
        var columns = answer.columns();
        for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
            if (rows.size() >= MAX_ROWS) {
                return true;
            }
            var one = rows.addObject();
            for (var i = 0; i < row.length && i < columns.size(); i++) {
                for (var name : columns.get(i).members()) {
                    put(one, name, row[i]);
                }
            }
            var extra = answer.extra();
            if (!extra.name().isEmpty()) {
                put(one, extra.name(), extra.copyOf() < 0 ? extra.constant() : row[extra.copyOf()]);
            }
        }
        return false;
    }

    private static void put(ObjectNode row, String name, @Nullable Object value) {
        switch (value) {
            case null -> row.putNull(name);
            case Boolean flag -> row.put(name, flag);
            case BigDecimal number -> row.put(name, Cells.text(number));
            default -> row.put(name, Cells.text(value));
        }
    }

    private void fields(ArrayNode fields, Answer answer, boolean compares) {
        if (compares) {
            field(
                    fields,
                    "compareDateRange",
                    "compareDateRange",
                    Grid.Role.DIMENSION,
                    "string",
                    "");
        }
        var names = answer.columns().stream().map(Column::member).toList();
        for (var column : answer.columns()) {
            field(fields, column);
            if (names.contains(column.member() + TWIN)) {
                // The same in the language of the question stands beside it.
                ((ObjectNode) fields.get(fields.size() - 1)).put("hidden", true);
            }
        }
    }

    private void field(ArrayNode fields, Column column) {
        var path = column.member().split("\\.");
        var name = new MemberName(path[0], path[1]);
        var type = column.type().word();
        switch (titles.member(name).orElse(null)) {
            case Measure measure ->
                    field(
                            fields,
                            column.member(),
                            titles.of(name),
                            Grid.Role.MEASURE,
                            type,
                            measure.traits().format().name());
            case Dimension dimension -> {
                var role = path.length > 2 ? Grid.Role.TIME : Grid.Role.DIMENSION;
                var format = dimension.traits().format().name();
                field(fields, column.member(), titles.of(name), role, type, format);
            }
            case null, default ->
                    field(fields, column.member(), titles.of(name), Grid.Role.DIMENSION, type, "");
        }
    }

    private static void field(
            ArrayNode fields,
            String name,
            String title,
            Grid.Role role,
            String type,
            String format) {
        fields.addObject()
                .put("name", name)
                .put("title", title)
                .put("role", role.name())
                .put("type", type)
                .put("format", format);
    }
}
