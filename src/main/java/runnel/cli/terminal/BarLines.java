package runnel.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * The chart of a fenced block as bars of characters, one line each; of several series, each label
 * has a line for each of them. All bars have one scale, those below zero are drawn lighter.
 */
final class BarLines {
    private static final int MOST_LINES = 120;
    private static final int LABEL_COLUMNS = 24;
    private static final int BAR_COLUMNS = 40;

    /** Values beyond are no quantities, and too long to be read as digits. */
    private static final double LARGEST = 1e18;

    private static final String GAP = "  ";

    private BarLines() {}

    /**
     * @param chart its description as JSON
     * @return nothing where there is nothing to draw: other than a value or null for each label, a
     *     value beyond 1e18, more than 120 lines
     */
    static List<AttributedString> of(String chart, int columns) {
        try {
            return lines(Json.parse(chart), columns);
        } catch (Problem e) {
            return List.of();
        }
    }

    private static List<AttributedString> lines(JsonNode chart, int columns) {
        var labels = names(chart.path("labels"), "", columns);
        var series = chart.path("series");
        if (labels.size() * series.size() > MOST_LINES || !isDrawable(series, labels.size())) {
            return List.of();
        }
        var names =
                series.size() > 1
                        ? names(series, "name", columns)
                        : List.of(AttributedString.EMPTY);
        var nameColumns = widest(names);
        var labelColumns = widest(labels);
        var around = labelColumns + nameColumns + GAP.length() * 2;
        var room = Math.clamp((long) (columns - around) * 2 / 3, 1, BAR_COLUMNS);
        var most = most(series);
        var lines = new ArrayList<AttributedString>();
        for (var index = 0; index < labels.size(); index++) {
            for (var one = 0; one < names.size(); one++) {
                var label = one == 0 ? labels.get(index) : AttributedString.EMPTY;
                var line = new AttributedStringBuilder();
                line.append(Lines.pad(label, labelColumns, 0)).append(GAP);
                if (nameColumns > 0) {
                    line.append(Lines.pad(names.get(one), nameColumns, 0)).append(GAP);
                }
                line.append(bar(series.path(one).path("data").path(index), most, room));
                lines.add(line.toAttributedString());
            }
        }
        return lines;
    }

    private static List<AttributedString> names(JsonNode of, String field, int columns) {
        var most = Math.clamp(columns / 4, 1, LABEL_COLUMNS);
        var names = new ArrayList<AttributedString>();
        for (var each : of) {
            var name = field.isEmpty() ? each : each.path(field);
            var line = Lines.of(Clean.line(name.asText()), AttributedStyle.DEFAULT);
            names.add(Lines.clip(line, most));
        }
        return names;
    }

    private static int widest(List<AttributedString> names) {
        return names.stream().mapToInt(Lines::columns).max().orElse(0);
    }

    private static boolean isDrawable(JsonNode series, int labels) {
        for (var one : series) {
            if (one.path("data").size() != labels) {
                return false;
            }
            for (var value : one.path("data")) {
                var drawable =
                        value.isNumber() ? Math.abs(value.asDouble()) <= LARGEST : value.isNull();
                if (!drawable) {
                    return false;
                }
            }
        }
        return !series.isEmpty();
    }

    private static double most(JsonNode series) {
        var most = 0.0;
        for (var one : series) {
            for (var value : one.path("data")) {
                most = Math.max(most, Math.abs(value.asDouble()));
            }
        }
        return most;
    }

    private static String bar(JsonNode value, double most, int room) {
        if (value.isNull()) {
            return "–";
        }
        var size = Math.abs(value.asDouble());
        var length = most == 0 ? 0 : (int) Math.round(size / most * room);
        return (value.asDouble() < 0 ? "▒" : "█").repeat(length)
                + (length == 0 ? "" : " ")
                + value.decimalValue().toPlainString();
    }
}
