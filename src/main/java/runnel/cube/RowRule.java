package runnel.cube;

import java.util.List;

/**
 * A rule for all queries of those whose security context holds something, whatever cube they ask.
 *
 * @param when the path into the security context that makes it apply; empty for everybody
 * @param denies whether such queries are refused
 * @param conditions what rows must pass otherwise
 */
public record RowRule(String when, boolean denies, List<RowCondition> conditions, Place place) {
    public RowRule {
        conditions = List.copyOf(conditions);
    }

    public boolean appliesTo(SecurityContext viewer) {
        return when.isEmpty() || viewer.holds(when);
    }
}
