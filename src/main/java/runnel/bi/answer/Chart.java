package runnel.bi.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;
import runnel.base.Messages;

/**
 * A chart specification, chosen by the shape of the rows: one number stands alone, periods make a
 * line, shares of few a pie, the rest bars; what has no number has no chart.
 */
public final class Chart {
    private static final int MAX_POINTS = 60;
    private static final int MAX_SLICES = 8;

    private Chart() {}

    /**
     * {@code {"type": "number|line|bar|pie|none", "labels": […], "series": [{"name", "data":
     * […]}]}}.
     */
    public static ObjectNode of(Grid grid, String grain, boolean share, Messages messages) {
        var json = Json.object();
        var measures = grid.columns(Grid.Role.MEASURE);
        var times = grid.columns(Grid.Role.TIME);
        var dimensions = grid.columns(Grid.Role.DIMENSION);
        json.put("type", type(grid, measures.size(), times.size(), dimensions.size(), share));
        var wording = new Wording(messages);
        var labels = json.putArray("labels");
        var count = Math.min(grid.rows().size(), MAX_POINTS);
        for (var row = 0; row < count; row++) {
            labels.add(wording.label(grid, row, grain));
        }
        var series = json.putArray("series");
        for (var column : measures) {
            if (grid.fields().get(column).type().equals("number")) {
                var one = series.addObject().put("name", grid.fields().get(column).title());
                var data = one.putArray("data");
                for (var row = 0; row < count; row++) {
                    var number = grid.number(row, column);
                    if (number.isPresent()) {
                        data.add(number.get());
                    } else {
                        data.addNull();
                    }
                }
            }
        }
        if (series.isEmpty()) {
            json.put("type", "none");
        }
        return json;
    }

    private static String type(Grid grid, int measures, int times, int dimensions, boolean share) {
        if (grid.rows().isEmpty() || measures == 0) {
            return "none";
        }
        if (times + dimensions == 0) {
            return "number";
        }
        if (times > 0 && dimensions == 0) {
            return grid.rows().size() > 2 ? "line" : "bar";
        }
        return share && measures == 1 && grid.rows().size() <= MAX_SLICES ? "pie" : "bar";
    }
}
