package runnel.bi.time;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Whole days from one to another, both included; open where an end is empty.
 *
 * @param unit the calendar unit it is exactly one of ({@code month}), or empty
 * @param label as it was said
 */
public record Period(Optional<LocalDate> from, Optional<LocalDate> to, String unit, String label) {
    static Period of(LocalDate from, LocalDate to, String unit, String label) {
        return new Period(Optional.of(from), Optional.of(to), unit, label);
    }

    public boolean isClosed() {
        return from.isPresent() && to.isPresent();
    }

    /** The same days a number of years earlier. */
    public Period yearsEarlier(int years) {
        return new Period(
                from.map(day -> day.minusYears(years)),
                to.map(day ->
                        lastOfMonth(day) ? monthEnd(day.minusYears(years)) : day.minusYears(years)),
                unit,
                label);
    }

    /** The days a unit of the calendar before these: "last year", then "the year before". */
    public Period earlier(String by) {
        if (by.equals("year")) {
            return yearsEarlier(1);
        }
        if (by.equals(unit) && isClosed()) {
            return before();
        }
        return new Period(
                from.map(day -> Calendar.plus(day, by, -1)),
                to.map(day -> Calendar.plus(day, by, -1)),
                unit,
                label);
    }

    /** The period of the same length that ends just before this one. The period must be closed. */
    public Period before() {
        var start = from.orElseThrow();
        var end = start.minusDays(1);
        var first =
                switch (unit) {
                    case "year" -> start.minusYears(1);
                    case "half" -> start.minusMonths(6);
                    case "quarter" -> start.minusMonths(3);
                    case "month" -> start.minusMonths(1);
                    default ->
                            start.minusDays(to.orElseThrow().toEpochDay() - start.toEpochDay() + 1);
                };
        return of(first, end, unit, label);
    }

    private static boolean lastOfMonth(LocalDate day) {
        return day.getDayOfMonth() == day.lengthOfMonth();
    }

    private static LocalDate monthEnd(LocalDate day) {
        return day.withDayOfMonth(day.lengthOfMonth());
    }
}
