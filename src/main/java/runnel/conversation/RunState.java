package runnel.conversation;

import org.jspecify.annotations.Nullable;
import runnel.event.Outcome;

/**
 * What is known of a run.
 *
 * @param message the message that is answered
 * @param reply the message that is being written; empty while the run is queued
 * @param agent who answers; empty for the default
 * @param model full name of the model; empty for the default while it is queued
 * @param attempt 0 while it is queued
 * @param outcome how it ended; null while it has not
 */
public record RunState(
        String id,
        String message,
        String reply,
        String agent,
        String model,
        int attempt,
        boolean paused,
        @Nullable Outcome outcome) {

    static RunState queued(String id, String message, String agent, String model) {
        return new RunState(id, message, "", agent, model, 0, false, null);
    }

    /** Whether the run has begun and not ended. */
    public boolean isActive() {
        return attempt > 0 && outcome == null;
    }

    RunState started(String reply, String agent, String model, int attempt) {
        return new RunState(id, message, reply, agent, model, attempt, false, null);
    }

    RunState paused(boolean paused) {
        return new RunState(id, message, reply, agent, model, attempt, paused, outcome);
    }
}
