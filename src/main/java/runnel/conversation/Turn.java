package runnel.conversation;

import java.util.ArrayList;
import java.util.List;
import runnel.event.Event;

/**
 * How a reply came to be.
 *
 * @param model full name; empty where unknown
 * @param problem code of what went wrong; empty for nothing
 * @param problemValues the problem's values
 * @param steps the model calls that are over, first one first
 * @param awaits what it waits for now
 */
public record Turn(
        String model,
        int attempt,
        String problem,
        List<String> problemValues,
        long inputTokens,
        long cachedTokens,
        long outputTokens,
        long endMillis,
        List<Step> steps,
        Wait awaits) {
    public static final Turn NONE = Turn.of("", 0);

    public Turn {
        problemValues = List.copyOf(problemValues);
        steps = List.copyOf(steps);
    }

    /** A turn that begins. */
    public static Turn of(String model, int attempt) {
        return new Turn(model, attempt, "", List.of(), 0, 0, 0, 0, List.of(), Wait.NONE);
    }

    /** The same, begun anew. */
    Turn again(String model, int attempt) {
        return new Turn(model, attempt, "", List.of(), 0, 0, 0, 0, steps, Wait.NONE);
    }

    /** The same, by another model. */
    public Turn by(String model) {
        return with(model, steps, Wait.NONE);
    }

    /** The same while it waits, or waits no longer. */
    public Turn waiting(Event.ModelWait waits) {
        return with(model, steps, Wait.of(waits));
    }

    /** The same where nothing is waited for any more. */
    public Turn goesOn() {
        return awaits.isNone() ? this : with(model, steps, Wait.NONE);
    }

    public Turn failed(String problem, List<String> values, long timeMillis) {
        return new Turn(model, attempt, problem, values, 0, 0, 0, timeMillis, steps, Wait.NONE);
    }

    public Turn ended(long inputTokens, long cachedTokens, long outputTokens, long timeMillis) {
        return new Turn(
                model,
                attempt,
                problem,
                problemValues,
                inputTokens,
                cachedTokens,
                outputTokens,
                timeMillis,
                steps,
                Wait.NONE);
    }

    Turn with(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return with(model, more, Wait.NONE);
    }

    private Turn with(String model, List<Step> steps, Wait awaits) {
        return new Turn(
                model,
                attempt,
                problem,
                problemValues,
                inputTokens,
                cachedTokens,
                outputTokens,
                endMillis,
                steps,
                awaits);
    }
}
