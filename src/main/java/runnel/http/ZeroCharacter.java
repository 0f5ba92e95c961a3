package runnel.http;

import com.fasterxml.jackson.databind.JsonNode;
import runnel.base.Problem;

/**
 * The character U+0000, which no text of a client may have: databases end a text at it, pages show
 * something else for it, and nobody can see it.
 */
final class ZeroCharacter {
    private static final char ZERO = 0;
    private static final String AS_JSON = "\\u0000";

    private ZeroCharacter() {}

    /**
     * The value itself.
     *
     * @param place what the value is called where the client wrote it
     * @throws Problem {@code text-zero}
     */
    static String refuse(String place, String value) {
        var at = value.indexOf(ZERO);
        if (at >= 0) {
            throw new Problem(Problem.Kind.INVALID, "text-zero", place, at + 1);
        }
        return value;
    }

    /**
     * The tree itself.
     *
     * @param source of which the tree was read: seldom anything in it has to be looked at
     * @throws Problem {@code text-zero} with the JSON pointer of the text
     */
    static JsonNode refuse(JsonNode tree, String source) {
        if (source.contains(AS_JSON)) {
            walk("", tree);
        }
        return tree;
    }

    // The reader of JSON limits how deep a tree may be.
    private static void walk(String pointer, JsonNode node) {
        if (node.isTextual()) {
            refuse(pointer.isEmpty() ? "/" : pointer, node.textValue());
        }
        for (var i = 0; node.isArray() && i < node.size(); i++) {
            walk(pointer + "/" + i, node.get(i));
        }
        for (var field : node.properties()) {
            walk(pointer + "/" + refuse(pointer + "/", field.getKey()), field.getValue());
        }
    }
}
