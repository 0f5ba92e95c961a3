package runnel.cube.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What nodes of YAML say, whatever stands around them. */
final class Nodes {
    private Nodes() {}

    static JsonNode json(Node node) {
        var nodes = JsonNodeFactory.instance;
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = nodes.objectNode();
                mapping.getValue()
                        .forEach(tuple ->
                                object.set(
                                        tuple.getKeyNode() instanceof ScalarNode key
                                                ? key.getValue()
                                                : "?",
                                        json(tuple.getValueNode())));
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = nodes.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> nodes.nullNode();
        };
    }

    private static JsonNode scalar(ScalarNode scalar) {
        var nodes = JsonNodeFactory.instance;
        var text = scalar.getValue();
        if (scalar.getTag().equals(Tag.BOOL)) {
            return nodes.booleanNode(Boolean.parseBoolean(text));
        }
        if (scalar.getTag().equals(Tag.INT) && text.matches("[+-]?\\d{1,18}")) {
            return nodes.numberNode(Long.parseLong(text));
        }
        if (scalar.getTag().equals(Tag.FLOAT)
                && text.matches("[+-]?\\d*\\.?\\d+([eE][+-]?\\d+)?")) {
            return nodes.numberNode(Double.parseDouble(text));
        }
        return scalar.getTag().equals(Tag.NULL) ? nodes.nullNode() : nodes.textNode(text);
    }

    static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    /** What an item of a list calls itself. */
    static String nameOf(MappingNode mapping) {
        for (var tuple : mapping.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode key
                    && (key.getValue().equals("name") || key.getValue().equals("join_path"))
                    && tuple.getValueNode() instanceof ScalarNode value) {
                return value.getValue();
            }
        }
        return "?";
    }
}
