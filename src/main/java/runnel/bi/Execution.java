package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.bi.answer.Grid;
import runnel.cube.Catalog;
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

    private final Analytics analytics;
    private final Catalog catalog;
    private final SecurityContext viewer;

    Execution(Analytics analytics, Catalog catalog, SecurityContext viewer) {
        this.analytics = analytics;
        this.catalog = catalog;
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
        for (var column : answer.columns()) {
            field(fields, column);
        }
    }

    private void field(ArrayNode fields, Column column) {
        var path = new ArrayList<>(List.of(column.member().split("\\.")));
        var name = new MemberName(path.get(0), path.get(1));
        var member = catalog.entity(name.cube()).map(entity -> entity.byName().get(name.member()));
        var title = member.map(found -> found.label().title()).orElse(name.toString());
        var type = column.type().word();
        if (member.orElse(null) instanceof Measure measure) {
            field(
                    fields,
                    column.member(),
                    title,
                    Grid.Role.MEASURE,
                    type,
                    measure.traits().format().name());
        } else if (member.orElse(null) instanceof Dimension dimension) {
            var role = path.size() > 2 ? Grid.Role.TIME : Grid.Role.DIMENSION;
            field(fields, column.member(), title, role, type, dimension.traits().format().name());
        } else {
            field(fields, column.member(), title, Grid.Role.DIMENSION, type, "");
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
