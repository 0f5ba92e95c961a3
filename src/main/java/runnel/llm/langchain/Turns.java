package runnel.llm.langchain;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.llm.Prompt;
import runnel.tool.ToolCall;
import runnel.tool.ToolSpec;

/** Says a prompt in LangChain4j's words. */
final class Turns {
    /** LangChain4j and most providers refuse a blank turn. */
    private static final String BLANK = "(empty)";

    private Turns() {}

    static ChatRequest request(Prompt prompt) {
        var messages = new ArrayList<ChatMessage>(prompt.turns().size() + 1);
        if (!prompt.instruction().isBlank()) {
            messages.add(SystemMessage.from(prompt.instruction()));
        }
        for (var turn : prompt.turns()) {
            switch (turn) {
                case Prompt.User(var text) ->
                        messages.add(UserMessage.from(text.isBlank() ? BLANK : text));
                case Prompt.Assistant(var text, var calls, _) -> {
                    // A turn that was stopped before its first word says nothing.
                    if (!text.isBlank() || !calls.isEmpty()) {
                        messages.add(assistant(text, calls));
                    }
                }
                case Prompt.Tool(var result) ->
                        messages.add(
                                ToolExecutionResultMessage.from(
                                        result.call().id(),
                                        result.call().name(),
                                        result.text().isBlank() ? BLANK : result.text()));
            }
        }
        var request = ChatRequest.builder().messages(messages);
        if (!prompt.tools().isEmpty()) {
            request.toolSpecifications(prompt.tools().stream().map(Turns::tool).toList());
        }
        return request.build();
    }

    private static AiMessage assistant(String text, List<ToolCall> calls) {
        var requests =
                calls.stream()
                        .map(call ->
                                ToolExecutionRequest.builder()
                                        .id(call.id())
                                        .name(call.name())
                                        .arguments(call.arguments())
                                        .build())
                        .toList();
        var message = AiMessage.builder().toolExecutionRequests(requests);
        return text.isBlank() ? message.build() : message.text(text).build();
    }

    private static ToolSpecification tool(ToolSpec tool) {
        return ToolSpecification.builder()
                .name(tool.name())
                .description(tool.description())
                .parameters(schema(tool.parameters()))
                .build();
    }

    /** LangChain4j models the outermost object only; all below travels as it was written. */
    private static JsonObjectSchema schema(String text) {
        var schema = Json.parse(text);
        var object = JsonObjectSchema.builder().addProperties(raw(schema.get("properties")));
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        object.required(required);
        if (schema.path("description").isTextual()) {
            object.description(schema.get("description").textValue());
        }
        if (schema.has("$defs")) {
            object.definitions(raw(schema.get("$defs")));
        }
        return object.build();
    }

    private static Map<String, JsonSchemaElement> raw(
            com.fasterxml.jackson.databind.@Nullable JsonNode schemas) {
        var elements = new LinkedHashMap<String, JsonSchemaElement>();
        if (schemas != null) {
            schemas.properties()
                    .forEach(named ->
                            elements.put(
                                    named.getKey(),
                                    JsonRawSchema.from(named.getValue().toString())));
        }
        return elements;
    }
}
