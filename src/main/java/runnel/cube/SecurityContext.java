package runnel.cube;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import runnel.base.Json;

/** What is known of the one who asks: the claims of a token, or the attributes of a login. Immutable. */
public record SecurityContext(JsonNode claims) {
    /** Somebody of whom nothing is known. */
    public static final SecurityContext NOBODY = new SecurityContext(Json.object());

    public static SecurityContext of(JsonNode claims) {
        return new SecurityContext(claims.deepCopy());
    }

    /** The groups that access policies speak of: {@code groups}, {@code group}, {@code roles} or {@code role}. */
    public List<String> groups() {
        for (var name : List.of("groups", "group", "roles", "role")) {
            if (claims.has(name)) {
                return values(name);
            }
        }
        return List.of();
    }

    /** The values at a dotted path; none where there is nothing. */
    public List<String> values(String path) {
        var node = claims;
        for (var step : path.split("\\.")) {
            node = node.path(step);
        }
        var values = new ArrayList<String>();
        if (node.isArray()) {
            node.forEach(item -> values.add(item.asText()));
        } else if (node.isValueNode() && !node.isNull()) {
            values.add(node.asText());
        }
        return values;
    }

    /** Whether a path holds anything but false, 0, nothing or an empty text. */
    public boolean holds(String path) {
        return values(path).stream().anyMatch(value -> !value.isEmpty() && !value.equals("false") && !value.equals("0"));
    }
}
