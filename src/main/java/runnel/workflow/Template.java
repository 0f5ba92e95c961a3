package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * A text with places for the message and for what steps have returned: {@code {{message}}}, {@code
 * {{step}}}, {@code {{step.rows.1.name}}}.
 *
 * <p>Numbers count from 1: the items of a list, or the pieces of a text between lines of three
 * dashes. What is not there leaves its place empty.
 */
public record Template(String text) {
    /** The name of what was asked. */
    public static final String MESSAGE = "message";

    /** The longest text that a template may become, in characters. */
    public static final int MAX_CHARS = 1_000_000;

    private static final Pattern PLACE =
            Pattern.compile("\\{\\{\\s*([\\p{L}\\p{N}_-]+(?:\\.[\\p{L}\\p{N}_-]+)*)\\s*}}");
    private static final Pattern RULE = Pattern.compile("(?m)^[ \\t]*-{3,}[ \\t]*$");

    /** The names that it starts from, in their order. */
    public List<String> names() {
        return PLACE.matcher(text)
                .results()
                .map(found -> found.group(1).split("\\.", 2)[0])
                .distinct()
                .toList();
    }

    /** What looks like a place and is none; empty where there is no such thing. */
    public Optional<String> stray() {
        var rest = PLACE.matcher(text).replaceAll("");
        var at = rest.indexOf("{{");
        return at < 0
                ? Optional.empty()
                : Optional.of(rest.substring(at, Math.min(rest.length(), at + 20)).strip());
    }

    /**
     * The text with everything in its place.
     *
     * @throws Problem {@code workflow-size}
     */
    public String fill(Outputs outputs) {
        var filled =
                PLACE.matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(said(at(found.group(1), outputs))));
        if (filled.length() > MAX_CHARS) {
            throw new Problem(Problem.Kind.INVALID, "workflow-size", filled.length(), MAX_CHARS);
        }
        return filled;
    }

    /** What stands at the only place, as it is, where there is nothing else; else the text. */
    public JsonNode value(Outputs outputs) {
        var whole = PLACE.matcher(text.strip());
        return whole.matches() ? at(whole.group(1), outputs) : TextNode.valueOf(fill(outputs));
    }

    /** What a value is in a text. */
    static String said(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private static JsonNode at(String path, Outputs outputs) {
        var names = path.split("\\.");
        var value =
                names[0].equals(MESSAGE)
                        ? TextNode.valueOf(outputs.question())
                        : outputs.of(names[0]);
        for (var i = 1; i < names.length; i++) {
            value = within(value, names[i]);
        }
        return value;
    }

    private static JsonNode within(JsonNode value, String name) {
        if (value.isTextual()) {
            value = parsed(value.textValue());
        }
        if (!name.matches("\\d{1,9}")) {
            return value.path(name);
        }
        var number = Integer.parseInt(name);
        if (value.isTextual()) {
            var pieces = pieces(value.textValue());
            return number >= 1 && number <= pieces.size()
                    ? TextNode.valueOf(pieces.get(number - 1))
                    : MissingNode.getInstance();
        }
        return value.isArray() ? value.path(number - 1) : value.path(name);
    }

    /** A text that is JSON is what it says: tools and models return texts. */
    private static JsonNode parsed(String text) {
        var bare = text.strip();
        if (!bare.startsWith("{") && !bare.startsWith("[")) {
            return TextNode.valueOf(text);
        }
        try {
            return Json.parse(bare);
        } catch (Problem e) {
            return TextNode.valueOf(text);
        }
    }

    private static List<String> pieces(String text) {
        var pieces = new ArrayList<String>();
        for (var piece : RULE.split(text)) {
            if (!piece.isBlank()) {
                pieces.add(piece.strip());
            }
        }
        return pieces;
    }
}
