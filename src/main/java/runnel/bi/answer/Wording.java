package runnel.bi.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import runnel.base.Messages;

/** Values as people read them. */
public final class Wording {
    private static final Pattern MIDNIGHT =
            Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)T00:00:00\\.000");
    private static final Pattern SPECIAL = Pattern.compile("([\\\\|*_`<>\\[\\]])");

    private final Messages messages;

    public Wording(Messages messages) {
        this.messages = messages;
    }

    /** A cell in plain words. */
    public String cell(Grid.Field field, Optional<String> cell, String grain) {
        if (cell.isEmpty()) {
            return messages.text("bi.nothing");
        }
        var text = cell.get();
        return switch (field.type()) {
            case "number" -> number(field, text);
            case "boolean" -> messages.text(text.equals("true") ? "bi.true" : "bi.false");
            case "time" -> time(text, grain);
            default -> text;
        };
    }

    /** A cell inside a markdown table: nothing in it is markup. */
    public String markdown(Grid.Field field, Optional<String> cell, String grain) {
        return SPECIAL.matcher(cell(field, cell, grain)).replaceAll("\\\\$1").replace("\n", " ");
    }

    private static String number(Grid.Field field, String text) {
        try {
            var number = number(new BigDecimal(text));
            return field.format().equals("percent") ? number + "%" : number;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** A number with thousands apart and two decimals at most. */
    public static String number(BigDecimal value) {
        var format = new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(value);
    }

    /** The name of a period. */
    private static String time(String text, String grain) {
        var day = MIDNIGHT.matcher(text);
        if (!day.matches()) {
            return text.replace('T', ' ').replaceFirst("\\.000$", "");
        }
        var month = Integer.parseInt(day.group(2));
        return switch (grain) {
            case "year" -> day.group(1);
            case "quarter" -> day.group(1) + "-Q" + (month + 2) / 3;
            case "month" -> day.group(1) + "-" + day.group(2);
            default -> day.group(1) + "-" + day.group(2) + "-" + day.group(3);
        };
    }

    /** Whether another column says the same in Chinese: a label needs it once. */
    private static boolean isTwin(Grid grid, Grid.Field field) {
        return grid.fields().stream().anyMatch(one -> one.name().equals(field.name() + "_zh"));
    }

    /** What a row is about: its dimensions, one after another. */
    String label(Grid grid, int row, String grain) {
        var parts = new ArrayList<String>();
        for (var i = 0; i < grid.fields().size(); i++) {
            var field = grid.fields().get(i);
            if (field.role() != Grid.Role.MEASURE && !isTwin(grid, field)) {
                parts.add(cell(grid.fields().get(i), grid.rows().get(row).get(i), grain));
            }
        }
        return String.join(" · ", parts);
    }
}
