package runnel.cube.sql;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import runnel.cube.Granularity;

/** PostgreSQL from version 14, its session in UTC. */
final class PostgresDialect extends DuckDbDialect {
    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public String local(String column, ZoneId zone) {
        var stamp = "CAST(" + column + " AS TIMESTAMPTZ)";
        return "(" + stamp + " AT TIME ZONE " + Texts.literal(zone == ZoneOffset.UTC ? "UTC" : zone.getId()) + ")";
    }

    @Override
    public String bucket(Granularity.Custom granularity, String time) {
        var width = granularity.interval();
        var origin = granularity.anchor();
        if (width.months() == 0) {
            return "date_bin(INTERVAL '" + width.seconds() + " seconds', " + time + ", " + literal(origin) + ")";
        }
        var into = Texts.secondsIntoMonth(origin);
        var shifted = into == 0 ? time : "(" + time + " - INTERVAL '" + into + " seconds')";
        var first = origin.getYear() * 12 + origin.getMonthValue() - 1;
        var passed = "(EXTRACT(YEAR FROM " + shifted + ") * 12 + EXTRACT(MONTH FROM " + shifted + ") - 1 - " + first + ")";
        var periods = "CAST(FLOOR(" + passed + " / " + width.months() + ") AS INTEGER)";
        return literal(origin) + " + " + periods + " * INTERVAL '" + width.months() + " months'";
    }

    @Override
    public String countDistinctApprox(String expression) {
        return "count(distinct " + expression + ")";
    }

    @Override
    public String concat(List<String> expressions) {
        return String.join(" || ", expressions.stream().map(text -> "CAST(" + text + " AS TEXT)").toList());
    }

    @Override
    public String orderBy(int column, boolean descending) {
        return column + (descending ? " DESC NULLS LAST" : " ASC");
    }
}
