package runnel.llm.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.ToolOutput;

/** Reads off a raw event what LangChain4j does not pass on, without parsing the usual ones. */
final class Chunk {
    private static final String CALLS = "\"tool_calls\"";
    private static final String GROUNDING = "\"groundingMetadata\"";
    private static final String REASONING = "\"reasoning\"";
    private static final String ERROR = "\"error\"";

    private Chunk() {}

    /**
     * Why the answer ends, in the provider's own word; empty where it does not say. A quote inside
     * a text would be escaped.
     */
    static String finishReason(String data, Dialect dialect) {
        var field = dialect.finishField();
        var at = data.indexOf(field);
        if (at < 0) {
            return "";
        }
        at += field.length();
        while (at < data.length() && (data.charAt(at) == ':' || data.charAt(at) <= ' ')) {
            at++;
        }
        if (at >= data.length() || data.charAt(at) != '"') {
            return "";
        }
        var end = data.indexOf('"', at + 1);
        return end < 0 ? "" : data.substring(at + 1, end);
    }

    /** The functions that a line of Ollama's asks for. */
    static List<JsonNode> calls(String data) {
        var calls = new ArrayList<JsonNode>();
        if (data.contains(CALLS)) {
            try {
                Json.parse(data)
                        .at("/message/tool_calls")
                        .forEach(call -> calls.add(call.path("function")));
            } catch (Problem e) {
                // Whoever reads the whole line will say so.
                return List.of();
            }
        }
        return calls;
    }

    /** Whether a chunk of OpenAI's wire has pieces of tool calls. */
    static boolean hasCalls(String data) {
        return data.contains(CALLS + ":[") || data.contains(CALLS + ": [");
    }

    /**
     * A chunk of OpenAI's wire without its pieces of tool calls, and these: LangChain4j takes a
     * call for whole when a piece of another comes.
     */
    static Apart apart(String data) {
        var calls = new ArrayList<JsonNode>();
        try {
            var tree = Json.parse(data);
            if (tree.at("/choices/0/delta") instanceof ObjectNode delta) {
                delta.path("tool_calls").forEach(calls::add);
                delta.remove("tool_calls");
                return new Apart(calls, tree.toString());
            }
        } catch (Problem e) {
            // Whoever reads the rest will say so.
        }
        return new Apart(calls, data);
    }

    /** What was taken out of a chunk, and what it is without. */
    record Apart(List<JsonNode> calls, String rest) {}

    /** The pages that Gemini's search rests an answer on. */
    static List<ToolOutput.Source> sources(String data) {
        if (!data.contains(GROUNDING)) {
            return List.of();
        }
        var sources = new ArrayList<ToolOutput.Source>();
        JsonNode grounding;
        try {
            grounding = Json.parse(data).at("/candidates/0/groundingMetadata");
        } catch (Problem e) {
            return List.of();
        }
        for (var chunk : grounding.path("groundingChunks")) {
            var web = chunk.path("web");
            if (!web.path("uri").asText().isEmpty()) {
                sources.add(
                        new ToolOutput.Source(
                                web.path("title").asText(), web.path("uri").asText(), ""));
            }
        }
        return sources;
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
                    || finishReason(data, Dialect.OPENAI).equals("error");
        } catch (Problem e) {
            return false;
        }
    }
}
