package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import runnel.base.Problem;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.Stage;

/**
 * Writes the SELECT for a selection.
 *
 * <p>Measures that the joined rows would count too often get statements of their own, in which each
 * row of their cube appears once for each group; so do rolling measures. The statements are joined
 * by their groups.
 */
final class Writer {
    private final Context context;
    private final Selection selection;
    private final String prefix;
    private final JoinTree tree;

    /**
     * @param prefix goes before the cubes' aliases
     * @param joinHints paths that the joins must take
     */
    Writer(Context context, Selection selection, String prefix, List<List<String>> joinHints) {
        this.context = context;
        this.selection = selection;
        this.prefix = prefix;
        var hints =
                new Hints(context.catalog()).addPaths(joinHints).add(selection.members()).paths();
        this.tree =
                context.graph()
                        .tree(hints)
                        .orElseThrow(() ->
                                new NoPath(context.catalog(), context.graph())
                                        .problem(hints, selection.members()));
    }

    JoinTree tree() {
        return tree;
    }

    /**
     * The conditions that sub-query dimensions take over: all that need no sub-query themselves.
     */
    Selection propagated() {
        var plain =
                selection.where().stream().filter(test -> !Selection.usesSubQuery(test)).toList();
        return new Selection(List.of(), List.of(), selection.ranges(), plain, List.of());
    }

    /** The statement without order and limit; its columns are the groups, then the measures. */
    String statement() {
        var leaves = Leaves.of(context, selection);
        var scope = Scope.of(context, prefix, tree);
        var own = leaves.plain().stream().filter(scope::needsOwnRows).toList();
        if (own.isEmpty() && leaves.arePlain()) {
            return simple(scope);
        }
        var regular = leaves.plain().stream().filter(leaf -> !own.contains(leaf)).toList();
        return joined(pieces(regular, own, leaves));
    }

    /** One row for each row of the joined cubes. */
    String ungrouped() {
        var scope = Scope.perRow(context, prefix, tree);
        var columns = columns(scope);
        var where = Conditions.clause("WHERE", rowConditions(scope));
        return select(columns, new From(scope, this).cubes() + where);
    }

    /** The groups and then the measures. */
    private List<String> columns(Scope scope) {
        var columns = groupColumns(scope);
        selection
                .measures()
                .forEach(picked ->
                        columns.add(
                                scope.measure(picked.member())
                                        + " AS "
                                        + context.quote(picked.alias())));
        return columns;
    }

    private String simple(Scope scope) {
        var columns = columns(scope);
        var where = Conditions.clause("WHERE", rowConditions(scope));
        var having = Conditions.clause("HAVING", new Conditions(scope).all(selection.having()));
        return select(columns, new From(scope, this).cubes() + where + groupBy() + having);
    }

    /** A statement and the measures that its columns hold after the groups. */
    record Piece(String sql, List<Measure> measures) {}

    private List<Piece> pieces(List<Measure> regular, List<Measure> own, Leaves leaves) {
        var byCube = new LinkedHashMap<String, List<Measure>>();
        own.forEach(leaf ->
                byCube.computeIfAbsent(leaf.name().cube(), name -> new ArrayList<>()).add(leaf));
        var pieces = new ArrayList<Piece>();
        // One scan does for both kinds where they are of the same cubes.
        var cubes = regular.stream().map(leaf -> leaf.name().cube()).collect(Collectors.toSet());
        if (leaves.rolling().isEmpty() && cubes.equals(byCube.keySet())) {
            regular.forEach(leaf ->
                    byCube.computeIfAbsent(leaf.name().cube(), name -> new ArrayList<>())
                            .add(leaf));
        } else if (!regular.isEmpty()) {
            pieces.add(regular(regular));
        }
        byCube.forEach((cube, measures) -> pieces.add(keyed(cube, measures)));
        for (var leaf : leaves.rolling()) {
            pieces.add(
                    new Piece(
                            new Rolling(context, selection, tree, this).statement(leaf),
                            List.of(leaf)));
        }
        leaves.shifted().forEach(leaf -> pieces.add(shifted(leaf)));
        leaves.overs()
                .forEach(leaf ->
                        pieces.add(new Piece(alone(leaf, context, "_over"), List.of(leaf))));
        return pieces;
    }

    /** The same groups at another time, by the same means. */
    private Piece shifted(Measure measure) {
        var shift = (Stage.Shift) measure.formula().stage();
        var formula =
                new Measure.Formula(
                        measure.formula().sql(),
                        measure.formula().filters(),
                        measure.formula().window(),
                        Stage.NONE);
        var plain =
                new Measure(
                        measure.name(),
                        measure.label(),
                        true,
                        measure.aggregate(),
                        formula,
                        measure.traits(),
                        measure.place());
        return new Piece(alone(plain, context.shifted(shift), "_shift"), List.of(measure));
    }

    /** A statement of one measure by the same groups, without conditions on measures. */
    private String alone(Measure measure, Context where, String suffix) {
        var picked =
                new Selection.Picked<>(measure.name(), measure, List.of(measure.name().cube()));
        var one =
                new Selection(
                        selection.groups(),
                        List.of(picked),
                        selection.ranges(),
                        selection.where(),
                        List.of());
        return new Writer(where, one, named(measure.name().member() + suffix), List.of())
                .statement();
    }

    private Piece regular(List<Measure> measures) {
        var scope = Scope.of(context, named("main"), tree);
        var columns = groupColumns(scope);
        measures.forEach(leaf ->
                columns.add(scope.measure(leaf) + " AS " + context.quote(leaf.name().alias())));
        var where = Conditions.clause("WHERE", rowConditions(scope));
        return new Piece(
                select(columns, new From(scope, this).cubes() + where + groupBy()), measures);
    }

