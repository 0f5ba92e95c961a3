package runnel.cube;

import java.util.Optional;

/**
 * A dimension of time in a query.
 *
 * @param granularity the periods to group by; empty where it only limits the rows
 * @param range in the query's time zone
 */
public record TimeDimension(String dimension, String granularity, Optional<DateRange> range) {
    public boolean isGrouped() {
        return !granularity.isEmpty();
    }
}
