package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.event.EventJson;

/** The data of an event on Runnel's own wire: its components as JSON, problems in the reader's language. */
final class EventData {
    private EventData() {}

    static String of(Event event, Messages messages) {
        return switch (event) {
            case Event.Delta delta -> delta(delta);
            case Event.RunProblem problem -> problem(problem, messages).toString();
            case Event.RunEnd end -> end(end).toString();
            case Event.MessageSend send -> tree(send).without("key").toString();
            default -> tree(event).toString();
        };
    }

    /** What went wrong in a run, as every reader of JSON gets it. */
    static ObjectNode problem(Event.RunProblem event, Messages messages) {
        var problem = new Problem(Problem.Kind.UPSTREAM, event.code(), event.values().toArray());
        return Json.object()
                .put("run", event.run())
                .put("code", event.code())
                .put("message", problem.message(messages))
                .put("hint", problem.hint(messages));
    }

    private static ObjectNode end(Event.RunEnd end) {
        var data = Json.object().put("run", end.run()).put("outcome", end.outcome().word());
        data.putObject("usage")
                .put("inputTokens", end.inputTokens())
                .put("cachedTokens", end.cachedTokens())
                .put("outputTokens", end.outputTokens())
                .put("reasoningTokens", end.reasoningTokens());
        return data;
    }

    private static ObjectNode tree(Event event) {
        var tree = (ObjectNode) Json.parse(EventJson.write(event));
        tree.remove("type");
        return tree;
    }

    // The hot path: a token's frame is built without a tree.
    private static String delta(Event.Delta delta) {
        var data = new StringBuilder(64 + delta.text().length()).append("{\"message\":");
        Json.quote(data, delta.message()).append(",\"part\":").append(delta.part()).append(",\"text\":");
        return Json.quote(data, delta.text()).append('}').toString();
    }
}
