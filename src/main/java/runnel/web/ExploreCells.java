package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.bi.Naming;
import runnel.cube.Column;
import runnel.cube.ValueType;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Cells;

/** The values of an answer as a person reads them. */
record ExploreCells(Answer answer, Viewer viewer) {
    private static final int DECIMALS = 2;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    String title(int index) {
        var column = answer.columns().get(index);
        var told = annotation(column);
        var title =
                told.isMissingNode()
                        ? column.member()
                        : Naming.of(told).best(viewer.messages().language());
        return column.members().size() > 1
                ? title + " · " + viewer.text("explore.grain." + grain(column))
                : title;
    }

    boolean isNumber(int index) {
        return answer.columns().get(index).type() == ValueType.NUMBER;
    }

    List<String> texts(@Nullable Object[] row) {
        var texts = new ArrayList<String>();
        for (var i = 0; i < row.length; i++) {
            texts.add(text(row[i], i));
        }
        return texts;
    }

    String text(@Nullable Object value, int index) {
        var column = answer.columns().get(index);
        return switch (value) {
            case null -> "–";
            case LocalDateTime time -> time(time, column);
            case Boolean truth -> viewer.text(truth ? "explore.yes" : "explore.no");
            case Number number when column.type() == ValueType.NUMBER -> number(number, column);
            default -> Cells.text(value);
        };
    }

    /** A round number of a scale, in few characters. */
    String round(double number, int index) {
        var whole = text(number, index);
        return whole.endsWith("%")
                ? whole
                : NumberFormat.getCompactNumberInstance(viewer.locale(), NumberFormat.Style.SHORT)
                        .format(number);
    }

    private String number(Number number, Column column) {
        var format = annotation(column).path("format").asText();
        var text = Cells.text(number);
        if (text.matches("NaN|-?Infinity")) {
            return text;
        }
        var exact = new BigDecimal(text);
        var shown = NumberFormat.getNumberInstance(viewer.locale());
        shown.setMaximumFractionDigits(DECIMALS);
        shown.setRoundingMode(RoundingMode.HALF_UP);
        if (format.equals("currency")) {
            shown.setMinimumFractionDigits(DECIMALS);
        }
        return shown.format(exact) + (format.equals("percent") ? " %" : "");
    }

    /** A period by its name. */
    private static String time(LocalDateTime time, Column column) {
        return switch (column.members().size() > 1 ? grain(column) : "") {
            case "year" -> Integer.toString(time.getYear());
            case "quarter" -> time.getYear() + " Q" + ((time.getMonthValue() + 2) / 3);
            case "month" -> time.toLocalDate().toString().substring(0, 7);
            case "week", "day" -> time.toLocalDate().toString();
            default -> MOMENT.format(time);
        };
    }

    private static String grain(Column column) {
        return column.member().substring(column.member().lastIndexOf('.') + 1);
    }

    private JsonNode annotation(Column column) {
        for (var kind : List.of("measures", "dimensions", "timeDimensions")) {
            var found = answer.annotation().path(kind).path(column.member());
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
