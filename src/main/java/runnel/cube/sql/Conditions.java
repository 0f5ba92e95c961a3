package runnel.cube.sql;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.Dimension;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.Operator;
import runnel.cube.Segment;
import runnel.cube.ValueType;

/** Writes conditions as SQL. Every value is bound, none becomes text. */
final class Conditions {
    /**
     * Precision up to which a number is bound as it is written; longer ones are bound as floating
     * point.
     */
    private static final int EXACT_DIGITS = 18;

    private final Scope scope;

    Conditions(Scope scope) {
        this.scope = scope;
    }

    /**
     * {@code WHERE …} or {@code HAVING …} over conditions that must all hold; empty where there are
     * none.
     */
    static String clause(String word, List<String> conditions) {
        return conditions.isEmpty()
                ? ""
                : " "
                        + word
                        + " "
                        + conditions.stream()
                                .map(c -> "(" + c + ")")
                                .collect(Collectors.joining(" AND "));
    }

    List<String> all(List<Selection.Test> tests) {
        return tests.stream().map(this::sql).toList();
    }

    /** Rows whose time lies in a range of local time. */
    String in(Selection.Range range) {
        return between(column(range.picked().member()), range.range());
    }

    private String sql(Selection.Test test) {
        return switch (test) {
            case Selection.InSegment segment -> scope.segment(segment.picked().member());
            case Selection.All all ->
                    all.parts().isEmpty()
                            ? all.any() ? "1 = 0" : "1 = 1"
                            : all(all.parts()).stream()
                                    .map(part -> "(" + part + ")")
                                    .collect(Collectors.joining(all.any() ? " OR " : " AND "));
            case Selection.Dated dated -> dated(dated);
            case Selection.Comparison comparison -> comparison(comparison);
        };
    }

    private String column(Member member) {
        return switch (member) {
            case Dimension dimension -> scope.dimension(dimension);
            case Measure measure -> scope.measure(measure);
            case Segment segment -> scope.segment(segment);
        };
    }

    private String dated(Selection.Dated dated) {
        var column = column(dated.picked().member());
        var time = scope.context().dialect().comparable(column);
        return switch (dated.operator()) {
            case NOT_IN_DATE_RANGE ->
                    time
                            + " < "
                            + utc(dated.range().from())
                            + " OR "
                            + time
                            + " > "
                            + utc(dated.range().to());
            case BEFORE_DATE -> time + " < " + utc(dated.range().from());
            case BEFORE_OR_ON_DATE -> time + " <= " + utc(dated.range().from());
            case AFTER_DATE -> time + " > " + utc(dated.range().from());
            case AFTER_OR_ON_DATE -> time + " >= " + utc(dated.range().from());
            default -> between(column, dated.range());
        };
    }

    private String between(String column, DateRange range) {
        var time = scope.context().dialect().comparable(column);
        return time + " >= " + utc(range.from()) + " AND " + time + " <= " + utc(range.to());
    }

    private String utc(LocalDateTime local) {
        return bindTime(scope.context(), DateRange.utc(local, scope.context().zone()));
    }

    /** Where a time stands in the statement. */
    static String bindTime(Context context, LocalDateTime time) {
        var dialect = context.dialect();
        return dialect.timePlaceholder(context.binds().add(dialect.timeBind(time)));
    }

    private String comparison(Selection.Comparison test) {
        var member = test.picked().member();
        var operator = test.operator();
        if (operator == Operator.MEASURE_FILTER) {
            var filters = scope.filters((Measure) member);
            return filters.isEmpty() ? "1 = 1" : filters;
        }
        var column = column(member);
        var missing = column + " IS NULL";
        if (operator == Operator.SET || operator == Operator.NOT_SET) {
            return operator == Operator.SET ? column + " IS NOT NULL" : missing;
        }
        var values = test.values();
        if (values.texts().isEmpty()) {
            return operator.isNegative() ? column + " IS NOT NULL" : missing;
        }
        var condition = operator.isText() ? like(column, test) : compared(column, test);
        // What differs from a value includes what has none, unless none was named too.
        return !operator.isOrder() && operator.isNegative() != values.withNull()
                ? condition + " OR " + missing
                : condition;
    }

