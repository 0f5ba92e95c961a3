package runnel.cube.sql;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import runnel.cube.DateRange;
import runnel.cube.Granularity;
import runnel.cube.Interval;

/** DuckDB, its session in UTC. */
class DuckDbDialect implements Dialect {
    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String local(String column, ZoneId zone) {
        return zone == ZoneOffset.UTC
                ? "CAST(" + column + " AS TIMESTAMP)"
                : "timezone(" + Texts.literal(zone.getId()) + ", CAST(" + column + " AS TIMESTAMPTZ))";
    }

    @Override
    public String truncate(Granularity.Standard unit, String time) {
        return "date_trunc('" + unit.word() + "', " + time + ")";
    }

    @Override
    public String bucket(Granularity.Custom granularity, String time) {
        var width = granularity.interval();
        var origin = granularity.anchor();
        if (width.months() == 0) {
            return "time_bucket(INTERVAL " + width.seconds() + " SECONDS, " + time + ", " + literal(origin) + ")";
        }
        var into = Texts.secondsIntoMonth(origin);
        var shifted = into == 0 ? time : time + " - INTERVAL " + into + " SECONDS";
        var bucket = "time_bucket(INTERVAL " + width.months() + " MONTHS, " + shifted + ", "
                + literal(Texts.month(origin)) + ")";
        return into == 0 ? bucket : bucket + " + INTERVAL " + into + " SECONDS";
    }

    @Override
    public String move(String time, Interval interval, boolean back) {
        var sign = back ? " - " : " + ";
        var moved = time;
        if (interval.months() != 0) {
            moved += sign + "INTERVAL '" + interval.months() + " months'";
        }
        return interval.seconds() == 0 ? moved : moved + sign + "INTERVAL '" + interval.seconds() + " seconds'";
    }

    @Override
    public String comparable(String column) {
        return column;
    }

    @Override
    public String timePlaceholder(String placeholder) {
        return "CAST(" + placeholder + " AS TIMESTAMP)";
    }

    @Override
    public Object timeBind(LocalDateTime time) {
        return time;
    }

    @Override
    public String series(List<DateRange> periods) {
        var sql = new StringBuilder("(SELECT CAST(date_from AS TIMESTAMP) AS date_from, CAST(date_to AS TIMESTAMP) AS date_to FROM (VALUES ");
        for (var i = 0; i < periods.size(); i++) {
            sql.append(i == 0 ? "" : ", ")
                    .append("('").append(periods.get(i).fromText())
                    .append("', '").append(periods.get(i).toText()).append("')");
        }
        return sql.append(") AS dates (date_from, date_to))").toString();
    }

    @Override
    public String like(String column, String placeholder, boolean negated) {
        return column + (negated ? " NOT ILIKE " : " ILIKE ") + placeholder + " ESCAPE '\\'";
    }

    @Override
    public String same(String left, String right) {
        return left + " IS NOT DISTINCT FROM " + right;
    }

    @Override
    public String countDistinctApprox(String expression) {
        return "approx_count_distinct(" + expression + ")";
    }

    @Override
    public String concat(List<String> expressions) {
        return String.join(" || ", expressions);
    }

    @Override
    public String orderBy(int column, boolean descending) {
        return column + (descending ? " DESC" : " ASC");
    }

    static String literal(LocalDateTime time) {
        return "TIMESTAMP '" + Texts.time(time) + "'";
    }
}
