package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;

/** What a workflow was asked, and what its steps so far have returned. */
public interface Outputs {
    /** The message that is answered. */
    String question();

    /** What a step returned; a missing node where it has not run. */
    JsonNode of(String step);
}
