package runnel.cube;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a measure does with the sums of other measures before they are shown. */
public sealed interface Stage {
    /** Nothing: the measure shows what its formula says. */
    Stage NONE = new Plain();

    /** A measure without a further stage. */
    record Plain() implements Stage {}

    /**
     * Shows the value of another time.
     *
     * @param time the time dimension that is moved; empty for all of them
     * @param prior whether earlier values are shown
     */
    record Shift(Optional<MemberName> time, Interval interval, boolean prior) implements Stage {
        public boolean moves(MemberName dimension) {
            return time.isEmpty() || time.get().equals(dimension);
        }
    }

    /**
     * Sums up, or ranks, over several of the query's groups.
     *
     * @param kept the dimensions to sum up by; empty to keep all but the dropped ones
     * @param dropped the dimensions to sum up over
     * @param order what a rank goes by
     */
    record Over(Set<MemberName> kept, Set<MemberName> dropped, List<Sort> order) implements Stage {
        public Over {
            kept = Set.copyOf(kept);
            dropped = Set.copyOf(dropped);
            order = List.copyOf(order);
        }

        /** Whether a dimension of the query tells the sums apart. */
        public boolean keeps(MemberName dimension) {
            return kept.isEmpty() ? !dropped.contains(dimension) : kept.contains(dimension);
        }
    }

    /** One key to rank by. */
    record Sort(Expression sql, boolean descending) {}
}
