package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Wait;
import runnel.event.Event;
import runnel.event.EventJson;
import runnel.http.FrameBuffer;
import runnel.log.Entry;

/**
 * The data of an event on Runnel's own wire: its components as JSON, problems in the reader's
 * language.
 */
final class EventData {
    private EventData() {}

    /** Writes the frame of an entry. */
    static void write(Entry entry, Messages messages, FrameBuffer out) {
        out.id(entry.seq()).event(EventJson.name(entry.event()));
        switch (entry.event()) {
            // The hot path: a token's frame is built without a tree.
            case Event.Delta delta ->
                    out.open()
                            .raw("{\"message\":")
                            .quoted(delta.message())
                            .raw(",\"part\":")
                            .number(delta.part())
                            .raw(",\"text\":")
                            .quoted(delta.text())
                            .raw("}");
            case Event.RunProblem problem -> out.data(problem(problem, messages).toString());
            case Event.ModelWait waits -> out.data(waits(waits, messages).toString());
            case Event.RunEnd end -> out.data(end(end).toString());
            case Event.MessageSend send -> out.data(withoutKey(send).toString());
            default -> out.data(Json.write(entry.event()));
        }
        out.end();
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

    private static ObjectNode waits(Event.ModelWait event, Messages messages) {
        var wait = Json.object().put("message", event.message());
        return wait.setAll(waits(new Wait(event.code(), event.values(), event.millis()), messages));
    }

    /** What a reply waits for, as every reader of JSON gets it. */
    static ObjectNode waits(Wait wait, Messages messages) {
        return Json.object()
                .put("code", wait.problem())
                .put("text", wait.reason().message(messages))
                .put("millis", wait.millis());
    }

    /** Why a stream ends before what it tells does. */
    static void lost(Problem problem, long seq, Messages messages, FrameBuffer out) {
        var data =
                Json.object()
                        .put("status", problem.kind().status())
                        .put("code", problem.code())
                        .put("message", problem.message(messages))
                        .put("hint", problem.hint(messages));
        out.id(seq).event("problem").data(data.toString()).end();
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

    private static ObjectNode withoutKey(Event.MessageSend send) {
        var tree = (ObjectNode) Json.tree(send);
        tree.remove("key");
        return tree;
    }
}
