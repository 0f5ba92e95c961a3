package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.MemberName;
import runnel.cube.Nearest;

/** Checks the form of JSON values, each with its path for messages: {@code filters[0].values}. */
final class Shape {
    private Shape() {}

    static Problem wrong(String path, String rule) {
        return new Problem(Problem.Kind.INVALID, "cube-query", "\"" + path + "\" " + rule);
    }

    /** Refuses keys that are not known, naming the nearest that is. */
    static void keys(JsonNode object, String path, List<String> known) {
        object.fieldNames()
                .forEachRemaining(key -> {
                    if (!known.contains(key)) {
                        var nearest = Nearest.of(key, known);
                        var hint =
                                nearest.isEmpty()
                                        ? ""
                                        : " (did you mean \"" + nearest.getFirst() + "\"?)";
                        throw wrong(
                                path.isEmpty() ? key : path + "." + key, "is not allowed" + hint);
                    }
                });
    }

    static List<JsonNode> array(@Nullable JsonNode node, String path) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrong(path, "must be an array");
        }
        var items = new ArrayList<JsonNode>();
        node.forEach(items::add);
        return items;
    }

    static String text(@Nullable JsonNode node, String path) {
        if (node == null || !node.isTextual()) {
            throw wrong(path, "must be a string");
        }
        return node.asText();
    }

    static Optional<String> optionalText(@Nullable JsonNode node, String path) {
        return node == null || node.isNull() ? Optional.empty() : Optional.of(text(node, path));
    }

    /** Refuses a text that is none of those known. */
    static void oneOf(@Nullable JsonNode node, String path, List<String> known) {
        if (node != null && !known.contains(node.asText())) {
            throw wrong(path, "must be one of " + known);
        }
    }

    static boolean flag(@Nullable JsonNode node, String path) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw wrong(path, "must be a boolean");
        }
        return node.asBoolean();
    }

    static int integer(@Nullable JsonNode node, String path, int fallback, int max) {
        if (node == null || node.isMissingNode()) {
            return fallback;
        }
        if (!node.isNumber()) {
            throw wrong(path, "must be a number");
        }
        if (!node.isIntegralNumber()) {
            throw wrong(path, "must be an integer");
        }
        if (node.bigIntegerValue().signum() < 0) {
            throw wrong(path, "must be greater than or equal to 0");
        }
        if (!node.canConvertToInt() || node.asInt() > max) {
            throw wrong(path, "must be less than or equal to " + max);
        }
        return node.asInt();
    }

    /** The name of a member of a cube or view. */
    static String member(@Nullable JsonNode node, String path) {
        return member(text(node, path), path);
    }

    static String member(String name, String path) {
        if (!MemberName.isPath(name)) {
            throw pattern(path, name);
        }
        return name;
    }

    /** A text that has not the form of a name. */
    static Problem pattern(String path, String value) {
        return wrong(
                path,
                "with value "
                        + Json.quote(new StringBuilder(), value)
                        + " fails to match the required pattern: /^[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+$/");
    }
}
