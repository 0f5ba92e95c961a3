package runnel.llm.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;

/** Says a JSON Schema in LangChain4j's words. */
final class Schemas {
    private Schemas() {}

    /**
     * A tool's parameters.
     *
     * @param dialect Gemini's module knows only the plain types; for all others everything below
     *     the outermost object travels as it was written
     */
    static JsonObjectSchema parameters(String text, Dialect dialect) {
        var schema = Json.parse(text);
        if (dialect == Dialect.GEMINI) {
            return object(schema);
        }
        var object =
                JsonObjectSchema.builder()
                        .addProperties(raw(schema.get("properties")))
                        .required(required(schema));
        if (schema.path("description").isTextual()) {
            object.description(schema.get("description").textValue());
        }
        if (schema.has("$defs")) {
            object.definitions(raw(schema.get("$defs")));
        }
        return object.build();
    }

    private static JsonObjectSchema object(JsonNode schema) {
        var properties = new LinkedHashMap<String, JsonSchemaElement>();
        schema.path("properties")
                .properties()
                .forEach(field -> properties.put(field.getKey(), plain(field.getValue())));
        return JsonObjectSchema.builder()
                .description(description(schema))
                .addProperties(properties)
                .required(required(schema))
                .build();
    }

    private static JsonSchemaElement plain(JsonNode schema) {
        var description = description(schema);
        if (schema.path("enum").isArray()) {
            var values = new ArrayList<String>();
            schema.get("enum").forEach(value -> values.add(value.asText()));
            return JsonEnumSchema.builder().description(description).enumValues(values).build();
        }
        return switch (type(schema)) {
            case "integer" -> JsonIntegerSchema.builder().description(description).build();
            case "number" -> JsonNumberSchema.builder().description(description).build();
            case "boolean" -> JsonBooleanSchema.builder().description(description).build();
            case "array" ->
                    JsonArraySchema.builder()
                            .description(description)
                            .items(plain(schema.path("items")))
                            .build();
            case "object" -> object(schema);
            default -> JsonStringSchema.builder().description(description).build();
        };
    }

    // Of alternatives the first that is a type counts.
    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText().equals("null")
                    ? type.path(1).asText()
                    : type.path(0).asText();
        }
        return type.isTextual()
                ? type.textValue()
                : schema.path("anyOf").path(0).path("type").asText();
    }

    private static @Nullable String description(JsonNode schema) {
        return schema.path("description").isTextual()
                ? schema.get("description").textValue()
                : null;
    }

    private static List<String> required(JsonNode schema) {
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        return required;
    }

    private static Map<String, JsonSchemaElement> raw(@Nullable JsonNode schemas) {
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
