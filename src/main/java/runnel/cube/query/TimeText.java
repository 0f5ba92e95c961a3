package runnel.cube.query;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import runnel.cube.Granularity;

/**
 * Reads points of time in words: {@code 2024-05-01}, {@code 3 days ago}, {@code May 5th}, {@code
 * next friday}. Words mean local time.
 */
final class TimeText {
    static final String UNITS = "(year|quarter|month|week|day|hour|minute|second)";
    private static final Pattern ISO =
            Pattern.compile(
                    "(\\d{4})[-/](\\d{1,2})[-/](\\d{1,2})(?:[t ](\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?");
    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern DOTS = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern AGO =
            Pattern.compile(
                    "(\\d{1,5}|an?|one|two|three|four|five|six|seven|eight|nine|ten)\\s+"
                            + UNITS
                            + "s?\\s+(ago|before|earlier|from now|later|after)");
    private static final Pattern IN =
            Pattern.compile("\\bin\\s+(\\d{1,5}|an?|one|two|three|four|five|six)\\s+" + UNITS);
    private static final String MONTHS =
            "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?";
    private static final Pattern DAY_MONTH =
            Pattern.compile(
                    "(\\d{1,2})(?:st|nd|rd|th)?(?:\\s+of)?\\s+" + MONTHS + "(?:,?\\s+(\\d{4}))?");
    private static final Pattern MONTH_DAY =
            Pattern.compile(
                    "\\b" + MONTHS + "\\s+(\\d{1,2})(?:st|nd|rd|th)?\\b(?:,?\\s+(\\d{4}))?");
    private static final Pattern MONTH = Pattern.compile("\\b" + MONTHS + "(?:,?\\s+(\\d{4}))?");
    private static final Pattern WEEKDAY =
            Pattern.compile(
                    "(?:(last|next|this)\\s+)?\\b(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\\b");
    private static final Pattern NEAR =
            Pattern.compile("\\b(now|today|tonight|yesterday|tomorrow)\\b");
    private static final List<String> NUMBERS =
            List.of(
                    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten");

    private final LocalDateTime now;

    TimeText(LocalDateTime now) {
        this.now = now;
    }

    /** The first time that a text speaks of. */
    Optional<LocalDateTime> find(String text) {
        try {
            return read(text);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<LocalDateTime> read(String text) {
        Matcher match;
        if ((match = ISO.matcher(text)).find()) {
            return Optional.of(iso(match));
        }
        if ((match = SLASHES.matcher(text)).find()) {
            // The month comes first, unless there is no such month.
            var dayFirst = number(match, 1) > 12;
            return Optional.of(noon(match, dayFirst ? 2 : 1, dayFirst ? 1 : 2));
        }
        if ((match = DOTS.matcher(text)).find()) {
            return Optional.of(noon(match, 2, 1));
        }
        if ((match = AGO.matcher(text)).find()) {
            var back = List.of("ago", "before", "earlier").contains(match.group(3));
            var count = count(match.group(1));
            return Optional.of(move(back ? -count : count, unit(match.group(2))));
        }
        if ((match = IN.matcher(text)).find()) {
            return Optional.of(move(count(match.group(1)), unit(match.group(2))));
        }
        if ((match = DAY_MONTH.matcher(text)).find()) {
            return Optional.of(day(match.group(3), match.group(2), match.group(1)));
        }
        if ((match = MONTH_DAY.matcher(text)).find()) {
            return Optional.of(day(match.group(3), match.group(1), match.group(2)));
        }
        if ((match = NEAR.matcher(text)).find()) {
            return Optional.of(near(match.group(1)));
        }
        if ((match = WEEKDAY.matcher(text)).find()) {
            return Optional.of(
                    weekday(match.group(1) == null ? "" : match.group(1), match.group(2)));
        }
        if ((match = MONTH.matcher(text)).find()) {
            return Optional.of(day(match.group(2), match.group(1), "1"));
        }
        return Optional.empty();
    }

    private static LocalDateTime noon(MatchResult match, int month, int day) {
        return LocalDate.of(number(match, 3), number(match, month), number(match, day))
                .atTime(LocalTime.NOON);
    }

    static LocalDateTime iso(MatchResult match) {
        var date = LocalDate.of(number(match, 1), number(match, 2), number(match, 3));
        if (match.group(4) == null) {
            return date.atStartOfDay();
        }
        var fraction = match.group(7) == null ? "" : match.group(7);
        var nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
        var seconds = match.group(6) == null ? 0 : number(match, 6);
        return date.atTime(LocalTime.of(number(match, 4), number(match, 5), seconds, nanos));
    }

    private static int number(MatchResult match, int group) {
        return Integer.parseInt(match.group(group));
    }

    private static int count(String word) {
        if (word.startsWith("a")) {
            return 1;
        }
        var index = NUMBERS.indexOf(word);
        return index >= 0 ? index : Integer.parseInt(word);
    }

    private LocalDateTime near(String word) {
        return switch (word) {
            case "yesterday" -> now.minusDays(1);
            case "tomorrow" -> now.plusDays(1);
            default -> now;
        };
    }

    private LocalDateTime day(@Nullable String year, String month, String day) {
        var names =
                List.of(
                        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                        "dec");
        var index = names.indexOf(month.substring(0, 3)) + 1;
        if (year != null) {
            return LocalDate.of(Integer.parseInt(year), index, Integer.parseInt(day))
                    .atTime(LocalTime.NOON);
        }
        // Without a year the nearest one is meant.
        var date = LocalDate.of(now.getYear(), index, Integer.parseInt(day));
        var days = ChronoUnit.DAYS.between(now.toLocalDate(), date);
        return (days > 183 ? date.minusYears(1) : days < -183 ? date.plusYears(1) : date)
                .atTime(LocalTime.NOON);
    }

    private LocalDateTime weekday(String direction, String name) {
        var names = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
        var wanted = names.indexOf(name.substring(0, 3)) + 1;
        var days = wanted - now.getDayOfWeek().getValue();
        return switch (direction) {
            case "last" -> now.plusDays(days - (days >= 0 ? 7 : 0));
            case "next" -> now.plusDays(days + 7L);
            case "this" -> now.plusDays(days);
            default -> now.plusDays(days > 3 ? days - 7 : days < -3 ? days + 7 : days);
        };
    }

    /** So many units from now. */
    LocalDateTime move(int count, Granularity.Standard unit) {
        return switch (unit) {
            case YEAR -> now.plusYears(count);
            case QUARTER -> now.plusMonths(3L * count);
            case MONTH -> now.plusMonths(count);
            case WEEK -> now.plusWeeks(count);
            case DAY -> now.plusDays(count);
            case HOUR -> now.plusHours(count);
            case MINUTE -> now.plusMinutes(count);
            case SECOND -> now.plusSeconds(count);
        };
    }

    static Granularity.Standard unit(String word) {
        return Granularity.Standard.of(word).orElseThrow();
    }
}
