package runnel.cube.sql;

import runnel.base.Problem;
import runnel.cube.Aggregate;
import runnel.cube.Dimension;
import runnel.cube.Filter;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.Operator;
import runnel.cube.Segment;
import runnel.cube.ValueType;

/** Which operators fit which members: what a database would only refuse with a type error is refused here in words. */
final class TestRules {
    private TestRules() {}

    static ValueType type(Member member) {
        return switch (member) {
            case Dimension dimension -> dimension.type();
            case Measure measure -> measure.type();
            case Segment segment -> ValueType.BOOLEAN;
        };
    }

    static void check(Filter.Comparison filter, Member member) {
        if (member instanceof Segment) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-kind", filter.member(), "dimension", "segment");
        }
        if (filter.operator() == Operator.MEASURE_FILTER && !(member instanceof Measure)) {
            throw new Problem(Problem.Kind.INVALID, "cube-member-kind", filter.member(), "measure", member.kind());
        }
        var type = type(member);
        if (filter.operator().isText() && type != ValueType.STRING && type != ValueType.GEO) {
            throw new Problem(Problem.Kind.INVALID, "cube-filter-text", filter.operator().word(), filter.member(), type.word());
        }
    }

    static void check(Filter.Dates filter, Member member) {
        // The smallest and largest of a time are times too, though declared as numbers.
        var mayBeTime = type(member) == ValueType.TIME
                || member instanceof Measure measure
                        && (measure.aggregate() == Aggregate.MIN || measure.aggregate() == Aggregate.MAX);
        if (!mayBeTime) {
            throw new Problem(
                    Problem.Kind.INVALID, "cube-filter-date", filter.operator().word(), filter.member(), type(member).word());
        }
    }
}
