package runnel.cube.sql;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import runnel.cube.DateRange;
import runnel.cube.Granularity;
import runnel.cube.Interval;

/**
 * What one database's SQL calls things. Pure and thread-safe.
 *
 * <p>Times come as expressions of the database's plain timestamp type unless said otherwise;
 * columns may hold dates, timestamps or timestamps with a zone, the plain ones being UTC.
 */
public interface Dialect {
    String name();

    String quote(String identifier);

    /** A column's time on the clocks of a zone. */
    String local(String column, ZoneId zone);

    /** The start of the calendar unit that a time lies in. */
    String truncate(Granularity.Standard unit, String time);

    /** The start of the period that a time lies in, the periods being counted from an origin. */
    String bucket(Granularity.Custom granularity, String time);

    /** A time moved by an interval, forth or back. */
    String move(String time, Interval interval, boolean back);

    /** A time of a column so that it can be compared with a bound time. */
    String comparable(String column);

    /** Where a bound time stands in a statement. */
    String timePlaceholder(String placeholder);

    /** A time as the value that is bound. */
    Object timeBind(LocalDateTime time);

    /**
     * A table of periods with the columns {@code date_from} and {@code date_to}, as a parenthesised
     * statement.
     */
    String series(List<DateRange> periods);

    /**
     * A case-insensitive match with a bound pattern in which {@code \} takes the meaning from the
     * next character.
     */
    String like(String column, String placeholder, boolean negated);

    /** Whether two values are the same, two missing ones included. */
    String same(String left, String right);

    String countDistinctApprox(String expression);

    /** Several values as one text. */
    String concat(List<String> expressions);

    /** One sort key; missing values come last. */
    String orderBy(int column, boolean descending);

    /** A column to sort by: its place in the statement and its quoted name. */
    record SortKey(int column, String name, boolean descending) {}

    /** A statement with its rows sorted. */
    default String sorted(String sql, List<SortKey> keys) {
        return keys.stream()
                .map(key -> orderBy(key.column(), key.descending()))
                .collect(Collectors.joining(", ", sql + " ORDER BY ", ""));
    }

    /** A dialect by its name: {@code duckdb}, {@code postgres}, {@code mysql} or {@code sqlite}. */
    static Dialect of(String name) {
        return switch (name) {
            case "duckdb" -> new DuckDbDialect();
            case "postgres" -> new PostgresDialect();
            case "mysql" -> new MySqlDialect();
            case "sqlite" -> new SqliteDialect();
            default -> throw new IllegalArgumentException("no dialect " + name);
        };
    }
}
