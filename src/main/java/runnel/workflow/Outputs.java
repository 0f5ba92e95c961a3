package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;

/** What the steps so far returned. */
@FunctionalInterface
public interface Outputs {
    /** What a step returned; a missing node where it has not run. */
    JsonNode of(String step);
}
