package runnel.bi.time;

import java.time.LocalDate;

/**
 * One point or stretch of time in a text.
 *
 * @param end where it ends in the text
 * @param kind whether the year was said
 */
record Atom(int end, LocalDate from, LocalDate to, String unit, Kind kind) {
    /** How an atom relates to a year. */
    enum Kind {
        /** A year and nothing else. */
        YEAR,
        /** A part of a year whose year was not said. */
        PART,
        /** Complete. */
        WHOLE
    }

    /** The same part of another year. */
    Atom in(int year, int newEnd) {
        var shift = year - from.getYear();
        var last = to.getDayOfMonth() == to.lengthOfMonth();
        var moved = to.plusYears(shift);
        return new Atom(
                newEnd,
                from.plusYears(shift),
                last ? moved.withDayOfMonth(moved.lengthOfMonth()) : moved,
                unit,
                Kind.WHOLE);
    }

    /** One unit from its first day on. */
    static Atom one(int end, LocalDate first, String unit, Kind kind) {
        return new Atom(end, first, Calendar.plus(first, unit, 1).minusDays(1), unit, kind);
    }
}
