package runnel.cube.query;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.Granularity;

/** Dates as queries give them, in one time zone and at one moment. */
public final class Dates {
    private static final Map<String, String> ZONES =
            Stream.concat(ZoneId.getAvailableZoneIds().stream(), Stream.of("EST", "MST", "HST"))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    id -> id.toLowerCase(Locale.ROOT), id -> id, (a, b) -> a));
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern TIME =
            Pattern.compile(
                    "(\\d{4})-(\\d{2})-(\\d{2})[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?(Z|[+-]\\d{2}:?\\d{2})?");

    private final ZoneId zone;
    private final DateText words;

    public Dates(Clock clock, ZoneId zone) {
        this.zone = zone;
        this.words = new DateText(LocalDateTime.ofInstant(clock.now(), zone));
    }

    /**
     * @throws Problem {@code cube-zone} when no such time zone exists
     */
    public static ZoneId zone(String name) {
        var id = Optional.ofNullable(ZONES.get(name.toLowerCase(Locale.ROOT)));
        if (id.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cube-zone", name);
        }
        return id.get().equals("UTC") ? ZoneOffset.UTC : ZoneId.of(id.get(), ZoneId.SHORT_IDS);
    }

    /** A range written as one text: a date or a time is its whole day, words mean what they say. */
    public DateRange range(String text) {
        return exact(text)
                .map(at -> DateText.whole(at.from(), at.to(), Granularity.Standard.DAY))
                .orElseGet(() -> words.range(text));
    }

    /** A range written as its ends: a date is its whole day, a time is itself. */
    public DateRange range(List<String> ends) {
        return new DateRange(end(ends.getFirst()).from(), end(ends.getLast()).to());
    }

    private DateRange end(String text) {
        return exact(text).orElseGet(() -> words.range(text));
    }

    /** A point in time, as the first and last moment that the text may mean. */
    public DateRange moment(String text) {
        var time = TIME.matcher(text);
        return time.matches() && time.group(8) != null ? at(text) : end(text);
    }

    /** A time that says its offset from UTC, on the clocks of the zone. */
    private DateRange at(String text) {
        var utc = exact(text).orElseThrow().from();
        var local = LocalDateTime.ofInstant(utc.toInstant(ZoneOffset.UTC), zone);
        return new DateRange(local, local);
    }

    /** Whether a text is a date or a time in digits, and not words. */
    static boolean isExact(String text) {
        return DATE.matcher(text).matches() || TIME.matcher(text).matches();
    }

    /** A date is a whole day, a time is itself. */
    private static Optional<DateRange> exact(String text) {
        try {
            var date = DATE.matcher(text);
            if (date.matches()) {
                var day =
                        TimeText.iso(
                                TIME.matcher(text + "T00:00").results().findFirst().orElseThrow());
                return Optional.of(DateText.whole(day, day, Granularity.Standard.DAY));
            }
            var time = TIME.matcher(text);
            if (time.matches()) {
                var zone = time.group(8);
                var at = TimeText.iso(time.toMatchResult()).truncatedTo(ChronoUnit.MILLIS);
                var local =
                        zone == null || zone.equals("Z")
                                ? at
                                : at.minusSeconds(ZoneOffset.of(zone).getTotalSeconds());
                return Optional.of(new DateRange(local, local));
            }
            return Optional.empty();
        } catch (DateTimeException e) {
            throw new Problem(Problem.Kind.INVALID, "cube-date", text).because(e);
        }
    }
}
