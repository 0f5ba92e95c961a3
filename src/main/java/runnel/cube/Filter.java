package runnel.cube;

import java.util.List;

/** A condition on rows (by dimensions) or on groups of rows (by measures). */
public sealed interface Filter {
    /** A condition that holds for no row. */
    Filter NEVER = new Group(true, List.of(), "");

    /** A comparison with values. */
    record Comparison(String member, Operator operator, Values values) implements Filter {}

    /** A comparison with dates, which are local to the query's time zone. */
    record Dates(String member, Operator operator, DateRange range) implements Filter {}

    /**
     * All or any of several conditions; none of several holds for every row, any of none for no row.
     *
     * @param source the JSON it was read from, for messages
     */
    record Group(boolean any, List<Filter> parts, String source) implements Filter {
        public Group {
            parts = List.copyOf(parts);
        }
    }
}
