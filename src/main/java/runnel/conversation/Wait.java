package runnel.conversation;

import java.util.List;

/**
 * What a reply waits for that cannot go on yet.
 *
 * @param problem code of what the model's provider has said; empty where nothing is waited for
 * @param values the problem's values
 * @param millis how long it is until the provider is asked again
 */
public record Wait(String problem, List<String> values, long millis) {
    public static final Wait NONE = new Wait("", List.of(), 0);

    private static final long MILLIS_A_SECOND = 1000;

    public Wait {
        values = List.copyOf(values);
    }

    public boolean isNone() {
        return problem.isEmpty();
    }

    /** The time in seconds, as people are told it. */
    public long seconds() {
        return Math.ceilDiv(millis, MILLIS_A_SECOND);
    }
}
