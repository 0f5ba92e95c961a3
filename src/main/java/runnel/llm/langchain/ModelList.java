package runnel.llm.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Json;
import runnel.base.Problem;

/** Reads the answer to {@code GET /models}. */
final class ModelList {
    private ModelList() {}

    /**
     * The identifiers, in the provider's order; some providers leave out the frame around the
     * array.
     *
     * @throws Problem {@code json-invalid}
     */
    static List<String> ids(String text) {
        var root = Json.parse(text);
        return ids(root.isArray() ? root : root.path("data"));
    }

    /**
     * Whether the text is such a list to the letter, as no other kind of server would send it, and
     * not one of our own.
     */
    static boolean isList(String text) {
        try {
            var root = Json.parse(text);
            var data = root.path("data");
            return root.path("object").asText().equals("list")
                    && data.isArray()
                    && !data.isEmpty()
                    && ids(data).size() == data.size()
                    && !data.get(0).path("owned_by").asText().equals("runnel");
        } catch (Problem e) {
            return false;
        }
    }

    private static List<String> ids(JsonNode array) {
        var ids = new ArrayList<String>();
        for (var model : array) {
            var id = model.path("id");
            if (id.isTextual() && !id.textValue().isBlank()) {
                ids.add(id.textValue());
            }
        }
        return List.copyOf(ids);
    }
}
