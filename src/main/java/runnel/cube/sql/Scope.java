package runnel.cube.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import runnel.base.Problem;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Expression;
import runnel.cube.Granularity;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.ValueType;

/**
 * Writes members as SQL for one SELECT.
 *
 * <p>It remembers which sub-query dimensions were written, since each of them needs a join of its
 * own; so the FROM clause is written last. Not thread-safe.
 */
final class Scope {
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "current_date", "current_timestamp");

    private final Context context;
    private final String prefix;
    private final JoinTree tree;
    private final Map<MemberName, String> columns;
    private final boolean perRow;
    private final Set<Dimension> subQueries = new LinkedHashSet<>();

    private Scope(
            Context context,
            String prefix,
            JoinTree tree,
            Map<MemberName, String> columns,
            boolean perRow) {
        this.context = context;
        this.prefix = prefix;
        this.tree = tree;
        this.columns = columns;
        this.perRow = perRow;
    }

    /**
     * @param prefix goes before the cubes' aliases; empty in the outermost SELECT
     */
    static Scope of(Context context, String prefix, JoinTree tree) {
        return new Scope(context, prefix, tree, Map.of(), false);
    }

    /** A scope in which measures show what each row adds to them. */
    static Scope perRow(Context context, String prefix, JoinTree tree) {
        return new Scope(context, prefix, tree, Map.of(), true);
    }

    /** A scope in which some measures are columns already. */
    Scope withColumns(Map<MemberName, String> finished) {
        return new Scope(context, prefix, tree, finished, perRow);
    }

    Context context() {
        return context;
    }

    JoinTree tree() {
        return tree;
    }

    Set<Dimension> subQueries() {
        return subQueries;
    }

    String alias(String cube) {
        return context.quote(prefix.isEmpty() ? cube : prefix + "__" + cube);
    }

    /** A cube's rows as a table expression. */
    String source(Cube cube) {
        return switch (cube.source()) {
            case Cube.Table table -> expression(table.name());
            case Cube.Select select -> "(" + expression(select.sql()) + ")";
        };
    }

    String expression(Expression expression) {
        if (expression.pieces().size() == 1) {
            return piece(expression.pieces().getFirst());
        }
        var sql = new StringBuilder();
        for (var piece : expression.pieces()) {
            sql.append(
                    piece instanceof Expression.Member ? Atoms.wrap(piece(piece)) : piece(piece));
        }
        return sql.toString();
    }

    private String piece(Expression.Piece piece) {
        return switch (piece) {
            case Expression.Text text -> text.sql();
            case Expression.Alias alias -> alias(alias.cube());
            case Expression.Member reference ->
                    reference.granularity().isEmpty()
                            ? member(context.catalog().member(reference.name()))
                            : context.dialect()
                                    .truncate(
                                            Granularity.Standard.of(reference.granularity())
                                                    .orElseThrow(),
                                            local(
                                                    (Dimension)
                                                            context.catalog()
                                                                    .member(reference.name())));
        };
    }

    private String member(Member member) {
        return switch (member) {
            case Dimension dimension -> dimension(dimension);
            case Measure measure -> measure(measure);
            case Segment segment -> segment(segment);
        };
    }

    String segment(Segment segment) {
        return prefixed(segment.name().cube(), segment.sql());
    }

    /**
     * A dimension's own value; times are as the database has them, moved where the statement shows
     * another time.
     */
    String dimension(Dimension dimension) {
        var sql = value(dimension);
        if (dimension.type() == ValueType.TIME) {
            for (var shift : context.shifts()) {
                if (shift.moves(dimension.name())) {
                    sql = "(" + context.dialect().move(sql, shift.interval(), !shift.prior()) + ")";
                }
            }
        }
        return sql;
    }

    private String value(Dimension dimension) {
        var cube = dimension.name().cube();
        return switch (dimension.body()) {
            case Dimension.Column column -> prefixed(cube, column.sql());
            case Dimension.Geo geo ->
                    context.dialect()
                            .concat(
                                    List.of(
                                            prefixed(cube, geo.latitude()),
                                            "','",
                                            prefixed(cube, geo.longitude())));
            case Dimension.Case cases -> cases(cases);
            case Dimension.SubQuery sub -> {
                subQueries.add(dimension);
                yield subQueryAlias(dimension) + "." + context.quote(dimension.name().alias());
            }
        };
    }

    /** A time dimension on the clocks of the query's zone. */
    String local(Dimension dimension) {
        return context.dialect().local(dimension(dimension), context.zone());
    }

    String subQueryAlias(Dimension dimension) {
        return context.quote(
                dimension.name().cube() + "_" + dimension.name().member() + "_subquery");
    }

    private String cases(Dimension.Case cases) {
        var sql = new StringBuilder("CASE");
        for (var branch : cases.branches()) {
            sql.append(" WHEN ")
                    .append(expression(branch.condition()))
                    .append(" THEN ")
                    .append(label(branch.label()));
        }
        cases.otherwise().forEach(label -> sql.append(" ELSE ").append(label(label)));
        return sql.append(" END").toString();
    }

    private String label(Dimension.Result label) {
        return label.sql().isEmpty() ? Texts.literal(label.text()) : expression(label.sql());
    }

    /** A bare word is a column of the cube. */
    private String prefixed(String cube, Expression expression) {
        var sql = expression(expression);
        var bare =
                MemberName.isWord(sql) && !WORDS.contains(sql.toLowerCase(java.util.Locale.ROOT));
        return bare ? alias(cube) + "." + sql : sql;
    }

    /** A measure, summed up unless the scope is of single rows. */
    String measure(Measure measure) {
        var column = columns.get(measure.name());
        if (column != null) {
            return column;
        }
        return perRow ? ungrouped(measure) : aggregate(measure, operand(measure), false);
    }

    /** What a measure aggregates, for each row. */
    String operand(Measure measure) {
        var formula = measure.formula();
        var raw =
                formula.sql().isEmpty()
                        ? counted(measure.name().cube())
                        : prefixed(measure.name().cube(), formula.sql());
        if (formula.filters().isEmpty()) {
            return raw;
        }
        return "CASE WHEN " + filters(measure) + " THEN " + (raw.equals("*") ? "1" : raw) + " END";
    }

    /** A measure's own conditions. */
    String filters(Measure measure) {
        return measure.formula().filters().stream()
                .map(filter -> "(" + expression(filter) + ")")
                .collect(Collectors.joining(" AND "));
    }

    /** What a row of an ungrouped query shows of a measure: 1 for a row that counts. */
    private String ungrouped(Measure measure) {
        var operand = operand(measure);
        return switch (measure.aggregate()) {
            case COUNT, COUNT_DISTINCT, COUNT_DISTINCT_APPROX ->
                    operand.equals("*")
                            ? "1"
                            : "CASE WHEN (" + operand + ") IS NOT NULL THEN 1 END";
            default -> operand;
        };
    }

    /**
     * @param partial whether the operand holds partial results of the same measure
     */
    String aggregate(Measure measure, String operand, boolean partial) {
        var multiplied = !partial && tree.multiplies(measure.name().cube());
        return switch (measure.aggregate()) {
            case COUNT ->
                    partial
                            ? "sum(" + operand + ")"
                            : multiplied && measure.formula().sql().isEmpty()
                                    ? "count(distinct " + operand + ")"
                                    : "count(" + operand + ")";
            case COUNT_DISTINCT -> "count(distinct " + operand + ")";
            case COUNT_DISTINCT_APPROX -> context.dialect().countDistinctApprox(operand);
            case SUM, AVG, MIN, MAX -> measure.aggregate().word() + "(" + operand + ")";
            case NUMBER, STRING, BOOLEAN, TIME, RANK -> operand;
        };
    }

    /**
     * What a plain count counts: the primary key, so that rows that a left join left empty are not
     * counted.
     */
    String counted(String cube) {
        var keys = context.catalog().cube(cube).primaryKey();
        if (keys.isEmpty()) {
            return "*";
        }
        var parts = keys.stream().map(this::dimension).toList();
        return parts.size() == 1 ? parts.getFirst() : context.dialect().concat(parts);
    }

    /** The primary key's dimensions. */
    List<Dimension> key(String cube) {
        var keys = context.catalog().cube(cube).primaryKey();
        if (keys.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cube-primary-key", cube);
        }
        return keys;
    }

    /**
     * Whether joined rows would count the measure too often, so that it needs a statement of its
     * own.
     */
    boolean needsOwnRows(Measure measure) {
        if (!tree.multiplies(measure.name().cube())) {
            return false;
        }
        return switch (measure.aggregate()) {
            case COUNT -> !measure.formula().sql().isEmpty();
            case COUNT_DISTINCT, COUNT_DISTINCT_APPROX, MIN, MAX -> false;
            default -> true;
        };
    }
}
