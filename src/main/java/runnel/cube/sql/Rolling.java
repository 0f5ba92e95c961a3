package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import runnel.base.Problem;
import runnel.cube.Aggregate;
import runnel.cube.DateRange;
import runnel.cube.Measure;

/**
 * Writes the statement of one rolling measure: a table of periods, and to each the rows of its
 * window.
 *
 * <p>Rows are summed up by a unit of time first where partial sums can be summed up further.
 */
final class Rolling {
    private static final String BASE = "base";
    private static final String SERIES = "series";

    private final Context context;
    private final Selection selection;
    private final JoinTree tree;
    private final Writer writer;
    private final Reach reach;

    Rolling(Context context, Selection selection, JoinTree tree, Writer writer) {
        this.context = context;
        this.reach = new Reach(context.dialect());
        this.selection = selection;
        this.tree = tree;
        this.writer = writer;
    }

    String statement(Measure measure) {
        var timed = selection.groups().stream().filter(group -> group.grain().isPresent()).toList();
        return timed.isEmpty() ? total(measure) : series(measure, timed);
    }

    /** Without periods: one window, at the end of the range. */
    private String total(Measure measure) {
        var scope = Scope.of(context, prefix(measure), tree);
        var conditions = new ArrayList<String>();
        for (var range : selection.ranges()) {
            var time = scope.local(range.picked().member());
            conditions.addAll(
                    reach.of(measure, time, bind(range.range(), true), bind(range.range(), false)));
        }
        conditions.addAll(new Conditions(scope).all(selection.where()));
        var groups = writer.groupColumns(scope);
        var name = context.quote(measure.name().alias());
        if (!scope.needsOwnRows(measure)) {
            var columns = new ArrayList<>(groups);
            columns.add(scope.measure(measure) + " AS " + name);
            var where = Conditions.clause("WHERE", conditions);
            return Writer.select(
                    columns, new From(scope, writer).cubes() + where + writer.groupBy());
        }
        var cube = measure.name().cube();
        var keys = writer.keys(scope, cube, groups, conditions);
        var inner = Scope.of(context, prefix(measure), writer.measureTree(cube, List.of(measure)));
        var columns = new ArrayList<String>();
        selection
                .groups()
                .forEach(group ->
                        columns.add(context.quote("keys") + "." + context.quote(group.alias())));
        columns.add(inner.measure(measure) + " AS " + name);
        return Writer.select(columns, writer.keyedFrom(keys, inner, cube) + writer.groupBy());
    }

    private String series(Measure measure, List<Selection.Group> timed) {
        var narrow = narrowest(timed);
        var periods = Grains.periods(narrow.grain().orElseThrow(), narrow.range().orElseThrow());
        var base = base(measure, narrow, periods);
        var columns = new ArrayList<String>();
        for (var group : selection.groups()) {
            columns.add(seriesColumn(group, narrow) + " AS " + context.quote(group.alias()));
        }
        var scope = Scope.of(context, prefix(measure), tree);
        var operand = BASE + "." + context.quote(measure.name().alias());
        columns.add(
                scope.aggregate(measure, operand, isAdditive(measure))
                        + " AS "
                        + context.quote(measure.name().alias()));
        var on =
                reach.of(
                        measure,
                        BASE + "." + context.quote("time"),
                        SERIES + ".date_from",
                        SERIES + ".date_to");
        return Writer.select(
                columns,
                context.dialect().series(periods)
                        + " AS "
                        + SERIES
                        + " LEFT JOIN ("
                        + base
                        + ") AS "
                        + BASE
                        + " ON "
                        + (on.isEmpty() ? "1 = 1" : String.join(" AND ", on))
                        + writer.groupBy());
    }

    private static Selection.Group narrowest(List<Selection.Group> timed) {
        var narrow = timed.getFirst();
        for (var group : timed) {
            if (group.range().isEmpty()) {
                throw new Problem(Problem.Kind.INVALID, "cube-rolling-range");
            }
            if (!group.picked().asked().equals(narrow.picked().asked())) {
                throw new Problem(
                        Problem.Kind.INVALID,
                        "cube-rolling-times",
                        narrow.picked().asked(),
                        group.picked().asked());
            }
            var unit = Grains.unit(group.grain().orElseThrow());
            if (unit.compareTo(Grains.unit(narrow.grain().orElseThrow())) > 0) {
                narrow = group;
            }
        }
        return narrow;
    }

