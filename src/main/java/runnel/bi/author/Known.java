package runnel.bi.author;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The members that one viewer may ask for, read from what the semantic layer tells its clients.
 * Immutable.
 */
public final class Known {
    private final JsonNode meta;
    private final Map<String, JsonNode> measures = new LinkedHashMap<>();
    private final Map<String, JsonNode> dimensions = new LinkedHashMap<>();
    private final Map<String, JsonNode> segments = new LinkedHashMap<>();

    public Known(JsonNode meta) {
        this.meta = meta;
        for (var cube : meta.path("cubes")) {
            gather(cube.path("measures"), measures);
            gather(cube.path("dimensions"), dimensions);
            gather(cube.path("segments"), segments);
        }
    }

    private static void gather(JsonNode members, Map<String, JsonNode> into) {
        for (var member : members) {
            if (member.path("isVisible").asBoolean(true) && member.path("public").asBoolean(true)) {
                into.put(member.path("name").asText(), member);
            }
        }
    }

    /** Cubes and views, views first: their joins are settled. */
    List<JsonNode> entities() {
        var views = new LinkedHashSet<JsonNode>();
        meta.path("cubes")
                .forEach(cube -> {
                    if (cube.path("type").asText().equals("view")) {
                        views.add(cube);
                    }
                });
        meta.path("cubes").forEach(views::add);
        return List.copyOf(views);
    }

    Map<String, JsonNode> measures() {
        return measures;
    }

    Map<String, JsonNode> dimensions() {
        return dimensions;
    }

    Map<String, JsonNode> segments() {
        return segments;
    }

    /** All that can be asked for, by kind, in few words. */
    public String list() {
        return "measures: %s\ndimensions: %s"
                .formatted(
                        String.join(", ", measures.keySet()),
                        String.join(", ", dimensions.keySet()));
    }

    boolean isTime(String dimension) {
        var member = dimensions.get(dimension);
        return member != null && member.path("type").asText().equals("time");
    }

    /** All names of a kind of member. */
    Set<String> names(String kind) {
        return switch (kind) {
            case "measure" -> measures.keySet();
            case "segment" -> segments.keySet();
            default -> dimensions.keySet();
        };
    }
}
