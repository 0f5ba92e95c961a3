package runnel.cube.sql;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Time zones for databases that know none: the zone's changes of offset spelt out as a case. */
final class ZoneShift {
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    /** Later changes are not law yet. */
    private static final Instant LAST = Instant.parse("2040-01-01T00:00:00Z");

    private ZoneShift() {}

    /**
     * @param plus adds seconds to a time
     * @param literal writes a time in UTC
     */
    static String local(
            String time, ZoneId zone, BiFunction<String, Long, String> plus, Function<LocalDateTime, String> literal) {
        var rules = zone.getRules();
        if (rules.isFixedOffset()) {
            var seconds = (long) rules.getOffset(FIRST).getTotalSeconds();
            return seconds == 0 ? time : plus.apply(time, seconds);
        }
        var sql = new StringBuilder("CASE");
        var transition = rules.nextTransition(FIRST);
        var offset = rules.getOffset(FIRST);
        while (transition != null && transition.getInstant().isBefore(LAST)) {
            sql.append(" WHEN ").append(time).append(" < ").append(literal.apply(at(transition)));
            sql.append(" THEN ").append(plus.apply(time, (long) offset.getTotalSeconds()));
            offset = transition.getOffsetAfter();
            transition = rules.nextTransition(transition.getInstant());
        }
        return sql.append(" ELSE ").append(plus.apply(time, (long) offset.getTotalSeconds())).append(" END").toString();
    }

    private static LocalDateTime at(ZoneOffsetTransition transition) {
        return LocalDateTime.ofInstant(transition.getInstant(), ZoneOffset.UTC);
    }
}