    private String seriesColumn(Selection.Group group, Selection.Group narrow) {
        if (group.grain().isEmpty()) {
            return BASE + "." + context.quote(group.alias());
        }
        var start = SERIES + ".date_from";
        return group == narrow
                ? start
                : Grains.floor(context.dialect(), group.grain().get(), start);
    }

    /** The rows that any window may reach, or their sums by a unit of time. */
    private String base(Measure measure, Selection.Group narrow, List<DateRange> periods) {
        var scope = Scope.of(context, prefix(measure), tree);
        var local = scope.local(narrow.picked().member());
        var first = Conditions.bindTime(context, periods.getFirst().from());
        var last = Conditions.bindTime(context, periods.getLast().to());
        var conditions = new ArrayList<>(reach.outer(measure, local, first, last));
        var plain = new Conditions(scope);
        for (var range : selection.ranges()) {
            if (!range.picked().asked().equals(narrow.picked().asked())) {
                conditions.add(plain.in(range));
            }
        }
        conditions.addAll(plain.all(selection.where()));
        var additive = isAdditive(measure);
        var time =
                additive ? context.dialect().truncate(Reach.unit(measure, narrow), local) : local;
        var columns = new ArrayList<String>();
        for (var group : selection.groups()) {
            if (group.grain().isEmpty()) {
                var dimension = group.picked().member();
                var sql = group.isTime() ? scope.local(dimension) : scope.dimension(dimension);
                columns.add(sql + " AS " + context.quote(group.alias()));
            }
        }
        columns.add(time + " AS " + context.quote("time"));
        return scope.needsOwnRows(measure)
                ? keyedBase(measure, scope, columns, conditions)
                : plainBase(measure, scope, columns, conditions);
    }

    private String plainBase(
            Measure measure, Scope scope, List<String> groups, List<String> conditions) {
        var columns = new ArrayList<>(groups);
        var additive = isAdditive(measure);
        columns.add(
                (additive ? scope.measure(measure) : scope.operand(measure))
                        + " AS "
                        + context.quote(measure.name().alias()));
        var where = Conditions.clause("WHERE", conditions);
        return Writer.select(
                columns,
                new From(scope, writer).cubes() + where + (additive ? groupBy(groups.size()) : ""));
    }

    private String keyedBase(
            Measure measure, Scope scope, List<String> groups, List<String> conditions) {
        var cube = measure.name().cube();
        var keys = writer.keys(scope, cube, groups, conditions);
        var inner = Scope.of(context, prefix(measure), writer.measureTree(cube, List.of(measure)));
        var columns = new ArrayList<String>();
        for (var group : groups) {
            columns.add(
                    context.quote("keys") + "." + group.substring(group.lastIndexOf(" AS ") + 4));
        }
        var additive = isAdditive(measure);
        columns.add(
                (additive ? inner.measure(measure) : inner.operand(measure))
                        + " AS "
                        + context.quote(measure.name().alias()));
        return Writer.select(
                columns,
                writer.keyedFrom(keys, inner, cube) + (additive ? groupBy(groups.size()) : ""));
    }

    private static String groupBy(int count) {
        return " GROUP BY "
                + java.util.stream.IntStream.rangeClosed(1, count)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
    }

    /** Where rows were repeated by joins each is counted once, which partial counts would spoil. */
    private boolean isAdditive(Measure measure) {
        var aggregate = measure.aggregate();
        return aggregate.isAdditive()
                && !(aggregate == Aggregate.COUNT && tree.multiplies(measure.name().cube()));
    }

    private String bind(DateRange range, boolean from) {
        return Conditions.bindTime(context, from ? range.from() : range.to());
    }

    private static String prefix(Measure measure) {
        return measure.name().cube() + "_" + measure.name().member() + "_cumulative";
    }
}
