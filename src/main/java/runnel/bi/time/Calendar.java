package runnel.bi.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Calendar units and the words for them. */
final class Calendar {
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private Calendar() {}

    /** The number of a month by its English name, which may be short. */
    static int month(String name) {
        return MONTHS.indexOf(name.substring(0, 3)) + 1;
    }

    static String unit(String word) {
        return switch (word.charAt(0)) {
            case 'd', '天', '日' -> "day";
            case 'w', '周', '星', '礼' -> "week";
            case 'q', '季' -> "quarter";
            case 'y', 'a', '年' -> "year";
            case 'h', '半' -> "half";
            default -> "month";
        };
    }

    /** The first day of the unit that a day lies in. */
    static LocalDate floor(LocalDate day, String unit) {
        return switch (unit) {
            case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case "month" -> day.withDayOfMonth(1);
            case "quarter" ->
                    day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
            case "half" -> day.withDayOfMonth(1).withMonth(day.getMonthValue() <= 6 ? 1 : 7);
            case "year" -> day.withDayOfYear(1);
            default -> day;
        };
    }

    static LocalDate plus(LocalDate day, String unit, long count) {
        return switch (unit) {
            case "week" -> day.plusWeeks(count);
            case "month" -> day.plusMonths(count);
            case "quarter" -> day.plusMonths(3 * count);
            case "half" -> day.plusMonths(6 * count);
            case "year" -> day.plusYears(count);
            default -> day.plusDays(count);
        };
    }
}
