package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import runnel.base.Problem;
import runnel.cube.Catalog;
import runnel.cube.Column;
import runnel.cube.Measure;
import runnel.cube.Plan;
import runnel.cube.Query;
import runnel.cube.Stage;

/** Turns queries on one catalog into plans in one dialect. Pure; immutable and thread-safe. */
public final class Planner {
    private final Catalog catalog;
    private final Dialect dialect;
    private final JoinGraph graph;

    public Planner(Catalog catalog, Dialect dialect) {
        this.catalog = catalog;
        this.dialect = dialect;
        this.graph = new JoinGraph(catalog);
    }

    public Catalog catalog() {
        return catalog;
    }

    /**
     * @throws Problem saying what the query asks wrongly
     */
    public Plan plan(Query query) {
        return plan(query, true);
    }

    /** The plan that counts all rows that a query has without its limit. */
    public Plan total(Query query) {
        return Plan.counting(plan(query, false));
    }

    private Plan plan(Query query, boolean paged) {
        var options = query.options();
        var selection = new Resolver(catalog).resolve(query);
        checkHints(options.joinHints());
        var context = new Context(catalog, graph, dialect, options.zone(), new Binds(), List.of());
        var writer = new Writer(context, selection, "", options.joinHints());
        if (options.ungrouped()) {
            checkUngrouped(selection);
        }
        var sql = options.ungrouped() ? writer.ungrouped() : writer.statement();
        var warnings = new ArrayList<String>();
        if (paged) {
            var keys = order(query, selection, context, warnings);
            sql = keys.isEmpty() ? sql : dialect.sorted(sql, keys);
            sql += " LIMIT " + options.limit();
            sql += options.offset() == 0 ? "" : " OFFSET " + options.offset();
        }
        warnAboutRanges(selection, warnings);
        var bound = context.binds().bind(sql);
        var path = new ArrayList<String>(writer.tree().cubes());
        return new Plan(
                bound.sql(),
                bound.values(),
                columns(selection),
                new Plan.Explain(path, new Members(catalog).of(selection)),
                warnings);
    }

    private static void checkUngrouped(Selection selection) {
        if (!selection.having().isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cube-ungrouped-measures");
        }
        for (var picked : selection.measures()) {
            if (!(picked.member().formula().stage() instanceof Stage.Plain)) {
                throw new Problem(Problem.Kind.INVALID, "cube-stage-ungrouped", picked.asked());
            }
        }
    }

    private void checkHints(List<List<String>> hints) {
        for (var hint : hints) {
            for (var cube : hint) {
                if (catalog.entity(cube).isEmpty()) {
                    throw new Problem(Problem.Kind.INVALID, "cube-unknown", cube, "joinHints", "–");
                }
            }
        }
    }

    private static List<Column> columns(Selection selection) {
        var columns = new ArrayList<Column>();
        for (var group : selection.groups()) {
            var name = group.picked().asked().toString();
            var names = new ArrayList<String>();
            names.add(group.grainName().isEmpty() ? name : name + "." + group.grainName());
            // Clients know a time dimension by both names; its finest periods get the short one.
            if (!group.grainName().isEmpty() && selection.named(name) == group) {
                names.add(name);
            }
            columns.add(new Column(group.alias(), names, group.picked().member().type()));
        }
        for (var picked : selection.measures()) {
            columns.add(
                    new Column(
                            picked.alias(),
                            List.of(picked.asked().toString()),
                            picked.member().type()));
        }
        return columns;
    }

    private static List<Dialect.SortKey> order(
            Query query, Selection selection, Context context, List<String> warnings) {
        var order = query.options().order().orElseGet(() -> defaultOrder(selection));
        var keys = new ArrayList<Dialect.SortKey>();
        for (var one : order) {
            var position = position(one.member(), selection);
            if (position.isPresent()) {
                var name = alias(position.get(), selection, context);
                keys.add(new Dialect.SortKey(position.get(), name, one.descending()));
            } else {
                warnings.add(
                        "order: '"
                                + one.member()
                                + "' is not among the selected members and was ignored");
            }
        }
        return keys;
    }

    private static String alias(int position, Selection selection, Context context) {
        var groups = selection.groups();
        return context.quote(
                position <= groups.size()
                        ? groups.get(position - 1).alias()
                        : selection.measures().get(position - 1 - groups.size()).alias());
    }

    /**
     * By time where there are periods, else by the first measure from the top, else by the first
     * dimension.
     */
    private static List<Query.Order> defaultOrder(Selection selection) {
        Optional<Selection.Group> timed =
                selection.groups().stream().filter(group -> group.grain().isPresent()).findFirst();
        if (timed.isPresent()) {
            return List.of(new Query.Order(timed.get().picked().asked().toString(), false));
        }
        if (selection.groups().isEmpty()) {
            return List.of();
        }
        return selection.measures().isEmpty()
                ? List.of(
                        new Query.Order(
                                selection.groups().getFirst().picked().asked().toString(), false))
                : List.of(
                        new Query.Order(selection.measures().getFirst().asked().toString(), true));
    }

    private static Optional<Integer> position(String member, Selection selection) {
        var wanted = member.toLowerCase(Locale.ROOT);
        var groups = selection.groups();
        var finest = -1;
        for (var i = 0; i < groups.size(); i++) {
            var name = groups.get(i).picked().asked().toString().toLowerCase(Locale.ROOT);
            if (wanted.equals(name + "." + groups.get(i).grainName())) {
                return Optional.of(i + 1);
            }
            if (wanted.equals(name)
                    && (finest < 0 || groups.get(i).fineness() >= groups.get(finest).fineness())) {
                finest = i;
            }
        }
        if (finest >= 0) {
            return Optional.of(finest + 1);
        }
        for (var i = 0; i < selection.measures().size(); i++) {
            Selection.Picked<Measure> measure = selection.measures().get(i);
            if (wanted.equals(measure.asked().toString().toLowerCase(Locale.ROOT))) {
                return Optional.of(groups.size() + i + 1);
            }
        }
        return Optional.empty();
    }

    private static void warnAboutRanges(Selection selection, List<String> warnings) {
        for (var range : selection.ranges()) {
            if (range.range().from().isAfter(range.range().to())) {
                warnings.add(
                        "dateRange: "
                                + range.range().fromText()
                                + " is after "
                                + range.range().toText());
            }
        }
        for (var test : selection.where()) {
            if (test instanceof Selection.Comparison comparison
                    && comparison.values().texts().size() > 1
                    && switch (comparison.operator()) {
                        case GT, GTE, LT, LTE -> true;
                        default -> false;
                    }) {
                warnings.add(
                        "filters: '"
                                + comparison.operator().word()
                                + "' on "
                                + comparison.picked().asked()
                                + " uses its first value only");
            }
        }
    }
}
