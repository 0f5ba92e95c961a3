package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.cli.terminal.Clean;

/**
 * A tool call in words: what the tool is called, and its arguments by their names.
 *
 * @param arguments JSON, or what the model wrote instead
 */
record CallText(String tool, String arguments) {
    /** The tool's name for people. */
    String name(Messages texts) {
        var key = "web.tool." + tool;
        return texts.has(key) ? texts.text(key) : Clean.line(Text.phrase(tool));
    }

    /** The call on one line; a single argument needs no name. */
    String line(Messages texts, int most) {
        var values = values();
        var words =
                values.size() == 1
                        ? values.values().iterator().next()
                        : values.entrySet().stream()
                                .map(value -> value.getKey() + ": " + value.getValue())
                                .collect(Collectors.joining(", "));
        return words.isEmpty() ? name(texts) : name(texts) + " · " + Text.shortened(words, most);
    }

    /** Name and arguments for who has to decide: all of them, each on a line of its own. */
    String whole(Messages texts) {
        var lines =
                values().entrySet().stream()
                        .map(value -> "\n    " + value.getKey() + ": " + value.getValue())
                        .collect(Collectors.joining());
        return name(texts) + " (" + Clean.line(tool) + ")" + lines;
    }

    private Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        try {
            var json = Json.parse(arguments);
            if (json.isObject()) {
                put("", json, values);
                return values;
            }
        } catch (Problem e) {
            // The model has written something else, which is shown as it is.
        }
        if (!arguments.isBlank()) {
            values.put("?", Clean.line(arguments));
        }
        return values;
    }

    private static void put(String prefix, JsonNode object, Map<String, String> values) {
        for (var field : object.properties()) {
            var name = prefix + Clean.line(field.getKey());
            if (field.getValue().isObject() && !field.getValue().isEmpty()) {
                put(name + ".", field.getValue(), values);
            } else {
                values.put(name, value(field.getValue()));
            }
        }
    }

    /** A text as it reads, unless something in it would not be seen. */
    private static String value(JsonNode value) {
        var text = value.asText();
        var plain = value.isTextual() && !text.isEmpty() && text.equals(Clean.line(text));
        return plain ? text : Clean.text(value.toString());
    }
}
