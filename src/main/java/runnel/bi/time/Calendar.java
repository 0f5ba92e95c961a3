package runnel.bi.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;

/** Calendar units and the words for them and for numbers. */
final class Calendar {
    private static final Map<String, Integer> ENGLISH =
            Map.ofEntries(
                    Map.entry("a", 1),
                    Map.entry("one", 1),
                    Map.entry("two", 2),
                    Map.entry("three", 3),
                    Map.entry("four", 4),
                    Map.entry("five", 5),
                    Map.entry("six", 6),
                    Map.entry("seven", 7),
                    Map.entry("eight", 8),
                    Map.entry("nine", 9),
                    Map.entry("ten", 10),
                    Map.entry("eleven", 11),
                    Map.entry("twelve", 12),
                    Map.entry("first", 1),
                    Map.entry("second", 2),
                    Map.entry("third", 3),
                    Map.entry("fourth", 4),
                    Map.entry("last", 4),
                    Map.entry("couple of", 2),
                    Map.entry("few", 3),
                    Map.entry("half", 6));
    private static final String DIGITS = "零一二三四五六七八九";
    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private Calendar() {}

    /** A number in digits, English or Chinese words. */
    static int number(String text) {
        var word = text.strip();
        if (Character.isDigit(word.charAt(0)) && word.charAt(0) < 128) {
            return Integer.parseInt(word);
        }
        var english = ENGLISH.get(word);
        return english != null ? english : chinese(word);
    }

    static int chinese(String text) {
        if (text.length() == 4 && text.chars().noneMatch(c -> c == '十' || c == '百')) {
            var year = 0;
            for (var i = 0; i < text.length(); i++) {
                year = year * 10 + digit(text.charAt(i));
            }
            return year;
        }
        var sum = 0;
        var digit = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '十' || c == '百') {
                sum += Math.max(1, digit) * (c == '十' ? 10 : 100);
                digit = 0;
            } else {
                digit = digit(c);
            }
        }
        return sum + digit;
    }

    private static int digit(char c) {
        return c == '两' ? 2 : c == '〇' ? 0 : Math.max(0, DIGITS.indexOf(c));
    }

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
