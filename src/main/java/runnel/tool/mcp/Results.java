package runnel.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.service.tool.ToolExecutionResult;

/** Reads what a call brought, as text for a model. */
final class Results {
    private Results() {}

    static ToolExecutionResult of(JsonNode content, boolean failed) {
        var text = new StringBuilder();
        // Depending on the answer it is the list, or the result around it.
        var list = content.isArray() ? content : content.path("content");
        for (var item : list) {
            text.append(text.isEmpty() ? "" : "\n").append(text(item));
        }
        if (text.isEmpty() && content.has("structuredContent")) {
            text.append(content.get("structuredContent"));
        }
        return ToolExecutionResult.builder()
                .isError(failed)
                .resultText(text.isEmpty() ? "(nothing)" : text.toString())
                .build();
    }

    private static String text(JsonNode item) {
        return switch (item.path("type").asText()) {
            case "text" -> item.path("text").asText();
            case "image", "audio" ->
                    "["
                            + item.path("type").asText()
                            + " of type "
                            + item.path("mimeType").asText()
                            + ", not shown]";
            case "resource" ->
                    item.at("/resource/uri").asText() + "\n" + item.at("/resource/text").asText();
            case "resource_link" -> item.path("name").asText() + ": " + item.path("uri").asText();
            default -> item.toString();
        };
    }
}
