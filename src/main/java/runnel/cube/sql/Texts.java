package runnel.cube.sql;

import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import runnel.cube.DateRange;

/** Small stretches of SQL text that several dialects share. */
final class Texts {
    private Texts() {}

    /** A text literal. */
    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A time as text with a space, as databases print it. */
    static String time(LocalDateTime time) {
        return DateRange.text(time).replace('T', ' ');
    }

    /** {@code (SELECT a AS date_from, b AS date_to UNION ALL …)} from literals of each period. */
    static String union(List<DateRange> periods, Function<LocalDateTime, String> literal) {
        var sql = new StringBuilder("(");
        for (var period : periods) {
            sql.append(sql.length() == 1 ? "" : " UNION ALL ")
                    .append("SELECT ")
                    .append(literal.apply(period.from()))
                    .append(" AS date_from, ")
                    .append(literal.apply(period.to()))
                    .append(" AS date_to");
        }
        return sql.append(')').toString();
    }

    /** The day of the month and the time of day of an origin, in seconds since the month began. */
    static long secondsIntoMonth(LocalDateTime origin) {
        return java.time.Duration.between(month(origin), origin).toSeconds();
    }

    static LocalDateTime month(LocalDateTime time) {
        return time.toLocalDate().withDayOfMonth(1).atStartOfDay();
    }
}
