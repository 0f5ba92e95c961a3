package runnel.cube;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How people call something of a model.
 *
 * @param title as declared, or made from the name
 * @param description empty where none is declared
 * @param meta the model's free remarks, a missing node where there are none; {@code synonyms} and {@code ai_context} are read by the
 *     question parser and by agents
 * @param written whether the title was declared
 */
public record Label(String title, String description, JsonNode meta, boolean written) {
    public Label titled(String other) {
        return new Label(other, description, meta, true);
    }
}
