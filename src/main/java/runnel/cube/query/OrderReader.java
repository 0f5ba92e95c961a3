package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import runnel.cube.Query;

/** Reads the order of a query: an object, pairs, or objects with {@code id} and {@code desc}. */
final class OrderReader {
    private static final Pattern ORDERED =
            Pattern.compile("[a-zA-Z0-9_]+\\.[a-zA-Z0-9_]+(\\.[a-zA-Z0-9_]+)?");

    private OrderReader() {}

    static Optional<List<Query.Order>> read(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        var order = new ArrayList<Query.Order>();
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> order.add(order(entry.getKey(), entry.getValue(), "order")));
            return Optional.of(order);
        }
        var items = Shape.array(node, "order");
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var path = "order[" + i + "]";
            if (item.isObject()) {
                var id = Shape.text(item.get("id"), path + ".id");
                order.add(new Query.Order(id, Shape.flag(item.get("desc"), path + ".desc")));
            } else if (item.isArray() && item.size() == 2) {
                order.add(order(Shape.text(item.get(0), path), item.get(1), path));
            } else {
                throw Shape.wrong(path, "must be a pair of a member and asc or desc");
            }
        }
        return Optional.of(order);
    }

    private static Query.Order order(String member, JsonNode direction, String path) {
        if (!ORDERED.matcher(member).matches()) {
            throw Shape.pattern(path, member);
        }
        return switch (direction.asText()) {
            case "asc" -> new Query.Order(member, false);
            case "desc" -> new Query.Order(member, true);
            default -> throw Shape.wrong(path + "." + member, "must be one of [asc, desc]");
        };
    }
}
