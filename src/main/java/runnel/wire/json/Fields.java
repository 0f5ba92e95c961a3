package runnel.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.http.Request;

/** The fields of a JSON body, checked one by one. */
record Fields(JsonNode tree) {
    /**
     * @throws Problem {@code json-object} where the body is no JSON object
     */
    static Fields of(Request request) {
        return of(request.json());
    }

    private static Fields of(JsonNode tree) {
        if (!tree.isObject()) {
            throw new Problem(Problem.Kind.INVALID, "json-object", kind(tree));
        }
        return new Fields(tree);
    }

    /** As {@link #of}; a body that is empty has no fields. */
    static Fields ofOptional(Request request) {
        return request.jsonIfAny().map(Fields::of).orElseGet(() -> new Fields(Json.object()));
    }

    /** A text; empty where it is missing or null. */
    String text(String name) {
        var node = tree.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new Problem(Problem.Kind.INVALID, "json-field", name, kind(node));
        }
        return node.textValue();
    }

    /** A list of texts; empty where it is missing or null. */
    List<String> texts(String name) {
        var node = tree.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (var element : node) {
            texts.add(element.asText());
        }
        if (!node.isArray() || texts.contains("")) {
            throw new Problem(Problem.Kind.INVALID, "json-texts", name, kind(node));
        }
        return texts;
    }

    /** An object, which must be there. */
    JsonNode object(String name) {
        var node = tree.path(name);
        if (!node.isObject()) {
            throw new Problem(Problem.Kind.INVALID, "json-field-object", name, kind(node));
        }
        return node;
    }

    /** True or false, which must be said. */
    boolean truth(String name) {
        var node = tree.path(name);
        if (!node.isBoolean()) {
            throw new Problem(Problem.Kind.INVALID, "json-truth", name, kind(node));
        }
        return node.booleanValue();
    }

    /** A text that may be missing; null is an empty one. */
    Optional<String> given(String name) {
        return tree.has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** True or false, or missing. */
    Optional<Boolean> flag(String name) {
        var node = tree.path(name);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw new Problem(Problem.Kind.INVALID, "json-flag", name, kind(node));
        }
        return Optional.of(node.booleanValue());
    }

    private static String kind(JsonNode node) {
        return node.isMissingNode()
                ? "an empty body"
                : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
