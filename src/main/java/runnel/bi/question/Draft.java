package runnel.bi.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.bi.time.Period;
import runnel.cube.MemberName;

/**
 * A query in the making, members by the names of their cubes. Immutable; {@code with…} copies.
 *
 * @param time the time that is asked about
 * @param sort empty for the order that comes by itself
 * @param limit 0 for none
 */
public record Draft(
        List<MemberName> measures,
        List<MemberName> dimensions,
        Optional<When> time,
        List<Condition> conditions,
        List<MemberName> segments,
        Optional<Sort> sort,
        int limit) {
    public static final Draft EMPTY =
            new Draft(
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    0);

    /**
     * A time dimension, the days that are asked about (several are compared), and a granularity.
     *
     * @param grain empty for none
     */
    public record When(MemberName dimension, List<Period> ranges, String grain) {
        public When {
            ranges = List.copyOf(ranges);
        }
    }

    /** A filter; the operator is Cube's. */
    public record Condition(MemberName member, String operator, List<String> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    /** Sorted by the first measure, or by a member of that name. */
    public record Sort(Optional<MemberName> member, boolean descending) {}

    public Draft {
        measures = List.copyOf(measures);
        dimensions = List.copyOf(dimensions);
        conditions = List.copyOf(conditions);
        segments = List.copyOf(segments);
    }

    Draft withMeasures(List<MemberName> all) {
        return new Draft(all, dimensions, time, conditions, segments, sort, limit);
    }

    Draft withDimensions(List<MemberName> all) {
        return new Draft(measures, all, time, conditions, segments, sort, limit);
    }

    Draft withTime(Optional<When> other) {
        return new Draft(measures, dimensions, other, conditions, segments, sort, limit);
    }

    Draft withSort(Optional<Sort> other, int count) {
        return new Draft(measures, dimensions, time, conditions, segments, other, count);
    }

    Draft withSegments(List<MemberName> all) {
        return new Draft(measures, dimensions, time, conditions, all, sort, limit);
    }

    Draft withConditions(List<Condition> all) {
        return new Draft(measures, dimensions, time, all, segments, sort, limit);
    }

    /** A column says the same in each language. */
    private static String column(Condition condition) {
        return condition.member().toString().replaceFirst("_(zh|cn|en)$", "");
    }

    /** With further conditions, each in place of an earlier one on the same member. */
    Draft and(List<Condition> more) {
        var all = new ArrayList<Condition>();
        for (var old : conditions) {
            if (more.stream().noneMatch(c -> column(c).equals(column(old)))) {
                all.add(old);
            }
        }
        all.addAll(more);
        return withConditions(all);
    }
}
