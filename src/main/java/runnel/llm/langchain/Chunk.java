package runnel.llm.langchain;

import runnel.base.Json;
import runnel.base.Problem;

/** Reads off a raw event what LangChain4j does not pass on, without parsing the usual ones. */
final class Chunk {
    private static final String FINISH_REASON = "\"finish_reason\"";
    private static final String REASONING = "\"reasoning\"";
    private static final String ERROR = "\"error\"";

    private Chunk() {}

    /**
     * The value of {@code finish_reason}; empty where it is absent or null. A quote inside a text
     * would be escaped.
     */
    static String finishReason(String data) {
        var at = data.indexOf(FINISH_REASON);
        if (at < 0) {
            return "";
        }
        at += FINISH_REASON.length();
        while (at < data.length() && (data.charAt(at) == ':' || data.charAt(at) == ' ')) {
            at++;
        }
        if (at >= data.length() || data.charAt(at) != '"') {
            return "";
        }
        var end = data.indexOf('"', at + 1);
        return end < 0 ? "" : data.substring(at + 1, end);
    }

    /**
     * A piece of reasoning under the name that OpenRouter, Ollama and newer vLLM use; empty where
     * there is none.
     */
    static String reasoning(String data) {
        if (!data.contains(REASONING)) {
            return "";
        }
        var piece = Json.parse(data).at("/choices/0/delta/reasoning");
        return piece.isTextual() ? piece.textValue() : "";
    }

    /**
     * Whether the event reports an error: the event's name, a field {@code error}, or a reason to
     * finish of that name.
     */
    static boolean isError(String name, String data) {
        if (name.equals("error")) {
            return true;
        }
        if (!data.contains(ERROR)) {
            return false;
        }
        try {
            var tree = Json.parse(data);
            var error = tree.path("error");
            return (!error.isMissingNode() && !error.isNull())
                    || tree.path("object").asText().equals("error")
                    || finishReason(data).equals("error");
        } catch (Problem e) {
            return false;
        }
    }
}
