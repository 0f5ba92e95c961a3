package runnel.cube.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import runnel.cube.Aggregate;
import runnel.cube.Expression;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.Stage;

/**
 * Writes the measures that sum up or rank over several groups, as window functions over the
 * finished groups.
 */
final class Windows {
    private final Selection selection;
    private final JoinTree tree;
    private final Context context;
    private final String prefix;

    Windows(Selection selection, JoinTree tree, Context context, String prefix) {
        this.selection = selection;
        this.tree = tree;
        this.context = context;
        this.prefix = prefix;
    }

    /**
     * Adds the SQL of each such measure that the selection needs to the columns that are finished.
     */
    void addTo(Map<MemberName, String> finished) {
        selection.measures().forEach(picked -> add(picked.member(), finished));
    }

    private void add(Measure measure, Map<MemberName, String> finished) {
        if (finished.containsKey(measure.name())) {
            return;
        }
        for (var child : children(measure)) {
            add(child, finished);
        }
        if (measure.formula().stage() instanceof Stage.Over over) {
            finished.put(measure.name(), window(measure, over, finished));
        }
    }

    private String window(Measure measure, Stage.Over over, Map<MemberName, String> finished) {
        var scope = Scope.of(context, prefix, tree).withColumns(new LinkedHashMap<>(finished));
        var sql = new StringBuilder();
        if (measure.aggregate() == Aggregate.RANK) {
            sql.append("rank()");
        } else {
            sql.append(function(measure))
                    .append('(')
                    .append(scope.expression(measure.formula().sql()))
                    .append(')');
        }
        sql.append(" OVER (");
        var partition = partition(over);
        if (!partition.isEmpty()) {
            sql.append("PARTITION BY ").append(String.join(", ", partition)).append(' ');
        }
        if (!over.order().isEmpty()) {
            var keys =
                    over.order().stream()
                            .map(sort ->
                                    scope.expression(sort.sql())
                                            + (sort.descending() ? " DESC" : " ASC"))
                            .toList();
            sql.append("ORDER BY ").append(String.join(", ", keys));
        }
        return sql.toString().strip() + ")";
    }

    /** Counts of groups are summed up; formulas stand for a sum. */
    private static String function(Measure measure) {
        return switch (measure.aggregate()) {
            case AVG, MIN, MAX -> measure.aggregate().word();
            default -> "sum";
        };
    }

    private List<String> partition(Stage.Over over) {
        var columns = new ArrayList<String>();
        for (var group : selection.groups()) {
            if (over.keeps(group.picked().member().name())) {
                columns.add("q_0." + context.quote(group.alias()));
            }
        }
        return columns;
    }

    private List<Measure> children(Measure measure) {
        var children = new ArrayList<Measure>();
        for (var piece : measure.formula().sql().pieces()) {
            if (piece instanceof Expression.Member reference
                    && context.catalog().member(reference.name()) instanceof Measure child) {
                children.add(child);
            }
        }
        return children;
    }
}
