package runnel.cube;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is asked of the model, member names unresolved. Immutable. */
public record Query(
        List<String> measures,
        List<String> dimensions,
        List<TimeDimension> timeDimensions,
        List<String> segments,
        List<Filter> filters,
        Options options) {
    /** Rows returned where a query says nothing. */
    public static final int DEFAULT_LIMIT = 10_000;
    /** The most rows that a query may ask for. */
    public static final int MAX_LIMIT = 50_000;

    /** The rest of a query. {@code order} is empty where the default order is wanted. */
    public record Options(
            Optional<List<Order>> order,
            int limit,
            int offset,
            boolean total,
            boolean ungrouped,
            ZoneId zone,
            List<List<String>> joinHints) {
        public static final Options DEFAULT =
                new Options(Optional.empty(), DEFAULT_LIMIT, 0, false, false, ZoneOffset.UTC, List.of());
    }

    /** One column to sort by. */
    public record Order(String member, boolean descending) {}

    public Query {
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
        timeDimensions = List.copyOf(timeDimensions);
        segments = List.copyOf(segments);
        filters = List.copyOf(filters);
    }

    /** The same query with further conditions, all of which must hold. */
    public Query and(List<Filter> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(filters);
        all.addAll(more);
        return new Query(measures, dimensions, timeDimensions, segments, all, options);
    }
}
