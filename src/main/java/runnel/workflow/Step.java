package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Predicate;

/**
 * One step of a workflow.
 *
 * @param when whether it is done at all, by what the steps before returned
 * @param attempts how often it is tried while what it needs is out of reach
 */
public record Step(String name, Predicate<Outputs> when, int attempts, Task task) {
    /** Enough for a hiccup of a provider. */
    public static final int ATTEMPTS = 3;

    public Step {
        if (attempts < 1) {
            throw new IllegalArgumentException("a step is tried at least once");
        }
    }

    /** A step that is always done, once. */
    public static Step of(String name, Task task) {
        return new Step(name, outputs -> true, 1, task);
    }

    /** The same step, done only where a condition holds. */
    public Step when(Predicate<Outputs> condition) {
        return new Step(name, condition, attempts, task);
    }

    /** The same step, tried several times. */
    public Step trying(int times) {
        return new Step(name, when, times, task);
    }

    /** What a step does. */
    @FunctionalInterface
    public interface Task {
        /**
         * @return what is kept of it, for the steps that follow
         * @throws InterruptedException when the run was stopped
         * @throws runnel.base.Problem what went wrong, in words for the reader
         */
        JsonNode run(Scope scope) throws InterruptedException;
    }
}
