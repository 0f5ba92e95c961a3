package runnel.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import runnel.base.Json;
import runnel.base.Problem;

/** The chart of a fenced block as bars of characters, one line each. */
final class BarLines {
    private static final int MOST = 40;
    private static final int LABEL_COLUMNS = 24;
    private static final int BAR_COLUMNS = 40;

    /** Values beyond are no quantities, and too long to be read as digits. */
    private static final double LARGEST = 1e18;

    private BarLines() {}

    /**
     * @param chart its description as JSON
     * @return nothing where it is none of a single series whose values are all between 0 and 1e18
     */
    static List<AttributedString> of(String chart, int columns) {
        try {
            return lines(Json.parse(chart), columns);
        } catch (Problem e) {
            return List.of();
        }
    }

    private static List<AttributedString> lines(JsonNode chart, int columns) {
        var labels = chart.path("labels");
        var data = chart.path("series").path(0).path("data");
        var most = 0.0;
        for (var value : data) {
            if (!value.isNumber() || !(value.asDouble() >= 0 && value.asDouble() <= LARGEST)) {
                return List.of();
            }
            most = Math.max(most, value.asDouble());
        }
        if (chart.path("series").size() != 1
                || labels.size() != data.size()
                || labels.size() > MOST) {
            return List.of();
        }
        var names = new ArrayList<AttributedString>();
        var widest = 0;
        for (var label : labels) {
            var name = Lines.of(Clean.line(label.asText()), AttributedStyle.DEFAULT);
            names.add(Lines.clip(name, LABEL_COLUMNS));
            widest = Math.max(widest, Lines.columns(names.getLast()));
        }
        var room = Math.clamp((long) columns / 2, 1, BAR_COLUMNS);
        var lines = new ArrayList<AttributedString>();
        for (var index = 0; index < names.size(); index++) {
            var value = data.path(index);
            var bar = most == 0 ? 0 : (int) Math.round(value.asDouble() / most * room);
            lines.add(
                    new AttributedStringBuilder()
                            .append(Lines.pad(names.get(index), widest, 0))
                            .append("  ")
                            .append("█".repeat(bar))
                            .append(bar == 0 ? "" : " ")
                            .append(value.decimalValue().toPlainString())
                            .toAttributedString());
        }
        return lines;
    }
}
