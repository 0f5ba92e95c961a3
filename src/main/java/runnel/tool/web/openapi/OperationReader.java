package runnel.tool.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import runnel.base.Json;
import runnel.tool.ToolSpec;

/** Reads what one path does by one method: a tool, and where its arguments go. */
final class OperationReader {
    private static final int NAME_CHARS = 64;
    private static final int DESCRIPTION_CHARS = 1_000;
    private static final Set<String> HARMLESS = Set.of("get", "head");

    /** Headers that are no business of a model's. */
    private static final Set<String> RESERVED =
            Set.of("accept", "authorization", "content-type", "cookie", "host");

    private static final String DESCRIPTION = "description";

    private final References references;
    private final String prefix;
    private final String title;

    /**
     * @param prefix of the names of all tools of this service
     * @param title what the service is called; empty for nothing
     */
    OperationReader(References references, String prefix, String title) {
        this.references = references;
        this.prefix = prefix;
        this.title = title;
    }

    /**
     * @param item what is said of the path as a whole
     * @param node what is said of the method
     */
    Operation read(String path, String method, JsonNode item, JsonNode node) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        var required = schema.putArray("required");
        var parameters = new ArrayList<Operation.Parameter>();
        var all = new ArrayList<JsonNode>();
        item.path("parameters").forEach(all::add);
        node.path("parameters").forEach(all::add);
        for (var each : all) {
            var parameter = references.at(each);
            var place = place(parameter.path("in").asText());
            var name = parameter.path("name").asText();
            if (place.isEmpty()
                    || name.isEmpty()
                    || properties.has(name)
                    || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            var needed =
                    place.get() == Operation.Place.PATH || parameter.path("required").asBoolean();
            parameters.add(new Operation.Parameter(name, place.get(), needed));
            properties.set(name, described(parameter));
            if (needed) {
                required.add(name);
            }
        }
        var body = references.at(node.path("requestBody"));
        var content = body.at("/content/application~1json/schema");
        if (!content.isMissingNode()) {
            properties.set(Operation.BODY, references.whole(content));
            if (body.path("required").asBoolean()) {
                required.add(Operation.BODY);
            }
        }
        var harmless = HARMLESS.contains(method) || node.path("x-runnel-harmless").asBoolean();
        return new Operation(
                new ToolSpec(
                        name(path, method, node),
                        description(path, method, node),
                        schema.toString()),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                !content.isMissingNode(),
                !harmless);
    }

    private JsonNode described(JsonNode parameter) {
        var schema = references.whole(parameter.path("schema"));
        var described = Json.object();
        schema.properties().forEach(field -> described.set(field.getKey(), field.getValue()));
        if (parameter.path(DESCRIPTION).isTextual()) {
            described.set(DESCRIPTION, parameter.get(DESCRIPTION));
        }
        if (!described.has("type")) {
            described.put("type", "string");
        }
        return described;
    }

    private static Optional<Operation.Place> place(String in) {
        return switch (in) {
            case "path" -> Optional.of(Operation.Place.PATH);
            case "query" -> Optional.of(Operation.Place.QUERY);
            case "header" -> Optional.of(Operation.Place.HEADER);
            default -> Optional.empty();
        };
    }

    private String name(String path, String method, JsonNode node) {
        var id = node.path("operationId").asText();
        var name = prefix + "_" + (id.isEmpty() ? method + "_" + path : id);
        var safe = name.replaceAll("[^A-Za-z0-9-]+", "_").replaceAll("_+$", "");
        return safe.length() <= NAME_CHARS ? safe : safe.substring(0, NAME_CHARS);
    }

    private String description(String path, String method, JsonNode node) {
        var said =
                List.of(node.path("summary").asText(), node.path(DESCRIPTION).asText()).stream()
                        .filter(text -> !text.isBlank())
                        .distinct()
                        .reduce((first, second) -> first + "\n" + second)
                        .orElse(method.toUpperCase(Locale.ROOT) + " " + path);
        var whole = title.isEmpty() ? said : title + ": " + said;
        return whole.length() <= DESCRIPTION_CHARS ? whole : whole.substring(0, DESCRIPTION_CHARS);
    }
}
