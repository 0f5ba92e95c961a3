package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import runnel.base.Problem;
import runnel.cube.AccessPolicy;
import runnel.cube.Catalog;
import runnel.cube.Entity;
import runnel.cube.Filter;
import runnel.cube.MemberName;
import runnel.cube.Query;
import runnel.cube.SecurityContext;
import runnel.cube.View;

/**
 * Holds queries to what a viewer may see.
 *
 * <p>Of each member that a query uses, and of each that these refer to, some policy of its cube
 * must grant it; the rows are those that for every such member pass the filters of at least one
 * policy that grants it. Immutable.
 */
public final class Guard {
    private final Catalog catalog;
    private final Resolver resolver;
    private final Members members;

    public Guard(Catalog catalog) {
        this.catalog = catalog;
        this.resolver = new Resolver(catalog);
        this.members = new Members(catalog);
    }

    /**
     * The query with the conditions that hold for this viewer.
     *
     * @throws Problem {@code cube-denied} or {@code cube-member-denied} when there is nothing that
     *     the viewer may see
     */
    public Query guard(Query query, SecurityContext viewer) {
        var conditions = new LinkedHashSet<Filter>();
        for (var rule : catalog.rules()) {
            if (rule.appliesTo(viewer)) {
                if (rule.denies()) {
                    throw new Problem(Problem.Kind.FORBIDDEN, "cube-denied");
                }
                rule.conditions().forEach(condition -> conditions.add(condition.filter(viewer)));
            }
        }
        if (catalog.entities().stream().anyMatch(entity -> !entity.head().policies().isEmpty())) {
            used(query).forEach((name, exposed) -> conditions.addAll(rows(name, exposed, viewer)));
        }
        return query.and(List.copyOf(conditions));
    }

    /** Whether a viewer may see a member of a cube or view. */
    public static boolean grants(Entity entity, String member, SecurityContext viewer) {
        var policies = entity.head().policies();
        return policies.isEmpty()
                || policies.stream()
                        .anyMatch(policy ->
                                policy.appliesTo(viewer) && policy.members().grants(member));
    }

    /**
     * All members that a query uses: as they are called in it, and what stands behind them; and
     * whether a view with policies of its own exposes them, so that of their cubes only the
     * policies on rows count.
     */
    private Map<MemberName, Boolean> used(Query query) {
        var names = new LinkedHashSet<String>();
        names.addAll(query.measures());
        names.addAll(query.dimensions());
        query.timeDimensions().forEach(time -> names.add(time.dimension()));
        names.addAll(query.segments());
        query.filters().forEach(filter -> names(filter, names));
        var used = new LinkedHashMap<MemberName, Boolean>();
        for (var name : names) {
            var picked = resolver.pick(name);
            var entity = catalog.entity(picked.asked().cube()).orElseThrow();
            var exposed = entity instanceof View && !entity.head().policies().isEmpty();
            used.put(picked.asked(), false);
            members.closure(picked.member())
                    .forEach(member -> used.merge(member, exposed, Boolean::logicalAnd));
        }
        return used;
    }

    private static void names(Filter filter, Set<String> names) {
        switch (filter) {
            case Filter.Comparison comparison -> names.add(comparison.member());
            case Filter.Dates dates -> names.add(dates.member());
            case Filter.Group group -> group.parts().forEach(part -> names(part, names));
        }
    }

    private List<Filter> rows(MemberName name, boolean exposed, SecurityContext viewer) {
        var entity = catalog.entity(name.cube()).orElseThrow();
        var policies = entity.head().policies();
        if (policies.isEmpty()) {
            return List.of();
        }
        var granting =
                policies.stream()
                        .filter(policy ->
                                policy.appliesTo(viewer)
                                        && (exposed || policy.members().grants(name.member())))
                        .map(AccessPolicy::rows)
                        .toList();
        if (granting.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-denied", name.alias(), name);
        }
        if (granting.stream().anyMatch(AccessPolicy.Rows::all)) {
            return List.of();
        }
        var any = new ArrayList<Filter>();
        for (var rows : granting) {
            any.add(
                    rows.filters().isEmpty()
                            ? Filter.NEVER
                            : new Filter.Group(
                                    false,
                                    rows.filters().stream().map(f -> f.filter(viewer)).toList(),
                                    ""));
        }
        return List.of(new Filter.Group(true, any, ""));
    }
}
