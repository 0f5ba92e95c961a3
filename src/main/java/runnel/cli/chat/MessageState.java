package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.event.Outcome;
import runnel.llm.Usage;

/** A message as it stands, in the server's JSON. */
record MessageState(JsonNode json) {
    String id() {
        return json.path("id").asText();
    }

    String run() {
        return json.path("run").asText();
    }

    boolean isReply() {
        return json.path("author").asText().equals("agent");
    }

    boolean isWaiting() {
        return state().equals("waiting");
    }

    boolean isBeingWritten() {
        return state().equals("writing");
    }

    /** How a reply ended that is no longer written. */
    Outcome outcome() {
        return state().equals("interrupted") ? Outcome.FAILED : Outcome.ofWord(state());
    }

    /** What went wrong; missing where nothing did. */
    JsonNode problem() {
        return json.path("problem");
    }

    /** What it waits for; missing where it does not. */
    JsonNode awaited() {
        return json.path("wait");
    }

    Usage usage() {
        return usage(json.path("usage"));
    }

    /** Its texts, calls and all else in their order. */
    JsonNode parts() {
        return json.path("parts");
    }

    /** Number of the part with the last text; -1 where there is none. */
    int lastText() {
        var last = -1;
        for (var part : parts()) {
            if (part.path("type").asText().equals("text")) {
                last = part.path("part").asInt();
            }
        }
        return last;
    }

    /** All of its text. */
    String text() {
        return parts("text");
    }

    /** All of the model's thinking. */
    String reasoning() {
        return parts("reasoning");
    }

    static Usage usage(JsonNode usage) {
        return new Usage(
                usage.path("inputTokens").asLong(),
                usage.path("cachedTokens").asLong(),
                usage.path("outputTokens").asLong(),
                usage.path("reasoningTokens").asLong());
    }

    private String state() {
        return json.path("state").asText();
    }

    private String parts(String type) {
        var text = new StringBuilder();
        for (var part : parts()) {
            if (part.path("type").asText().equals(type)) {
                text.append(part.path("text").asText());
            }
        }
        return text.toString();
    }
}
