package runnel.cube;

import java.util.List;
import java.util.Optional;

/** What rows are summed up to. */
public record Measure(
        MemberName name,
        Label label,
        boolean shown,
        Aggregate aggregate,
        Formula formula,
        Traits traits,
        Place place)
        implements Member {
    /**
     * What is aggregated.
     *
     * @param sql empty for a plain count
     * @param filters all must hold for a row to count
     * @param window present for a measure over a moving window of time
     * @param stage what is done with the sums
     */
    public record Formula(
            Expression sql, List<Expression> filters, Optional<RollingWindow> window, Stage stage) {
        public Formula {
            filters = List.copyOf(filters);
        }
    }

    /** What else is declared of a measure. */
    public record Traits(Format format, List<String> drillMembers) {
        public Traits {
            drillMembers = List.copyOf(drillMembers);
        }
    }

    public ValueType type() {
        return aggregate.type();
    }

    public boolean isRolling() {
        return formula.window().isPresent();
    }
}
