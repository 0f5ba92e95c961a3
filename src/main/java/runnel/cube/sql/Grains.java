package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.Granularity;
import runnel.cube.Interval;

/** Periods of time, in SQL and spelt out. */
final class Grains {
    /** The most periods of one query. */
    static final int MAX_PERIODS = 50_000;

    private Grains() {}

    /** The start of the period that a time lies in. */
    static String floor(Dialect dialect, Granularity granularity, String time) {
        return switch (granularity) {
            case Granularity.Standard standard -> dialect.truncate(standard, time);
            case Granularity.Custom custom -> dialect.bucket(custom, time);
        };
    }

    /** All periods that a range touches. */
    static List<DateRange> periods(Granularity granularity, DateRange range) {
        var periods = new ArrayList<DateRange>();
        var start = granularity.floor(range.from());
        while (!start.isAfter(range.to())) {
            if (periods.size() == MAX_PERIODS) {
                throw new Problem(Problem.Kind.INVALID, "cube-periods", MAX_PERIODS);
            }
            var next = granularity.next(start);
            periods.add(new DateRange(start, next.minusNanos(1_000_000)));
            start = next;
        }
        return periods;
    }

    /** A unit so narrow that periods of both given ones are made of whole ones. */
    static Granularity.Standard common(Granularity.Standard a, Granularity.Standard b) {
        var narrow = a.compareTo(b) > 0 ? a : b;
        var wide = narrow == a ? b : a;
        return narrow == Granularity.Standard.WEEK && wide != narrow ? Granularity.Standard.DAY : narrow;
    }

    static Granularity.Standard unit(Granularity granularity) {
        return switch (granularity) {
            case Granularity.Standard standard -> standard;
            case Granularity.Custom custom -> {
                var days = custom.anchor().toLocalTime().toSecondOfDay() == 0
                        && custom.interval().seconds() % 86_400 == 0;
                yield days ? Granularity.Standard.DAY : Granularity.Standard.SECOND;
            }
        };
    }

    static Granularity.Standard unit(Interval interval) {
        var seconds = interval.seconds();
        if (seconds == 0) {
            return Granularity.Standard.MONTH;
        }
        if (seconds % 86_400 == 0) {
            return Granularity.Standard.DAY;
        }
        return seconds % 3_600 == 0 ? Granularity.Standard.HOUR : Granularity.Standard.SECOND;
    }
}
