package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Text;
import runnel.cli.terminal.Clean;
import runnel.cli.terminal.View;

/** Tells a view of an agent's tool calls, each on a line when it is over. Used by one thread. */
final class ToolTeller {
    /** Characters of arguments and results that are shown. */
    private static final int CHARS = 120;

    /** Of a call that the owner is asked about, who has to see what is allowed. */
    private static final int ASKED_CHARS = 20_000;

    private final View view;
    private final Messages texts;
    private final Map<Integer, Call> calls = new LinkedHashMap<>();
    private final Set<Integer> over = new HashSet<>();

    /** Why calls were not made, in words for people. */
    private final Map<Integer, String> refusals = new HashMap<>();

    /** Written by the thread that follows the conversation, read at the prompt. */
    private volatile Optional<String> asked = Optional.empty();

    ToolTeller(View view, Messages texts) {
        this.view = view;
        this.texts = texts;
    }

    /** A call as it is written. */
    private record Call(String tool, StringBuilder arguments) {
        CallText text() {
            return new CallText(tool, arguments.toString());
        }
    }

    /** Another reply begins. */
    void begin() {
        calls.clear();
        over.clear();
        refusals.clear();
        asked = Optional.empty();
    }

    /** The request for approval that waits for an answer, if one does. */
    Optional<String> asked() {
        return asked;
    }

    void take(String event, JsonNode data) {
        var part = data.path("part").asInt();
        switch (event) {
            case "tool-request" ->
                    calls.put(part, new Call(data.path("tool").asText(), new StringBuilder()));
            case "tool-delta" -> call(part).arguments().append(data.path("text").asText());
            case "tool-start" -> {
                var name = call(part).text().name(texts);
                view.status(texts.text("cli.tool.works", name));
            }
            case "tool-end" -> {
                view.status("");
                over.add(part);
                var failed = data.path("failed").asBoolean();
                var refused = failed ? refusals.getOrDefault(part, "") : "";
                var result = refused.isEmpty() ? data.path("text").asText() : refused;
                tell(
                        failed ? "cli.tool.failed" : "cli.tool.done",
                        call(part).text().line(texts, CHARS),
                        Text.shortened(Clean.line(result), CHARS));
            }
            case "approval-request" -> {
                asked = Optional.of(data.path("approval").asText());
                var doubt = data.path("reason").asText().equals("doubt");
                var call = Text.shortened(call(part).text().whole(texts), ASKED_CHARS);
                tell(doubt ? "cli.tool.doubt" : "cli.tool.asks", call, "");
            }
            case "approval-answer" -> {
                asked = asked.filter(id -> !id.equals(data.path("approval").asText()));
                answered(part, data.path("verdict").asText());
            }
            default -> {
                // Of no interest in a terminal.
            }
        }
    }

    /** Tells of calls as they stand in a reply what was not told before. */
    void stand(Iterable<JsonNode> parts) {
        for (var part : parts) {
            if (part.path("type").asText().equals("tool")
                    && !over.contains(part.path("part").asInt())) {
                stand(part);
            }
        }
    }

    private void stand(JsonNode part) {
        var number = part.path("part").asInt();
        var arguments = new StringBuilder(part.path("arguments").asText());
        calls.put(number, new Call(part.path("tool").asText(), arguments));
        var event = Json.object().put("part", number);
        switch (part.path("state").asText()) {
            case "asking" -> {
                var approval = part.path("approval");
                var id = approval.path("id").asText();
                if (!asked.equals(Optional.of(id))) {
                    event.put("approval", id).put("reason", approval.path("reason").asText());
                    take("approval-request", event);
                }
            }
            case "running" -> take("tool-start", event);
            case "done", "failed" -> {
                answered(number, part.path("approval").path("verdict").asText());
                event.put("failed", part.path("state").asText().equals("failed"));
                take("tool-end", event.put("text", part.path("result").asText()));
            }
            default -> {
                // Its arguments are still being written.
            }
        }
    }

    /** The model is told at length why a call was not made; who decided knows. */
    private void answered(int part, String verdict) {
        var key = "web.tool-state." + verdict.toLowerCase(Locale.ROOT);
        if (texts.has(key)) {
            refusals.put(part, texts.text(key));
        }
    }

    private void tell(String key, String call, String result) {
        view.apart();
        view.notice(texts.text(key, call, result));
    }

    private Call call(int part) {
        return calls.getOrDefault(part, new Call("?", new StringBuilder()));
    }
}
