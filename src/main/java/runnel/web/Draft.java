package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import runnel.base.Problem;
import runnel.http.Request;

/**
 * What the composer holds.
 *
 * @param files ids of what was sent before
 */
record Draft(
        String text, String edits, String agent, String model, String key, List<String> files) {

    /**
     * A form from the browser; from the script JSON, since the escapes of a form would triple a
     * long Chinese text.
     */
    static Draft of(Request request) {
        if (request.header("Content-Type").orElse("").startsWith("application/json")) {
            var json = request.json();
            return new Draft(
                    text(json, "text"),
                    text(json, "edits"),
                    text(json, "agent"),
                    text(json, "model"),
                    text(json, "key"),
                    texts(json, "files"));
        }
        var form = request.form();
        return new Draft(
                form.first("text").orElse("").replace("\r\n", "\n"),
                form.first("edits").orElse(""),
                form.first("agent").orElse(""),
                form.first("model").orElse(""),
                form.first("key").orElse(""),
                List.of());
    }

    private static List<String> texts(JsonNode json, String name) {
        var texts = new ArrayList<String>();
        json.path(name).forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static String text(JsonNode json, String name) {
        var node = json.path(name);
        if (!node.isMissingNode() && !node.isNull() && !node.isTextual()) {
            throw new Problem(
                    Problem.Kind.INVALID,
                    "json-field",
                    name,
                    node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return node.asText("");
    }
}
