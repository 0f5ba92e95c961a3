package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * A query set right after a refusal.
 *
 * @param remark what was changed, for the one who asked
 */
record Repair(JsonNode query, String remark) {
    /** Keys that say how to answer, not what: servers differ in which they know. */
    private static final List<String> MANNERS =
            List.of("renewQuery", "responseFormat", "cache", "cacheMode");

    private static final Pattern NOT_ALLOWED = Pattern.compile("\"(\\w+)\" is not allowed");
    private static final Pattern PATH =
            Pattern.compile("(?:for path|hidden member:?|resolve) '?\"?(\\w+\\.\\w+)");

    /** A query without what no server needs to be told. */
    static JsonNode prepared(JsonNode query) {
        if (query.isArray()) {
            var all = JsonNodeFactory.instance.arrayNode();
            query.forEach(one -> all.add(prepared(one)));
            return all;
        }
        var copy = query.deepCopy();
        if (copy instanceof ObjectNode object) {
            // Real servers refuse the first, and send rows by name without the second.
            object.remove(List.of("renewQuery", "responseFormat"));
        }
        return copy;
    }

    /**
     * What a refused query should have been, if that is beyond doubt: without a key that only says
     * how to answer, or with a member spelled as the model spells it.
     */
    static Optional<Repair> of(JsonNode query, String refusal, Supplier<? extends JsonNode> meta) {
        var key = NOT_ALLOWED.matcher(refusal);
        if (key.find() && MANNERS.contains(key.group(1))) {
            return Optional.of(
                    new Repair(without(query, key.group(1)), "\"" + key.group(1) + "\" left out"));
        }
        var path = PATH.matcher(refusal);
        if (!path.find()) {
            return Optional.empty();
        }
        var wrong = path.group(1);
        var same =
                StreamSupport.stream(meta.get().path("cubes").spliterator(), false)
                        .flatMap(cube ->
                                List.of("measures", "dimensions", "segments").stream()
                                        .flatMap(kind ->
                                                StreamSupport.stream(
                                                        cube.path(kind).spliterator(), false)))
                        .map(member -> member.path("name").asText())
                        .filter(name -> letters(name).equals(letters(wrong)))
                        .distinct()
                        .toList();
        return same.size() != 1 || same.getFirst().equals(wrong)
                ? Optional.empty()
                : Optional.of(
                        new Repair(
                                renamed(query, wrong, same.getFirst()),
                                wrong + " → " + same.getFirst()));
    }

    private static JsonNode without(JsonNode query, String key) {
        var copy = query.deepCopy();
        if (copy instanceof ObjectNode object) {
            object.remove(key);
        }
        copy.forEach(one -> {
            if (copy.isArray() && one instanceof ObjectNode object) {
                object.remove(key);
            }
        });
        return copy;
    }

    /** Renames a member wherever a query may name it; values of filters stay. */
    private static JsonNode renamed(JsonNode node, String wrong, String right) {
        if (node instanceof ObjectNode object) {
            var copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(field ->
                            copy.set(
                                    field.getKey().equals(wrong) ? right : field.getKey(),
                                    field.getKey().equals("values")
                                            ? field.getValue()
                                            : renamed(field.getValue(), wrong, right)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            var copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(one -> copy.add(renamed(one, wrong, right)));
            return copy;
        }
        return node.isTextual() && node.asText().equals(wrong) ? TextNode.valueOf(right) : node;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
