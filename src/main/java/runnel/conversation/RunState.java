package runnel.conversation;

/**
 * What is known of a run that has not ended.
 *
 * @param message the message that is answered
 * @param reply the message that is being written; empty while the run is queued
 * @param agent who answers; empty for the default
 * @param model full name of the model; empty for the default while it is queued
 * @param attempt 0 while it is queued
 */
public record RunState(
        String id,
        String message,
        String reply,
        String agent,
        String model,
        int attempt,
        boolean paused) {

    static RunState queued(String id, String message, String agent, String model) {
        return new RunState(id, message, "", agent, model, 0, false);
    }

    /** Whether it has begun. */
    public boolean isActive() {
        return attempt > 0;
    }

    RunState started(String reply, String agent, String model, int attempt) {
        return new RunState(id, message, reply, agent, model, attempt, false);
    }

    RunState paused(boolean paused) {
        return new RunState(id, message, reply, agent, model, attempt, paused);
    }
}
