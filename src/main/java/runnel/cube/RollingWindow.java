package runnel.cube;

import java.util.Optional;

/** The stretch of time that a rolling measure covers at each period. */
public sealed interface RollingWindow {
    /**
     * A window that moves along.
     *
     * @param trailing how far it reaches back; empty where it does not
     * @param fromStart whether it is measured from the period's start instead of its end
     */
    record Moving(Optional<Reach> trailing, Optional<Reach> leading, boolean fromStart) implements RollingWindow {}

    /** From the beginning of the surrounding year, quarter, month, week or day up to the period's end. */
    record ToDate(Granularity.Standard since) implements RollingWindow {}

    /** How far a window reaches. */
    sealed interface Reach {}

    /** Without an end. */
    record Unbounded() implements Reach {}

    /** By an interval. */
    record By(Interval interval) implements Reach {}
}
