package runnel.cube;

import java.util.List;
import java.util.Set;

/**
 * Who may see which members and rows of a cube or a view.
 *
 * @param groups the groups it speaks of; {@code *} is everybody
 * @param conditions paths into the security context that must all hold something true
 */
public record AccessPolicy(Set<String> groups, List<String> conditions, Members members, Rows rows) {
    /** Which members are granted. */
    public record Members(boolean all, Set<String> includes, Set<String> excludes) {
        public static final Members ALL = new Members(true, Set.of(), Set.of());

        public Members {
            includes = Set.copyOf(includes);
            excludes = Set.copyOf(excludes);
        }

        public boolean grants(String member) {
            return (all || includes.contains(member)) && !excludes.contains(member);
        }
    }

    /** Which rows are granted: all of them, or those that pass every filter; no filter and not all means none. */
    public record Rows(boolean all, List<RowCondition> filters) {
        public static final Rows ALL = new Rows(true, List.of());

        public Rows {
            filters = List.copyOf(filters);
        }
    }

    public AccessPolicy {
        groups = Set.copyOf(groups);
        conditions = List.copyOf(conditions);
    }

    public boolean appliesTo(SecurityContext viewer) {
        return (groups.contains("*") || viewer.groups().stream().anyMatch(groups::contains))
                && conditions.stream().allMatch(viewer::holds);
    }
}
