package runnel.cube;

import java.util.List;
import java.util.Map;

/**
 * What rows are grouped and filtered by.
 *
 * @param granularities the dimension's own granularities by name, beside the {@linkplain Granularity#STANDARD standard ones}
 */
public record Dimension(
        MemberName name, Label label, boolean shown, ValueType type, Body body, Traits traits, Place place)
        implements Member {
    /** Where a dimension's value comes from. */
    public sealed interface Body {}

    /** An SQL expression over the cube's columns. */
    public record Column(Expression sql) implements Body {}

    /** The first label whose condition holds; {@code otherwise} is empty where there is no else. */
    public record Case(List<When> branches, List<Result> otherwise) implements Body {
        public Case {
            branches = List.copyOf(branches);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** A pair of coordinates, shown as {@code latitude,longitude}. */
    public record Geo(Expression latitude, Expression longitude) implements Body {}

    /** A measure of another cube, brought to each row of this one by a statement of its own. */
    public record SubQuery(Expression sql, boolean propagateFilters) implements Body {}

    /** A condition of a case and its label. */
    public record When(Expression condition, Result label) {}

    /** A label of a case: plain text, or SQL. */
    public record Result(String text, Expression sql) {}

    /** What else is declared of a dimension; the format is empty where there is none. */
    public record Traits(
            boolean primaryKey, Format format, Map<String, Granularity> granularities, boolean suggestValues) {}

    public boolean isSubQuery() {
        return body instanceof SubQuery;
    }
}
