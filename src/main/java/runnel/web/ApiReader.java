package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import runnel.base.Messages;
import runnel.markdown.Markdown;

/** Reads an OpenAPI document into what the page shows of it. */
final class ApiReader {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final Messages messages;
    private final ApiCommand command;

    /**
     * @param origin where the server is, for the examples
     */
    ApiReader(JsonNode document, Messages messages, String origin) {
        this.document = document;
        this.messages = messages;
        this.command = new ApiCommand(origin);
    }

    ApiView read() {
        var sections = new ArrayList<ApiView.Section>();
        for (var tag : document.path("tags")) {
            var name = tag.path("name").asText();
            sections.add(new ApiView.Section(name, html(tag), calls(name)));
        }
        var info = document.path("info");
        return new ApiView(info.path("summary").asText(), html(info), sections);
    }

    private List<ApiView.Call> calls(String tag) {
        var calls = new ArrayList<ApiView.Call>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(entry -> METHODS.contains(entry.getKey()))
                                .filter(entry ->
                                        entry.getValue().path("tags").path(0).asText().equals(tag))
                                .forEach(entry ->
                                        calls.add(
                                                call(
                                                        entry.getKey().toUpperCase(Locale.ROOT),
                                                        path.getKey(),
                                                        path.getValue(),
                                                        entry.getValue()))));
        return calls;
    }

    private ApiView.Call call(String method, String path, JsonNode shared, JsonNode operation) {
        var parameters = new ArrayList<JsonNode>();
        shared.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
        var body = first(operation.path("requestBody").path("content"));
        var answers = new ArrayList<ApiView.Answer>();
        operation
                .path("responses")
                .properties()
                .forEach(answer ->
                        answers.add(answer(answer.getKey(), resolved(answer.getValue()))));
        return new ApiView.Call(
                operation.path("operationId").asText(),
                method,
                path,
                operation.path("summary").asText(),
                html(operation),
                parameters.stream().map(this::parameter).toList(),
                fields(body.path("schema")),
                command.of(
                        method,
                        path,
                        parameters,
                        operation.path("requestBody").path("content"),
                        example(body)),
                answers);
    }

    private ApiView.Field parameter(JsonNode parameter) {
        return new ApiView.Field(
                parameter.path("name").asText(),
                parameter.path("in").asText(),
                type(parameter.path("schema")),
                parameter.path("required").asBoolean(),
                html(parameter));
    }

    private ApiView.Answer answer(String status, JsonNode answer) {
        var events = new ArrayList<ApiView.StreamEvent>();
        answer.path("x-events")
                .properties()
                .forEach(event -> {
                    var schema = resolved(event.getValue());
                    events.add(
                            new ApiView.StreamEvent(event.getKey(), html(schema), fields(schema)));
                });
        var content = answer.path("content");
        var type = content.fieldNames().hasNext() ? content.fieldNames().next() : "";
        var isProblem = type.equals("application/problem+json");
        return new ApiView.Answer(
                status,
                type,
                answer.path("description").asText(),
                isProblem ? List.of() : fields(first(content).path("schema")),
                isProblem ? "" : text(example(first(content))),
                events);
    }

    /** The fields of an object, or of the objects in a list. */
    private List<ApiView.Field> fields(JsonNode schema) {
        var object = resolved(schema);
        var required =
                StreamSupport.stream(object.path("required").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        return object.path("properties").properties().stream()
                .map(field ->
                        new ApiView.Field(
                                field.getKey(),
                                "",
                                type(field.getValue()),
                                required.contains(field.getKey()),
                                html(resolved(field.getValue()))))
                .toList();
    }

    private String type(JsonNode reference) {
        var schema = resolved(reference);
        if (schema.has("const")) {
            return schema.path("const").toString();
        }
        if (schema.has("enum")) {
            return StreamSupport.stream(schema.path("enum").spliterator(), false)
                    .map(JsonNode::asText)
                    .reduce((one, other) -> one + " | " + other)
                    .orElse("");
        }
        var type = schema.path("type").asText();
        if (type.equals("array")) {
            return "array of " + type(schema.path("items"));
        }
        // An object that has a name of its own is better known by it.
        return type.equals("object") && reference.has("$ref") ? name(reference) : type;
    }

    private JsonNode example(JsonNode media) {
        return resolved(first(media.path("examples"))).path("value");
    }

    private static String text(JsonNode example) {
        if (example.isMissingNode()) {
            return "";
        }
        return example.isTextual() ? example.textValue() : example.toPrettyString();
    }

    private String html(JsonNode node) {
        var description = node.path("description").asText();
        return description.isEmpty() ? "" : Markdown.render(description, "", messages);
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    private static String name(JsonNode reference) {
        var path = reference.path("$ref").asText();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static JsonNode first(JsonNode object) {
        return object.elements().hasNext() ? object.elements().next() : object.path(JSON);
    }
}
