package runnel.conversation;

import java.util.List;
import runnel.base.Problem;
import runnel.event.Event;

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

    /** What is waited for from here on; nothing where the provider is just being asked again. */
    public static Wait of(Event.ModelWait told) {
        return told.millis() == 0 ? NONE : new Wait(told.code(), told.values(), told.millis());
    }

    public boolean isNone() {
        return problem.isEmpty();
    }

    /** What is wrong with the provider. Not to be asked where nothing is waited for. */
    public Problem reason() {
        return new Problem(Problem.Kind.UPSTREAM, problem, values.toArray());
    }

    /** The time in seconds, as people are told it. */
    public long seconds() {
        return Math.ceilDiv(millis, MILLIS_A_SECOND);
    }
}
