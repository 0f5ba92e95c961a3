package runnel.cube;

import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A span of time in months and seconds, as models write it: {@code 30 day}, {@code 1 year 6
 * months}, {@code -1 day}.
 *
 * <p>Months and seconds are kept apart, since a month has no fixed length.
 */
public record Interval(int months, long seconds, String text) {
    private static final Pattern PART =
            Pattern.compile(
                    "\\s*([+-]?\\d{1,6})\\s+(year|quarter|month|week|day|hour|minute|second)s?\\b",
                    Pattern.CASE_INSENSITIVE);

    /** Reads an interval; empty where the text is none. */
    public static Optional<Interval> parse(String text) {
        var parts = PART.matcher(text);
        var months = 0;
        var seconds = 0L;
        var end = 0;
        while (parts.find() && parts.start() == end) {
            var count = Integer.parseInt(parts.group(1));
            end = parts.end();
            switch (parts.group(2).toLowerCase(Locale.ROOT)) {
                case "year" -> months += 12 * count;
                case "quarter" -> months += 3 * count;
                case "month" -> months += count;
                case "week" -> seconds += 7L * 86_400 * count;
                case "day" -> seconds += 86_400L * count;
                case "hour" -> seconds += 3_600L * count;
                case "minute" -> seconds += 60L * count;
                default -> seconds += count;
            }
        }
        return end == 0 || !text.substring(end).isBlank()
                ? Optional.empty()
                : Optional.of(new Interval(months, seconds, text));
    }

    public boolean isZero() {
        return months == 0 && seconds == 0;
    }

    public LocalDateTime addTo(LocalDateTime time) {
        return time.plusMonths(months).plusSeconds(seconds);
    }
}
