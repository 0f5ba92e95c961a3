package runnel.cube;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The width of the periods that time is cut into. */
public sealed interface Granularity {
    /** Names of the standard granularities, wide to narrow. */
    List<String> STANDARD = Arrays.stream(Standard.values()).map(Standard::word).toList();

    /** The start of the period that a time lies in. */
    LocalDateTime floor(LocalDateTime time);

    /** The start of the next period after the given start. */
    LocalDateTime next(LocalDateTime start);

    /** A calendar unit; weeks begin on Monday. */
    enum Standard implements Granularity {
        YEAR(12, 0),
        QUARTER(3, 0),
        MONTH(1, 0),
        WEEK(0, 604_800),
        DAY(0, 86_400),
        HOUR(0, 3_600),
        MINUTE(0, 60),
        SECOND(0, 1);

        private final int months;
        private final int seconds;

        Standard(int months, int seconds) {
            this.months = months;
            this.seconds = seconds;
        }

        public static Optional<Standard> of(String word) {
            return Arrays.stream(values()).filter(unit -> unit.word().equals(word)).findFirst();
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public Interval interval() {
            return new Interval(months, seconds, "1 " + word());
        }

        @Override
        public LocalDateTime floor(LocalDateTime time) {
            var day = time.truncatedTo(ChronoUnit.DAYS);
            return switch (this) {
                case YEAR -> day.withDayOfYear(1);
                case QUARTER -> day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / 3 * 3 + 1);
                case MONTH -> day.withDayOfMonth(1);
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case DAY -> day;
                case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
                case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
                case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
            };
        }

        @Override
        public LocalDateTime next(LocalDateTime start) {
            return start.plusMonths(months).plusSeconds(seconds);
        }
    }

    /**
     * Periods of one interval counted from an origin.
     *
     * @param interval either months or seconds, never both
     * @param offset moves the natural origin, where no origin is given
     * @param origin as declared, empty where none is
     */
    record Custom(String title, Interval interval, Optional<Interval> offset, Optional<LocalDateTime> origin, String originText)
            implements Granularity {
        /** Where counting begins: a whole year, or a Monday for intervals of weeks, moved by the offset. */
        public LocalDateTime anchor() {
            if (origin.isPresent()) {
                return origin.get();
            }
            var weeks = interval.months() == 0 && interval.seconds() % Standard.WEEK.seconds == 0;
            // 2001 began with a Monday: both kinds of interval may count from there.
            var natural = LocalDateTime.of(2001, 1, 1, 0, 0);
            var anchor = weeks || interval.months() > 0 ? natural : LocalDateTime.of(2000, 1, 1, 0, 0);
            return offset.map(by -> by.addTo(anchor)).orElse(anchor);
        }

        @Override
        public LocalDateTime floor(LocalDateTime time) {
            var anchor = anchor();
            if (interval.months() == 0) {
                var passed = Math.floorDiv(ChronoUnit.SECONDS.between(anchor, time.truncatedTo(ChronoUnit.SECONDS)), interval.seconds());
                return anchor.plusSeconds(passed * interval.seconds());
            }
            var passed = ChronoUnit.MONTHS.between(anchor, time);
            var periods = Math.floorDiv(passed - (anchor.plusMonths(passed).isAfter(time) ? 1 : 0), interval.months());
            return anchor.plusMonths(periods * interval.months());
        }

        @Override
        public LocalDateTime next(LocalDateTime start) {
            return interval.addTo(start);
        }
    }
}