    private String like(String column, Selection.Comparison test) {
        var operator = test.operator();
        var before =
                operator == Operator.STARTS_WITH || operator == Operator.NOT_STARTS_WITH ? "" : "%";
        var after = operator == Operator.ENDS_WITH || operator == Operator.NOT_ENDS_WITH ? "" : "%";
        var parts = new ArrayList<String>();
        for (var text : test.values().texts()) {
            var escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            var placeholder = scope.context().binds().add(before + escaped + after);
            parts.add(scope.context().dialect().like(column, placeholder, operator.isNegative()));
        }
        var joined = String.join(operator.isNegative() ? " AND " : " OR ", parts);
        return operator.isNegative() && parts.size() > 1 ? "(" + joined + ")" : joined;
    }

    private String compared(String column, Selection.Comparison test) {
        var member = test.picked().member();
        var type = TestRules.type(member);
        var values = test.values().texts();
        var subject =
                type == ValueType.TIME ? scope.context().dialect().comparable(column) : column;
        return switch (test.operator()) {
            case GT -> subject + " > " + bind(values.getFirst(), type, test);
            case GTE -> subject + " >= " + bind(values.getFirst(), type, test);
            case LT -> subject + " < " + bind(values.getFirst(), type, test);
            case LTE -> subject + " <= " + bind(values.getFirst(), type, test);
            default -> {
                var negative = test.operator().isNegative();
                if (values.size() == 1) {
                    yield subject
                            + (negative ? " <> " : " = ")
                            + bind(values.getFirst(), type, test);
                }
                var binds =
                        values.stream()
                                .map(value -> bind(value, type, test))
                                .collect(Collectors.joining(", "));
                yield subject + (negative ? " NOT IN (" : " IN (") + binds + ")";
            }
        };
    }

    private String bind(String text, ValueType type, Selection.Comparison test) {
        var context = scope.context();
        return switch (type) {
            case STRING, GEO -> context.binds().add(text);
            case NUMBER -> context.binds().add(number(text, test));
            case BOOLEAN -> context.binds().add(truth(text, test));
            case TIME -> bindTime(context, time(text, test));
        };
    }

    private static Object number(String text, Selection.Comparison test) {
        try {
            var number = new BigDecimal(text.strip());
            if (number.precision() > EXACT_DIGITS || Math.abs(number.scale()) > EXACT_DIGITS) {
                return number.doubleValue();
            }
            return number.scale() <= 0 ? (Object) number.longValueExact() : number;
        } catch (NumberFormatException | ArithmeticException e) {
            throw wrongValue(text, test, "number").because(e);
        }
    }

    private static Object truth(String text, Selection.Comparison test) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "t", "1", "yes", "y", "on" -> true;
            case "false", "f", "0", "no", "n", "off" -> false;
            default -> throw wrongValue(text, test, "boolean");
        };
    }

    private static LocalDateTime time(String text, Selection.Comparison test) {
        try {
            var plain = text.strip().replace(' ', 'T');
            if (!plain.contains("T")) {
                return java.time.LocalDate.parse(plain).atStartOfDay();
            }
            return plain.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? java.time.OffsetDateTime.parse(plain)
                            .withOffsetSameInstant(java.time.ZoneOffset.UTC)
                            .toLocalDateTime()
                    : LocalDateTime.parse(plain);
        } catch (java.time.DateTimeException e) {
            throw wrongValue(text, test, "time").because(e);
        }
    }

    private static Problem wrongValue(String text, Selection.Comparison test, String type) {
        return new Problem(
                Problem.Kind.INVALID, "cube-filter-value", text, test.picked().asked(), type);
    }
}
