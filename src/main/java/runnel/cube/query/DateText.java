package runnel.cube.query;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.Granularity;

/**
 * Reads ranges of time in words: {@code last 30 days}, {@code this month}, {@code from 7 days ago
 * to now}.
 *
 * <p>The order of the rules is part of the protocol: whatever contains "last month" means last
 * month. Words mean local time; all ranges are whole days unless the text speaks of hours, minutes
 * or seconds.
 */
final class DateText {
    private static final Pattern ONE = Pattern.compile("(this|last|next)\\s+" + TimeText.UNITS);
    private static final Pattern SOME =
            Pattern.compile("(last|next)\\s+(\\d{1,5})\\s+" + TimeText.UNITS);
    private static final Pattern FROM_TO = Pattern.compile("^from (.*) to (.*)$");
    private static final List<String> FINE = List.of("second", "minute", "hour");
    private static final Pattern YEAR = Pattern.compile("\\b(\\d{4})\\b");

    private final LocalDateTime now;
    private final TimeText times;

    DateText(LocalDateTime now) {
        this.now = now;
        this.times = new TimeText(now);
    }

    /**
     * @throws Problem {@code cube-date} when the text says no time
     */
    DateRange range(String written) {
        var text = written.toLowerCase(Locale.ROOT).strip();
        Matcher match;
        if ((match = ONE.matcher(text)).find()) {
            return shifted(match.group(1), 1, TimeText.unit(match.group(2)));
        }
        if ((match = SOME.matcher(text)).find()) {
            return shifted(
                    match.group(1),
                    Integer.parseInt(match.group(2)),
                    TimeText.unit(match.group(3)));
        }
        if (text.contains("today")) {
            return whole(now, now, Granularity.Standard.DAY);
        }
        if (text.contains("yesterday")) {
            return whole(now.minusDays(1), now.minusDays(1), Granularity.Standard.DAY);
        }
        if (text.contains("tomorrow")) {
            return whole(now.plusDays(1), now.plusDays(1), Granularity.Standard.DAY);
        }
        var precision = precision(text);
        if ((match = FROM_TO.matcher(text)).matches()) {
            return whole(point(match.group(1)), point(match.group(2)), precision);
        }
        var parts = text.split("\\s+(?:to|until|till|through|–|-)\\s+", 2);
        var from = point(parts.length == 2 ? withYear(parts[0], parts[1]) : parts[0]);
        var to = parts.length == 2 ? times.find(parts[1]) : Optional.<LocalDateTime>empty();
        return whole(from, to.orElse(from), precision);
    }

    /** A first date without a year has that of the last one. */
    private static String withYear(String from, String to) {
        var year = YEAR.matcher(to);
        return !YEAR.matcher(from).find() && year.find() ? from + " " + year.group(1) : from;
    }

    private DateRange shifted(String direction, int count, Granularity.Standard unit) {
        return switch (direction) {
            case "last" -> whole(times.move(-count, unit), times.move(-1, unit), unit);
            case "next" -> whole(times.move(1, unit), times.move(count, unit), unit);
            default -> whole(now, now, unit);
        };
    }

    static DateRange whole(LocalDateTime from, LocalDateTime to, Granularity unit) {
        return new DateRange(
                unit.floor(from), unit.next(unit.floor(to)).minus(1, ChronoUnit.MILLIS));
    }

    private static Granularity.Standard precision(String text) {
        return FINE.stream()
                .filter(text::contains)
                .findFirst()
                .flatMap(Granularity.Standard::of)
                .orElse(Granularity.Standard.DAY);
    }

    private LocalDateTime point(String text) {
        return times.find(text)
                .orElseThrow(() -> new Problem(Problem.Kind.INVALID, "cube-date", text));
    }
}
