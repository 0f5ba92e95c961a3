package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.conversation.ConversationStore;
import runnel.conversation.Message;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Feedback;
import runnel.event.Verdict;
import runnel.llm.Prices;

/** The state of a conversation as JSON: what a reader needs who cannot go on from a cursor. */
final class StateJson {
    private StateJson() {}

    /**
     * @param messages the reader's language, for problems
     */
    static ObjectNode of(Transcript transcript, Messages messages, Prices prices) {
        var state =
                Json.object()
                        .put("conversation", transcript.conversation())
                        .put("title", transcript.title())
                        .put("folder", transcript.profile().folder())
                        .put("pinned", transcript.profile().pinned())
                        .put("archived", transcript.profile().archived())
                        .put("agent", transcript.profile().agent())
                        .put("model", transcript.profile().model())
                        .put("instruction", transcript.profile().instruction())
                        .put("shared", transcript.profile().isShared())
                        .put("seq", transcript.seq())
                        .put("older", transcript.older());
        if (transcript.profile().isDeleted()) {
            state.put("deletedUntil", transcript.profile().deletedUntilMillis());
        }
        messages(state.putArray("messages"), transcript.messages(), messages, prices);
        messages(state.putArray("waiting"), transcript.waiting(), messages, prices);
        transcript
                .active()
                .ifPresent(run ->
                        state.putObject("active")
                                .put("run", run.id())
                                .put("message", run.message())
                                .put("reply", run.reply())
                                .put("model", run.model())
                                .put("attempt", run.attempt())
                                .put("paused", run.paused()));
        return state;
    }

    static ObjectNode of(ConversationStore.Summary summary) {
        return Json.object()
                .put("id", summary.id())
                .put("title", summary.title())
                .put("folder", summary.profile().folder())
                .put("pinned", summary.profile().pinned())
                .put("archived", summary.profile().archived())
                .put("shared", summary.profile().isShared())
                .put("running", summary.progress().running())
                .put("unread", summary.progress().unread())
                .put("created", summary.createdMillis())
                .put("updated", summary.updatedMillis());
    }

    private static void messages(
            ArrayNode array, List<Message> list, Messages messages, Prices prices) {
        for (var message : list) {
            var header = message.header();
            var node =
                    array.addObject()
                            .put("id", header.id())
                            .put("parent", header.parent())
                            .put("author", header.author().name().toLowerCase(Locale.ROOT))
                            .put("state", header.state().name().toLowerCase(Locale.ROOT))
                            .put("run", header.run())
                            .put("time", header.timeMillis());
            message.versions().forEach(node.putArray("versions")::add);
            var parts = node.putArray("parts");
            message.parts().forEach(part -> part(parts.addObject(), part));
            if (!message.files().isEmpty()) {
                var files = node.putArray("files");
                message.files().forEach(file -> files.add(FilesApi.of(file)));
            }
            turn(node, message, messages, prices);
        }
    }

    private static void part(ObjectNode node, Message.Part part) {
        node.put("part", part.index());
        switch (part) {
            case Message.Part.Text text -> node.put("type", "text").put("text", text.text());
            case Message.Part.Reasoning reasoning ->
                    node.put("type", "reasoning").put("text", reasoning.text());
            case Message.Part.Tool tool -> tool(node, tool);
            case Message.Part.Delegation helper -> {
                node.put("type", "delegation")
                        .put("agent", helper.agent())
                        .put("model", helper.model())
                        .put("reply", helper.reply())
                        .put("ended", helper.ended());
                var parts = node.putArray("parts");
                helper.parts().forEach(inner -> part(parts.addObject(), inner));
            }
            case Message.Part.Handover change ->
                    node.put("type", "handover")
                            .put("agent", change.agent())
                            .put("model", change.model())
                            .put("note", change.note());
            case Message.Part.Source source ->
                    node.put("type", "source")
                            .put("number", source.number())
                            .put("title", source.title())
                            .put("url", source.url())
                            .put("excerpt", source.excerpt());
        }
    }

    private static void tool(ObjectNode node, Message.Part.Tool tool) {
        node.put("type", "tool")
                .put("tool", tool.tool())
                .put("call", tool.call())
                .put("state", tool.state().name().toLowerCase(Locale.ROOT))
                .put("arguments", tool.arguments())
                .put("result", tool.result())
                .put("millis", tool.millis());
        tool.approval()
                .ifPresent(approval ->
                        node.putObject("approval")
                                .put("id", approval.id())
                                .put("reason", approval.reason())
                                .put("untilMillis", approval.untilMillis())
                                .put("verdict", approval.verdict().map(Verdict::word).orElse("")));
    }

    private static void turn(ObjectNode node, Message message, Messages messages, Prices prices) {
        var turn = message.turn();
        if (turn.model().isEmpty()) {
            return;
        }
        node.put("model", turn.model()).put("attempt", turn.attempt());
        node.putObject("usage")
                .put("inputTokens", turn.inputTokens())
                .put("cachedTokens", turn.cachedTokens())
                .put("outputTokens", turn.outputTokens());
        prices.of(turn.model(), turn.inputTokens(), turn.cachedTokens(), turn.outputTokens())
                .filter(cost -> turn.outputTokens() > 0)
                .ifPresent(cost -> node.put("cost", cost));
        if (message.note().feedback() != Feedback.NONE) {
            node.put("feedback", message.note().feedback().word());
        }
        if (!message.note().summary().isEmpty()) {
            node.put("summary", message.note().summary());
        }
        if (!turn.awaits().isNone()) {
            node.set("wait", EventData.waits(turn.awaits(), messages));
        }
        if (!turn.problem().isEmpty()) {
            node.set(
                    "problem",
                    EventData.problem(
                            new Event.RunProblem(
                                    message.header().run(), turn.problem(), turn.problemValues()),
                            messages));
        }
    }
}
