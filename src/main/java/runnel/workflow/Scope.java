package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.base.Problem;
import runnel.llm.Model;
import runnel.llm.Usage;
import runnel.tool.Toolbox;

/** The whole world of a step while it runs. Used by the step's thread. */
public interface Scope extends Outputs {
    /** The model that was chosen for the run. */
    Model model();

    /** Who asks. */
    String owner();

    /** Counts what a call of the model has cost. */
    void spent(Usage usage) throws InterruptedException;

    /**
     * Tells all who look on that nothing will come for a while, since the provider is asked again
     * only then.
     *
     * @param reason what is wrong with it
     * @param millis how long; 0 when it is asked now
     */
    default void waits(Problem reason, long millis) throws InterruptedException {}

    /**
     * Tells all who look on that another model answers instead of the one that was asked.
     *
     * @param model its full name
     * @param reason what was wrong with the one before
     */
    default void instead(String model, Problem reason) throws InterruptedException {}

    /** Keeps what the step was given, for those who look at it later. */
    default void given(JsonNode input) throws InterruptedException {}

    /** An agent of the server, told what this conversation tells all; empty for none. */
    default Optional<Agent> agent(String name) {
        return Optional.empty();
    }

    /**
     * Lets an agent work on a task.
     *
     * @return its answer
     * @throws Problem where its model failed
     */
    default String ask(Agent agent, String task) throws InterruptedException {
        throw new IllegalStateException("no agent works here");
    }

    /**
     * Uses a tool; where it has to, it asks the owner first, and what an interruption left in doubt
     * it does not do twice.
     *
     * @param tools where it is found
     * @return its result
     * @throws Problem what went wrong with it
     */
    default String call(Toolbox tools, String tool, JsonNode arguments)
            throws InterruptedException {
        throw new IllegalStateException("no tool works here");
    }

    /** Shows text to all who look on, as part of this step's output. */
    void say(String text) throws InterruptedException;

    /**
     * What a step returned in the latest earlier run of this conversation that got so far; a
     * missing node where there is none.
     */
    JsonNode before(String step);
}
