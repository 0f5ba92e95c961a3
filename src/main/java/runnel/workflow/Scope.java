package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.llm.Model;
import runnel.llm.Usage;

/** The whole world of a step while it runs. Used by the run's thread. */
public interface Scope extends Outputs {
    /** The message that is answered. */
    String question();

    /** The model that was chosen for the run. */
    Model model();

    /** Who asks. */
    String owner();

    /** Counts what a call of the model has cost. */
    void spent(Usage usage);

    /** Shows text to all who look on, as part of this step's output. */
    void say(String text) throws InterruptedException;

    /**
     * What a step returned in the latest earlier run of this conversation that got so far; a
     * missing node where there is none.
     */
    JsonNode before(String step);
}
