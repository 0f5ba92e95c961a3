package runnel.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Something that an agent can do besides talking. Thread-safe; one call is one piece of work. */
public interface Tool {
    /** How long a call may take where a tool says nothing else. */
    int TIMEOUT_MILLIS = 30_000;

    ToolSpec spec();

    /**
     * Does the work, on the calling thread, whose interrupt stops it.
     *
     * @param arguments a JSON object
     * @throws ToolFailure with words for the model, which may try again
     * @throws runnel.base.Problem likewise
     */
    ToolOutput call(JsonNode arguments, Caller caller) throws InterruptedException;

    /** Whether a call changes something outside, so that a second one is not harmless. */
    default boolean hasSideEffects() {
        return false;
    }

    /**
     * The address outside that a call would ask, where the model chooses it: an address can carry
     * away what the model knows. Empty where there is none.
     */
    default Optional<String> address(JsonNode arguments) {
        return Optional.empty();
    }

    /**
     * Whether what a call does outlasts its conversation. Then it asks once a tool has brought
     * something, since that may have ordered it.
     */
    default boolean isLasting() {
        return false;
    }

    /** After so long a call is given up. */
    default int timeoutMillis() {
        return TIMEOUT_MILLIS;
    }

    /**
     * For whom a tool works.
     *
     * @param owner who owns the conversation
     */
    record Caller(String owner, String conversation, String call) {}
}
