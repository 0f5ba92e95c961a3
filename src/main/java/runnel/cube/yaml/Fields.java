package runnel.cube.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import runnel.cube.Nearest;
import runnel.cube.Place;

/**
 * The keys of one YAML mapping, read with checks. Keys may be written in snake_case or camelCase.
 */
final class Fields {
    private record Field(String written, Place place, Node value) {}

    private final String file;
    private final String owner;
    private final Place place;
    private final Map<String, Field> fields = new LinkedHashMap<>();

    /**
     * @param owner what the mapping describes, for messages: {@code cube orders}
     */
    Fields(String file, String owner, MappingNode node, Report report) {
        this.file = file;
        this.owner = owner;
        this.place = place(file, node);
        for (var tuple : node.getValue()) {
            var keyPlace = place(file, tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                report.error(keyPlace, "model-type", "key", "text", where());
                continue;
            }
            var name = snake(key.getValue());
            var field = new Field(key.getValue(), keyPlace, tuple.getValueNode());
            if (fields.putIfAbsent(name, field) != null) {
                report.error(keyPlace, "model-key-duplicate", key.getValue(), where());
            }
        }
    }

    static Place place(String file, Node node) {
        return node.getStartMark()
                .map(mark -> new Place(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(Place.of(file));
    }

    String file() {
        return file;
    }

    String owner() {
        return owner;
    }

    /** What the mapping describes; the file for its outermost one. */
    private String where() {
        return owner.isEmpty() ? file : owner;
    }

    Place place() {
        return place;
    }

    /** Where a key stands, or the mapping where it is missing. */
    Place place(String key) {
        var field = fields.get(key);
        return field == null ? place : place(file, field.value());
    }

    Place keyPlace(String key) {
        var field = fields.get(key);
        return field == null ? place : field.place();
    }

    boolean has(String key) {
        var field = fields.get(key);
        return field != null && !Nodes.isNull(field.value());
    }

    /**
     * A text; empty where the key is missing or has no value. Numbers and booleans count as the
     * text they are written as.
     */
    Optional<String> text(String key, Report report) {
        var field = fields.get(key);
        if (field == null || Nodes.isNull(field.value())) {
            return Optional.empty();
        }
        if (field.value() instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        report.error(place(key), "model-type", field.written(), "text", where());
        return Optional.empty();
    }

    /** A text that must be there; empty after a report where it is not. */
    Optional<String> required(String key, Report report) {
        var text = text(key, report).filter(value -> !value.isBlank());
        if (text.isEmpty() && node(key).filter(node -> !(node instanceof ScalarNode)).isEmpty()) {
            report.error(keyPlace(key), "model-key-missing", key, where());
        }
        return text;
    }

    boolean flag(String key, boolean fallback, Report report) {
        return text(key, report)
                .map(text ->
                        switch (text.toLowerCase(java.util.Locale.ROOT)) {
                            case "true", "yes", "on" -> true;
                            case "false", "no", "off" -> false;
                            default -> {
                                report.error(
                                        place(key), "model-type", key, "true / false", where());
                                yield fallback;
                            }
                        })
                .orElse(fallback);
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String key, Report report) {
        var field = fields.get(key);
        if (field == null || Nodes.isNull(field.value())) {
            return List.of();
        }
        if (field.value() instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        var texts = new ArrayList<String>();
        for (var node : nodes(key, report)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                report.error(
                        place(file, node),
                        "model-type",
                        field.written(),
                        "a list of texts",
                        where());
            }
        }
        return texts;
    }

    /** The items of a list, whatever they are. */
    List<Node> nodes(String key, Report report) {
        var field = fields.get(key);
        if (field == null || Nodes.isNull(field.value())) {
            return List.of();
        }
        if (field.value() instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        report.error(place(key), "model-type", field.written(), "a list", where());
        return List.of();
    }

    /** The items of a list of mappings. */
    List<Fields> items(String key, String what, Report report) {
        var items = new ArrayList<Fields>();
        for (var node : nodes(key, report)) {
            if (node instanceof MappingNode mapping) {
                items.add(
                        new Fields(
                                file,
                                what + " " + Nodes.nameOf(mapping) + within(),
                                mapping,
                                report));
            } else {
                report.error(place(file, node), "model-type", what, "a mapping", where());
            }
        }
        return items;
    }

    private String within() {
        return owner.isEmpty() ? "" : " (" + owner + ")";
    }

    /** A nested mapping. */
    Optional<Fields> mapping(String key, Report report) {
        var field = fields.get(key);
        if (field == null || Nodes.isNull(field.value())) {
            return Optional.empty();
        }
        if (field.value() instanceof MappingNode mapping) {
            return Optional.of(new Fields(file, key + " of " + owner, mapping, report));
        }
        report.error(place(key), "model-type", field.written(), "a mapping", where());
        return Optional.empty();
    }

    Optional<Node> node(String key) {
        var field = fields.get(key);
        return field == null ? Optional.empty() : Optional.of(field.value());
    }

    /** Any value as JSON; a missing node where there is none. */
    JsonNode json(String key) {
        var node = node(key);
        return node.isPresent() ? Nodes.json(node.get()) : MissingNode.getInstance();
    }

    /** Whether it has a key that is not supported; the first one is reported. */
    boolean has(List<String> unsupported, Report report) {
        var first = unsupported.stream().filter(this::has).findFirst();
        first.ifPresent(key -> report.notice(keyPlace(key), "model-not-supported", key, owner()));
        return first.isPresent();
    }

    /** Reports every key that is not among the known ones. */
    void check(Collection<String> known, Report report) {
        fields.forEach((name, field) -> {
            if (!known.contains(name)) {
                report.error(
                        field.place(),
                        "model-key-unknown",
                        field.written(),
                        where(),
                        Nearest.text(name, known));
            }
        });
    }

    private static String snake(String key) {
        var snake = new StringBuilder(key.length() + 4);
        for (var i = 0; i < key.length(); i++) {
            var c = key.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
