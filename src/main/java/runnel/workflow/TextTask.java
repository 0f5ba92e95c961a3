package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** A step that says a text, and returns it. */
public record TextTask(Template text) implements Step.Task {
    @Override
    public JsonNode run(Scope scope) throws InterruptedException {
        var filled = text.fill(scope);
        scope.say(filled);
        return TextNode.valueOf(filled);
    }
}
