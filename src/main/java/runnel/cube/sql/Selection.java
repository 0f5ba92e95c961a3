package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.cube.DateRange;
import runnel.cube.Dimension;
import runnel.cube.Granularity;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Operator;
import runnel.cube.Segment;
import runnel.cube.ValueType;
import runnel.cube.Values;

/**
 * A query with its members found: what to group by, what to sum up, which rows and groups to keep.
 *
 * @param having conditions on measures
 */
record Selection(
        List<Group> groups,
        List<Picked<Measure>> measures,
        List<Range> ranges,
        List<Test> where,
        List<Test> having) {
    static final Selection NOTHING =
            new Selection(List.of(), List.of(), List.of(), List.of(), List.of());

    /**
     * A member as it was asked for, and what it stands for.
     *
     * @param path the cubes by which it is to be reached, its own last
     */
    record Picked<M extends Member>(MemberName asked, M member, List<String> path) {
        String alias() {
            return asked.alias();
        }
    }

    /** A column to group by; without a grain it is the dimension itself. */
    record Group(
            Picked<Dimension> picked,
            String grainName,
            Optional<Granularity> grain,
            Optional<DateRange> range) {
        String alias() {
            return grainName.isEmpty() ? picked.alias() : picked.alias() + "_" + grainName;
        }

        boolean isTime() {
            return picked.member().type() == ValueType.TIME;
        }

        /** Grows as periods get shorter; a time as it is has none. */
        int fineness() {
            return grain.map(granularity -> Grains.unit(granularity).ordinal()).orElse(-1);
        }

        private boolean isStandard() {
            return grain.isPresent() && grain.get() instanceof Granularity.Standard;
        }
    }

    /** A limit in time. */
    record Range(Picked<Dimension> picked, DateRange range) {}

    /** A condition with its members found. */
    sealed interface Test {}

    record Comparison(Picked<? extends Member> picked, Operator operator, Values values)
            implements Test {}

    record Dated(Picked<? extends Member> picked, Operator operator, DateRange range)
            implements Test {}

    record InSegment(Picked<Segment> picked) implements Test {}

    record All(boolean any, List<Test> parts) implements Test {}

    /**
     * The column that a dimension's bare name stands for: itself, or its finest periods, those of
     * the model's own making last.
     */
    @Nullable Group named(String dimension) {
        Group found = null;
        for (var group : groups) {
            if (group.picked().asked().toString().equals(dimension)) {
                if (group.grain().isEmpty()) {
                    return group;
                }
                if (found == null
                        || (group.isStandard() ? group.fineness() : -1)
                                >= (found.isStandard() ? found.fineness() : -1)) {
                    found = group;
                }
            }
        }
        return found;
    }

    /** Every member in the order that decides how cubes are joined. */
    List<Picked<? extends Member>> members() {
        var members = new ArrayList<Picked<? extends Member>>(measures);
        groups.stream()
                .filter(group -> group.grain().isEmpty())
                .map(Group::picked)
                .forEach(members::add);
        where.forEach(test -> collect(test, members));
        having.forEach(test -> collect(test, members));
        groups.stream()
                .filter(group -> group.grain().isPresent())
                .map(Group::picked)
                .forEach(members::add);
        ranges.stream().map(Range::picked).forEach(members::add);
        return members;
    }

    private static void collect(Test test, List<Picked<? extends Member>> members) {
        switch (test) {
            case Comparison comparison -> members.add(comparison.picked());
            case Dated dated -> members.add(dated.picked());
            case InSegment segment -> members.add(segment.picked());
            case All all -> all.parts().forEach(part -> collect(part, members));
        }
    }

    /** Whether a condition is on a dimension that needs a statement of its own. */
    static boolean usesSubQuery(Test test) {
        var members = new ArrayList<Picked<? extends Member>>();
        collect(test, members);
        return members.stream()
                .anyMatch(picked -> picked.member() instanceof Dimension d && d.isSubQuery());
    }

    /** The measures that conditions speak of. */
    List<Measure> filteredMeasures() {
        var members = new ArrayList<Picked<? extends Member>>();
        having.forEach(test -> collect(test, members));
        return members.stream()
                .map(Picked::member)
                .filter(Measure.class::isInstance)
                .map(Measure.class::cast)
                .toList();
    }
}
