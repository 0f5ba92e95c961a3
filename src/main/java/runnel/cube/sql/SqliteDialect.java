package runnel.cube.sql;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import runnel.cube.DateRange;
import runnel.cube.Granularity;
import runnel.cube.Interval;

/** SQLite, which keeps times as text: all times are brought to one form, {@code 2025-01-31T23:59:59.999}. */
final class SqliteDialect implements Dialect {
    private static final String FORM = "'%Y-%m-%dT%H:%M:%f'";

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String local(String column, ZoneId zone) {
        return ZoneShift.local(comparable(column), zone, SqliteDialect::plusSeconds, SqliteDialect::literal);
    }

    @Override
    public String truncate(Granularity.Standard unit, String time) {
        return switch (unit) {
            case YEAR -> form(time, "'start of year'");
            case QUARTER -> form(time, "'start of month'",
                    "'-' || ((CAST(strftime('%m', " + time + ") AS INTEGER) - 1) % 3) || ' months'");
            case MONTH -> form(time, "'start of month'");
            case WEEK -> form(time, "'start of day'", "'-6 days'", "'weekday 1'");
            case DAY -> form(time, "'start of day'");
            case HOUR -> "strftime('%Y-%m-%dT%H:00:00.000', " + time + ")";
            case MINUTE -> "strftime('%Y-%m-%dT%H:%M:00.000', " + time + ")";
            case SECOND -> "strftime('%Y-%m-%dT%H:%M:%S.000', " + time + ")";
        };
    }

    @Override
    public String bucket(Granularity.Custom granularity, String time) {
        var width = granularity.interval();
        var origin = granularity.anchor();
        if (width.months() == 0) {
            var passed = "(CAST(strftime('%s', " + time + ") AS INTEGER) - CAST(strftime('%s', " + literal(origin)
                    + ") AS INTEGER))";
            return form(literal(origin), "(" + floored(passed, width.seconds()) + ") || ' seconds'");
        }
        var into = Texts.secondsIntoMonth(origin);
        var shifted = into == 0 ? time : plusSeconds(time, -into);
        var first = origin.getYear() * 12 + origin.getMonthValue();
        var passed = "(CAST(strftime('%Y', " + shifted + ") AS INTEGER) * 12 + CAST(strftime('%m', " + shifted
                + ") AS INTEGER) - " + first + ")";
        return form(literal(origin), "(" + floored(passed, width.months()) + ") || ' months'");
    }

    @Override
    public String move(String time, Interval interval, boolean back) {
        var sign = back ? -1 : 1;
        var moved = interval.months() == 0 ? time : form(time, "'" + sign * interval.months() + " months'");
        return interval.seconds() == 0 ? moved : plusSeconds(moved, sign * interval.seconds());
    }

    @Override
    public String comparable(String column) {
        return "strftime(" + FORM + ", " + column + ")";
    }

    @Override
    public String timePlaceholder(String placeholder) {
        return placeholder;
    }

    @Override
    public Object timeBind(LocalDateTime time) {
        return DateRange.text(time);
    }

    @Override
    public String series(List<DateRange> periods) {
        return Texts.union(periods, SqliteDialect::literal);
    }

    @Override
    public String like(String column, String placeholder, boolean negated) {
        return column + (negated ? " NOT LIKE " : " LIKE ") + placeholder + " ESCAPE '\\'";
    }

    @Override
    public String same(String left, String right) {
        return left + " IS " + right;
    }

    @Override
    public String countDistinctApprox(String expression) {
        return "count(distinct " + expression + ")";
    }

    @Override
    public String concat(List<String> expressions) {
        return String.join(" || ", expressions);
    }

    @Override
    public String orderBy(int column, boolean descending) {
        return column + (descending ? " DESC" : " ASC") + " NULLS LAST";
    }

    private static String form(String time, String... modifiers) {
        return "strftime(" + FORM + ", " + time + ", " + String.join(", ", modifiers) + ")";
    }

    private static String plusSeconds(String time, long seconds) {
        return form(time, "'" + seconds + " seconds'");
    }

    /** Integer division rounds to zero; periods before the origin need rounding down. */
    private static String floored(String passed, long width) {
        return "(" + passed + " - ((" + passed + " % " + width + ") + " + width + ") % " + width + ")";
    }

    private static String literal(LocalDateTime time) {
        return "'" + DateRange.text(time) + "'";
    }
}
