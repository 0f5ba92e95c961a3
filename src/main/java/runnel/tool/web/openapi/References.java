package runnel.tool.web.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Json;

/** Puts what {@code $ref} points to in its place, within one document. */
final class References {
    /** Of references in references; what lies deeper is left open. */
    private static final int DEPTH = 12;

    private static final String REFERENCE = "$ref";

    private final JsonNode document;

    References(JsonNode document) {
        this.document = document;
    }

    /** What stands there, one reference followed. */
    JsonNode at(JsonNode node) {
        var target = node.path(REFERENCE).asText();
        return target.startsWith("#/") ? document.at(target.substring(1)) : node;
    }

    /** A schema without references; one that holds itself is cut off. */
    JsonNode whole(JsonNode schema) {
        return whole(schema, 0);
    }

    private JsonNode whole(JsonNode node, int depth) {
        if (depth > DEPTH) {
            return Json.object();
        }
        if (node.has(REFERENCE)) {
            return whole(at(node), depth + 1);
        }
        if (node.isObject()) {
            ObjectNode copy = Json.object();
            node.properties()
                    .forEach(field -> copy.set(field.getKey(), whole(field.getValue(), depth + 1)));
            return copy;
        }
        if (node.isArray()) {
            var copy = Json.object().putArray("list");
            node.forEach(element -> copy.add(whole(element, depth + 1)));
            return copy;
        }
        return node;
    }
}
