package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import runnel.cube.Aggregate;
import runnel.cube.Dimension;
import runnel.cube.Measure;
import runnel.cube.Stage;

/**
 * Writes the FROM clause of one SELECT: the joined cubes, and the statements that sub-query
 * dimensions need.
 */
final class From {
    private final Scope scope;
    private final Writer writer;

    From(Scope scope, Writer writer) {
        this.scope = scope;
        this.writer = writer;
    }

    /** All the cubes of the scope's tree. */
    String cubes() {
        var tree = scope.tree();
        var sql = new StringBuilder(table(tree.root()));
        var joins = joins();
        var own = subQueries(tree.root());
        return sql.append(own).append(joins).toString();
    }

    /** The cubes that are joined to the root, without the root itself. */
    String joins() {
        var sql = new StringBuilder();
        for (var join : scope.tree().joins()) {
            sql.append(" LEFT JOIN ")
                    .append(table(join.to()))
                    .append(" ON ")
                    .append(scope.expression(join.on()));
            sql.append(subQueries(join.to()));
        }
        return sql.toString();
    }

    String table(String cube) {
        return scope.source(scope.context().catalog().cube(cube)) + " AS " + scope.alias(cube);
    }

    String subQueries(String cube) {
        var sql = new StringBuilder();
        for (var dimension : List.copyOf(scope.subQueries())) {
            if (dimension.name().cube().equals(cube)) {
                sql.append(subQuery(dimension));
            }
        }
        return sql.toString();
    }

    private String subQuery(Dimension dimension) {
        var cube = dimension.name().cube();
        var keys = scope.key(cube);
        var groups = new ArrayList<Selection.Group>();
        for (var key : keys) {
            groups.add(
                    new Selection.Group(
                            new Selection.Picked<>(key.name(), key, List.of(cube)),
                            "",
                            Optional.empty(),
                            Optional.empty()));
        }
        var sub = (Dimension.SubQuery) dimension.body();
        var formula =
                new Measure(
                        dimension.name(),
                        dimension.label(),
                        true,
                        Aggregate.NUMBER,
                        new Measure.Formula(sub.sql(), List.of(), Optional.empty(), Stage.NONE),
                        new Measure.Traits(dimension.traits().format(), List.of()),
                        dimension.place());
        var measure = new Selection.Picked<>(dimension.name(), formula, List.<String>of());
        var propagated = sub.propagateFilters() ? writer.propagated() : Selection.NOTHING;
        var selection =
                new Selection(
                        groups,
                        List.of(measure),
                        propagated.ranges(),
                        propagated.where(),
                        List.of());
        var prefix = cube + "_" + dimension.name().member() + "_subquery";
        var statement = new Writer(scope.context(), selection, prefix, List.of()).statement();
        var alias = scope.subQueryAlias(dimension);
        var on =
                keys.stream()
                        .map(key ->
                                alias
                                        + "."
                                        + scope.context().quote(key.name().alias())
                                        + " = "
                                        + scope.dimension(key))
                        .collect(Collectors.joining(" AND "));
        return " LEFT JOIN (" + statement + ") AS " + alias + " ON " + on;
    }
}
