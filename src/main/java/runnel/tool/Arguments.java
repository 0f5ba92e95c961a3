package runnel.tool;

import com.fasterxml.jackson.databind.JsonNode;

/** The arguments of a call, checked one by one: a mistake is told in words for the model. */
public record Arguments(JsonNode tree) {
    /**
     * A text that must be there.
     *
     * @throws ToolFailure where it is missing, blank or no text
     */
    public String text(String name) {
        var node = tree.path(name);
        if (!node.isTextual() || node.textValue().isBlank()) {
            throw new ToolFailure(
                    "The argument \"" + name + "\" must be a text that is not empty.");
        }
        return node.textValue().strip();
    }

    /** A text that may be missing; empty then. */
    public String textOr(String name, String fallback) {
        var node = tree.path(name);
        return node.isTextual() && !node.textValue().isBlank()
                ? node.textValue().strip()
                : fallback;
    }

    /** A whole number, brought into the range. */
    public int number(String name, int fallback, int least, int most) {
        return Math.clamp(tree.path(name).asInt(fallback), least, most);
    }
}
