package runnel.agent.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import runnel.agent.Face;
import runnel.base.Messages;
import runnel.base.Problem;

/** The keys of one YAML mapping, read with checks; what is wrong is said with file and line. */
final class Section {
    private final String file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * @param known the keys that it may have; empty for any
     * @throws Problem {@code agent-type} or {@code agent-key}
     */
    Section(String file, Node node, Set<String> known) {
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw wrong(node, "keys");
        }
        for (var tuple : mapping.getValue()) {
            var key = text(tuple.getKeyNode());
            if (!known.isEmpty() && !known.contains(key)) {
                throw problem(tuple.getKeyNode(), "agent-key", key, String.join(", ", known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw problem(tuple.getKeyNode(), "agent-key-twice", key);
            }
        }
    }

    Optional<String> text(String key) {
        return value(key).map(this::text);
    }

    /** A text that must be there. */
    String required(String key) {
        return text(key)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> problem(node, "agent-key-missing", key));
    }

    List<String> texts(String key) {
        return value(key).map(this::texts).orElse(List.of());
    }

    /** A text by language, or one for all. */
    Map<String, String> spoken(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof MappingNode) {
            var texts = new LinkedHashMap<String, String>();
            languages(value.get()).values.forEach((name, node) -> texts.put(name, text(node)));
            return texts;
        }
        return Map.of(Face.ANY, text(value.get()));
    }

    /** Lists of texts by language, or one list for all. */
    Map<String, List<String>> spokenLists(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof MappingNode) {
            var lists = new LinkedHashMap<String, List<String>>();
            languages(value.get()).values.forEach((name, node) -> lists.put(name, texts(node)));
            return lists;
        }
        return Map.of(Face.ANY, texts(value.get()));
    }

    Optional<Section> section(String key, Set<String> known) {
        return value(key).map(node -> new Section(file, node, known));
    }

    /**
     * @throws Problem {@code agent-type} where it is no whole number in the range
     */
    long number(String key, long fallback, long most) {
        var value = value(key);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            var number = Long.parseLong(text(value.get()).replace("_", ""));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw wrong(value.get(), "0 – " + most);
    }

    /** A problem with the value of a key, or with the whole where the key is missing. */
    Problem problem(String key, String code, Object... values) {
        return problem(value(key).orElse(node), code, values);
    }

    private Section languages(Node node) {
        return new Section(file, node, new LinkedHashSet<>(Messages.LANGUAGES));
    }

    private Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(node -> !isNull(node));
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && Set.of("", "~", "null").contains(scalar.getValue());
    }

    private List<String> texts(Node node) {
        if (node instanceof SequenceNode sequence) {
            var texts = new ArrayList<String>();
            sequence.getValue().forEach(item -> texts.add(text(item)));
            return texts;
        }
        return List.of(text(node));
    }

    private String text(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw wrong(node, "text");
    }

    private Problem wrong(Node node, String wanted) {
        return problem(node, "agent-type", wanted);
    }

    private Problem problem(Node node, String code, Object... values) {
        var line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        var all = new ArrayList<Object>();
        all.add(file + ":" + line);
        all.addAll(List.of(values));
        return new Problem(Problem.Kind.INVALID, code, all.toArray());
    }
}
