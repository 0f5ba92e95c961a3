package runnel.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Measurements of one thing, of which the median counts. */
public final class Rounds {
    private final List<Measured> rounds = new ArrayList<>();

    public void add(Measured measured) {
        rounds.add(measured);
    }

    public double median(ToDoubleFunction<Measured> figure) {
        return Table.median(rounds.stream().map(figure::applyAsDouble).toList());
    }

    /** Answers that failed in any of them. */
    public long failed() {
        return rounds.stream().mapToLong(one -> one.tally().failed()).sum();
    }

    /** Answers that ended as they should, in all of them. */
    public long complete() {
        return rounds.stream().mapToLong(one -> one.tally().complete()).sum();
    }

    /** Answers that failed in any of them, and why the first ones did. */
    public String failures() {
        var reasons = rounds.stream().flatMap(one -> one.tally().complaints().stream()).limit(3);
        return (failed() + " " + reasons.collect(Collectors.joining("; "))).strip();
    }
}
