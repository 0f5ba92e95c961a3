package runnel.wire.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import runnel.base.Json;
import runnel.conversation.Message;

/** A conversation as JSON: all that is known of it, every version of every message. */
final class JsonExport {
    private JsonExport() {}

    static String write(Export export) {
        var profile = export.profile();
        var json =
                Json.object()
                        .put("format", "runnel-conversation")
                        .put("version", 1)
                        .put("exported", export.timeMillis())
                        .put("conversation", export.conversation())
                        .put("title", profile.title())
                        .put("folder", profile.folder())
                        .put("pinned", profile.pinned())
                        .put("archived", profile.archived())
                        .put("agent", profile.agent())
                        .put("model", profile.model())
                        .put("instruction", profile.instruction());
        var messages = json.putArray("messages");
        for (var message : export.all()) {
            messages.add(message(message, export.visible().contains(message.id())));
        }
        return json.toPrettyString() + "\n";
    }

    private static ObjectNode message(Message message, boolean visible) {
        var header = message.header();
        var json =
                Json.object()
                        .put("id", header.id())
                        .put("parent", header.parent())
                        .put("author", header.author().name().toLowerCase(Locale.ROOT))
                        .put("state", header.state().name().toLowerCase(Locale.ROOT))
                        .put("visible", visible)
                        .put("time", header.timeMillis());
        var parts = json.putArray("parts");
        message.parts().forEach(part -> part(parts, part));
        if (!message.files().isEmpty()) {
            var files = json.putArray("files");
            message.files()
                    .forEach(file ->
                            files.addObject()
                                    .put("name", file.name())
                                    .put("type", file.type())
                                    .put("bytes", file.bytes()));
        }
        var turn = message.turn();
        if (!turn.model().isEmpty()) {
            json.put("model", turn.model());
            json.putObject("usage")
                    .put("inputTokens", turn.inputTokens())
                    .put("outputTokens", turn.outputTokens());
        }
        if (!turn.problem().isEmpty()) {
            json.put("problem", turn.problem());
        }
        return json;
    }

    private static void part(ArrayNode parts, Message.Part part) {
        switch (part) {
            case Message.Part.Text text ->
                    parts.addObject().put("type", "text").put("text", text.text());
            case Message.Part.Reasoning reasoning ->
                    parts.addObject().put("type", "reasoning").put("text", reasoning.text());
            case Message.Part.Tool tool ->
                    parts.addObject()
                            .put("type", "tool")
                            .put("tool", tool.tool())
                            .put("arguments", tool.arguments())
                            .put("result", tool.result());
            case Message.Part.Delegation helper -> {
                var inner =
                        parts.addObject()
                                .put("type", "delegation")
                                .put("agent", helper.agent())
                                .putArray("parts");
                helper.parts().forEach(one -> part(inner, one));
            }
            case Message.Part.Handover change ->
                    parts.addObject().put("type", "handover").put("agent", change.agent());
            case Message.Part.Source source ->
                    parts.addObject()
                            .put("type", "source")
                            .put("number", source.number())
                            .put("title", source.title())
                            .put("url", source.url());
        }
    }
}
