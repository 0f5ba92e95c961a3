package runnel.cube.sql;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import runnel.cube.DateRange;
import runnel.cube.Granularity;
import runnel.cube.Interval;

/** MySQL from version 8, and MariaDB; the session is in UTC. */
final class MySqlDialect implements Dialect {
    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String local(String column, ZoneId zone) {
        // Named zones need tables that many servers lack, so the zone is spelt out.
        return ZoneShift.local(
                "CAST(" + column + " AS DATETIME(3))",
                zone,
                MySqlDialect::plusSeconds,
                MySqlDialect::literal);
    }

    @Override
    public String truncate(Granularity.Standard unit, String time) {
        return switch (unit) {
            case YEAR -> "CAST(DATE_FORMAT(" + time + ", '%Y-01-01') AS DATETIME(3))";
            case QUARTER ->
                    "DATE_ADD(CAST(DATE_FORMAT("
                            + time
                            + ", '%Y-01-01') AS DATETIME(3)), INTERVAL (QUARTER("
                            + time
                            + ") - 1) * 3 MONTH)";
            case MONTH -> "CAST(DATE_FORMAT(" + time + ", '%Y-%m-01') AS DATETIME(3))";
            case WEEK ->
                    "CAST(DATE_SUB(DATE("
                            + time
                            + "), INTERVAL WEEKDAY("
                            + time
                            + ") DAY) AS DATETIME(3))";
            case DAY -> "CAST(DATE(" + time + ") AS DATETIME(3))";
            case HOUR -> "CAST(DATE_FORMAT(" + time + ", '%Y-%m-%d %H:00:00') AS DATETIME(3))";
            case MINUTE -> "CAST(DATE_FORMAT(" + time + ", '%Y-%m-%d %H:%i:00') AS DATETIME(3))";
            case SECOND -> "CAST(DATE_FORMAT(" + time + ", '%Y-%m-%d %H:%i:%s') AS DATETIME(3))";
        };
    }

    @Override
    public String bucket(Granularity.Custom granularity, String time) {
        var width = granularity.interval();
        var origin = granularity.anchor();
        if (width.months() == 0) {
            var periods =
                    "FLOOR(TIMESTAMPDIFF(SECOND, "
                            + literal(origin)
                            + ", "
                            + time
                            + ") / "
                            + width.seconds()
                            + ")";
            return "DATE_ADD("
                    + literal(origin)
                    + ", INTERVAL "
                    + periods
                    + " * "
                    + width.seconds()
                    + " SECOND)";
        }
        var into = Texts.secondsIntoMonth(origin);
        var shifted = into == 0 ? time : plusSeconds(time, -into);
        var first = origin.getYear() * 12 + origin.getMonthValue();
        var passed = "(YEAR(" + shifted + ") * 12 + MONTH(" + shifted + ") - " + first + ")";
        return "DATE_ADD("
                + literal(origin)
                + ", INTERVAL FLOOR("
                + passed
                + " / "
                + width.months()
                + ") * "
                + width.months()
                + " MONTH)";
    }

    @Override
    public String move(String time, Interval interval, boolean back) {
        var moved = time;
        var sign = back ? -1 : 1;
        if (interval.months() != 0) {
            moved = "DATE_ADD(" + moved + ", INTERVAL " + sign * interval.months() + " MONTH)";
        }
        return interval.seconds() == 0 ? moved : plusSeconds(moved, sign * interval.seconds());
    }

    @Override
    public String comparable(String column) {
        return column;
    }

    @Override
    public String timePlaceholder(String placeholder) {
        return "CAST(" + placeholder + " AS DATETIME(3))";
    }

    @Override
    public Object timeBind(LocalDateTime time) {
        return Texts.time(time);
    }

    @Override
    public String series(List<DateRange> periods) {
        return Texts.union(periods, MySqlDialect::literal);
    }

    @Override
    public String like(String column, String placeholder, boolean negated) {
        return "LOWER("
                + column
                + ")"
                + (negated ? " NOT LIKE " : " LIKE ")
                + "LOWER("
                + placeholder
                + ")";
    }

    @Override
    public String same(String left, String right) {
        return left + " <=> " + right;
    }

    @Override
    public String countDistinctApprox(String expression) {
        return "count(distinct " + expression + ")";
    }

    @Override
    public String concat(List<String> expressions) {
        return "CONCAT(" + String.join(", ", expressions) + ")";
    }

    @Override
    public String orderBy(int column, boolean descending) {
        return column + (descending ? " DESC" : " ASC");
    }

    /** Missing values come first there, and an order by an expression cannot name sums. */
    @Override
    public String sorted(String sql, List<SortKey> keys) {
        if (keys.stream().allMatch(SortKey::descending)) {
            return Dialect.super.sorted(sql, keys);
        }
        return keys.stream()
                .map(key ->
                        key.descending()
                                ? key.name() + " DESC"
                                : "ISNULL(" + key.name() + "), " + key.name() + " ASC")
                .collect(
                        Collectors.joining(
                                ", ", "SELECT * FROM (" + sql + ") AS answer ORDER BY ", ""));
    }

    private static String plusSeconds(String time, long seconds) {
        return "DATE_ADD(" + time + ", INTERVAL " + seconds + " SECOND)";
    }

    private static String literal(LocalDateTime time) {
        return "CAST('" + Texts.time(time) + "' AS DATETIME(3))";
    }
}
