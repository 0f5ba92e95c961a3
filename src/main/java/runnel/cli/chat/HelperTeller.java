package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import runnel.base.Messages;
import runnel.cli.terminal.Clean;
import runnel.cli.terminal.View;

/**
 * Tells a view what helpers of a reply say, line by line under their names, since several may speak
 * at once. Used by the thread that follows the conversation, and asked at the prompt.
 */
final class HelperTeller {
    private final View view;
    private final Messages texts;
    private final Map<String, Speaker> speakers = new LinkedHashMap<>();

    HelperTeller(View view, Messages texts) {
        this.view = view;
        this.texts = texts;
    }

    /** A helper at work: what it has said of a line, and its tools. */
    private record Speaker(String agent, int part, StringBuilder line, ToolTeller tools) {}

    /** Another reply begins. */
    synchronized void begin() {
        speakers.clear();
    }

    /** The request for approval of a helper that waits for an answer, if one does. */
    synchronized Optional<String> asked() {
        return speakers.values().stream()
                .flatMap(speaker -> speaker.tools().asked().stream())
                .findFirst();
    }

    /** Whether the event was about a helper, or a change of the agent: nobody else need tell it. */
    synchronized boolean take(String event, JsonNode data) {
        var message = data.path("message").asText();
        return switch (event) {
            case "delegate-start" -> {
                var agent = data.path("agent").asText();
                var speaker =
                        new Speaker(
                                agent,
                                data.path("part").asInt(),
                                new StringBuilder(),
                                new ToolTeller(view, texts));
                speakers.put(data.path("reply").asText(), speaker);
                view.apart();
                view.notice(texts.text("cli.helper.begins", Clean.line(agent)));
                yield true;
            }
            case "delegate-end" -> {
                end(message + ".", data.path("part").asInt());
                yield true;
            }
            case "agent-change" -> {
                view.apart();
                var agent = Clean.line(data.path("agent").asText());
                view.notice(texts.text("cli.handover", agent));
                yield true;
            }
            default -> {
                var speaker = speakers.get(message);
                if (speaker != null) {
                    tell(speaker, event, data);
                }
                yield speaker != null;
            }
        };
    }

    /** Tells of helpers at work in a reply, as it stands, what was not told before. */
    synchronized void stand(Iterable<JsonNode> parts) {
        for (var part : parts) {
            if (part.path("type").asText().equals("delegation")
                    && !part.path("ended").asBoolean()) {
                if (!speakers.containsKey(part.path("reply").asText())) {
                    take("delegate-start", part);
                }
                var speaker = speakers.get(part.path("reply").asText());
                if (speaker != null) {
                    speaker.tools().stand(part.path("parts"));
                }
            }
        }
    }

    private void tell(Speaker speaker, String event, JsonNode data) {
        if (event.equals("text-delta")) {
            speaker.line().append(data.path("text").asText());
            for (var end = speaker.line().indexOf("\n");
                    end >= 0;
                    end = speaker.line().indexOf("\n")) {
                say(speaker, speaker.line().substring(0, end));
                speaker.line().delete(0, end + 1);
            }
        } else {
            speaker.tools().take(event, data);
        }
    }

    private void end(String prefix, int part) {
        speakers.entrySet()
                .removeIf(entry -> {
                    var over = entry.getKey().startsWith(prefix) && entry.getValue().part() == part;
                    if (over) {
                        say(entry.getValue(), entry.getValue().line().toString());
                    }
                    return over;
                });
    }

    private void say(Speaker speaker, String line) {
        if (!line.isBlank()) {
            view.apart();
            view.notice(texts.text("cli.helper.says", speaker.agent(), Clean.line(line)));
        }
    }
}
