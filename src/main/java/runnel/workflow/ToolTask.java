package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import runnel.base.Json;
import runnel.tool.Toolbox;

/**
 * A step in which a tool is used; its result is what the step returns.
 *
 * @param arguments by name; one that is nothing but a place is passed on as what it is
 */
public record ToolTask(Toolbox tools, String tool, Map<String, Template> arguments)
        implements Step.Task {
    public ToolTask {
        arguments = Map.copyOf(arguments);
    }

    @Override
    public JsonNode run(Scope scope) throws InterruptedException {
        var filled = Json.object();
        arguments.forEach((name, template) -> filled.set(name, template.value(scope)));
        scope.given(Json.object().set("arguments", filled));
        return TextNode.valueOf(scope.call(tools, tool, filled));
    }
}