    private Piece keyed(String cube, List<Measure> measures) {
        var scope = Scope.of(context, named(cube + "_key"), tree);
        var keys = keys(scope, cube, groupColumns(scope), rowConditions(scope));
        var inner = Scope.of(context, named(cube + "_key"), measureTree(cube, measures));
        var columns = new ArrayList<String>();
        selection
                .groups()
                .forEach(group ->
                        columns.add(context.quote("keys") + "." + context.quote(group.alias())));
        measures.forEach(leaf ->
                columns.add(inner.measure(leaf) + " AS " + context.quote(leaf.name().alias())));
        return new Piece(select(columns, keyedFrom(keys, inner, cube) + groupBy()), measures);
    }

    /** Each group with the keys of the cube's rows in it, each key once. */
    String keys(Scope scope, String cube, List<String> groups, List<String> conditions) {
        var columns = new LinkedHashSet<>(groups);
        scope.key(cube)
                .forEach(key ->
                        columns.add(
                                scope.dimension(key) + " AS " + context.quote(key.name().alias())));
        var where = Conditions.clause("WHERE", conditions);
        return "SELECT DISTINCT "
                + String.join(", ", columns)
                + " FROM "
                + new From(scope, this).cubes()
                + where;
    }

    /** The keys, with the cube's rows found again by them, and what the measures need besides. */
    String keyedFrom(String keys, Scope inner, String cube) {
        var from = new From(inner, this);
        var on =
                inner.key(cube).stream()
                        .map(key ->
                                context.quote("keys")
                                        + "."
                                        + context.quote(key.name().alias())
                                        + " = "
                                        + inner.dimension(key))
                        .collect(Collectors.joining(" AND "));
        return "("
                + keys
                + ") AS "
                + context.quote("keys")
                + " LEFT JOIN "
                + from.table(cube)
                + " ON "
                + on
                + from.subQueries(cube)
                + from.joins();
    }

    /**
     * How the cubes that measures refer to are joined to their own cube, which must not repeat its
     * rows.
     */
    JoinTree measureTree(String cube, List<Measure> measures) {
        var hints = new Hints(context.catalog()).addPaths(List.of(List.of(cube)));
        measures.forEach(hints::addSql);
        var found = context.graph().tree(hints.paths());
        if (found.isEmpty() || !found.get().root().equals(cube) || found.get().multiplies(cube)) {
            var names =
                    measures.stream()
                            .map(measure -> measure.name().toString())
                            .collect(Collectors.joining(", "));
            throw new Problem(Problem.Kind.INVALID, "cube-multiplied", names);
        }
        return found.get();
    }

    private String joined(List<Piece> pieces) {
        var finished = new LinkedHashMap<MemberName, String>();
        var from = new StringBuilder();
        for (var i = 0; i < pieces.size(); i++) {
            var name = "q_" + i;
            for (var measure : pieces.get(i).measures()) {
                finished.putIfAbsent(
                        measure.name(), name + "." + context.quote(measure.name().alias()));
            }
            from.append(
                    i == 0 ? "" : selection.groups().isEmpty() ? " CROSS JOIN " : " INNER JOIN ");
            from.append('(').append(pieces.get(i).sql()).append(") AS ").append(name);
            if (i > 0 && !selection.groups().isEmpty()) {
                from.append(" ON ").append(sameGroups("q_" + (i - 1), name));
            }
        }
        new Windows(selection, tree, context, prefix).addTo(finished);
        var scope = Scope.of(context, prefix, tree).withColumns(finished);
        var columns = new ArrayList<String>();
        selection.groups().forEach(group -> columns.add("q_0." + context.quote(group.alias())));
        selection
                .measures()
                .forEach(picked ->
                        columns.add(
                                scope.measure(picked.member())
                                        + " AS "
                                        + context.quote(picked.alias())));
        return select(
                columns,
                from + Conditions.clause("WHERE", new Conditions(scope).all(selection.having())));
    }

    private String sameGroups(String left, String right) {
        return selection.groups().stream()
                .map(group -> context.quote(group.alias()))
                .map(column -> context.dialect().same(left + "." + column, right + "." + column))
                .collect(Collectors.joining(" AND "));
    }

    List<String> groupColumns(Scope scope) {
        var columns = new ArrayList<String>();
        selection
                .groups()
                .forEach(group ->
                        columns.add(group(scope, group) + " AS " + context.quote(group.alias())));
        return columns;
    }

    private String group(Scope scope, Selection.Group group) {
        var dimension = group.picked().member();
        if (group.grain().isEmpty()) {
            return group.isTime() ? scope.local(dimension) : scope.dimension(dimension);
        }
        return Grains.floor(context.dialect(), group.grain().get(), scope.local(dimension));
    }

    List<String> rowConditions(Scope scope) {
        var conditions = new Conditions(scope);
        var all = new ArrayList<String>();
        selection.ranges().forEach(range -> all.add(conditions.in(range)));
        all.addAll(conditions.all(selection.where()));
        return all;
    }

    String groupBy() {
        var groups = new StringBuilder();
        for (var i = 1; i <= selection.groups().size(); i++) {
            groups.append(i == 1 ? " GROUP BY " : ", ").append(i);
        }
        return groups.toString();
    }

    static String select(List<String> columns, String rest) {
        return "SELECT " + String.join(", ", columns) + " FROM " + rest;
    }

    private String named(String name) {
        return prefix.isEmpty() ? name : prefix + "_" + name;
    }
}
