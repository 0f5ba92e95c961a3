package runnel.base;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The keys of one YAML mapping, read with checks; what is wrong is said with file, line and column.
 */
public final class Section {
    /** The language of texts that were given in one form only. */
    public static final String ANY = "";

    /** The longest definition, in characters. */
    public static final int MAX_CHARS = 200_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

    private final YamlFile source;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /**
     * What its problems are called.
     *
     * @param file what is no YAML
     * @param type a value of another form than is expected
     * @param key a key that there is not
     * @param twice a key that is there twice
     * @param missing a key that must be there
     */
    public record Codes(String file, String type, String key, String twice, String missing) {}

    /**
     * @param known the keys that it may have; empty for any
     * @throws Problem where it is no mapping, or has other keys
     */
    private Section(YamlFile source, Node node, Set<String> known) {
        this.source = source;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw source.wrong(node, "keys");
        }
        for (var tuple : mapping.getValue()) {
            var key = source.text(tuple.getKeyNode());
            if (!known.isEmpty() && !known.contains(key)) {
                throw source.problem(
                        tuple.getKeyNode(), source.codes().key(), key, String.join(", ", known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw source.problem(tuple.getKeyNode(), source.codes().twice(), key);
            }
        }
    }

    /**
     * The keys of a whole file.
     *
     * @param file its name as messages show it
     * @param known the keys that it may have, in the order in which they are told
     * @param needed the key that an empty file lacks
     * @throws Problem what is wrong with it
     */
    public static Section read(
            Codes codes, String file, String text, Set<String> known, String needed) {
        var source = new YamlFile(codes, file);
        return new Section(source, source.node(text, needed), known);
    }

    /** Keys in the order in which they are told. */
    public static Set<String> keys(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    /** A name as files give them: it stands in addresses and in other files. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * What the whole file defines: by its key {@code name}, or else by the name of the file.
     *
     * @param code of the problem that this is no name
     */
    public String name(String code) {
        var name = text("name").orElse(base(source.name()));
        if (!isName(name)) {
            throw problem("name", code, name);
        }
        return name;
    }

    /** The name of a file without its folder and ending. */
    private static String base(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    public boolean has(String key) {
        return value(key).isPresent();
    }

    /** Whether what a key says is a text, and no mapping or list. */
    public boolean isText(String key) {
        return value(key).filter(ScalarNode.class::isInstance).isPresent();
    }

    public Optional<String> text(String key) {
        return value(key).map(source::text);
    }

    /** A text that must be there. */
    public String required(String key) {
        return text(key).filter(text -> !text.isBlank()).orElseThrow(() -> missing(key));
    }

    public List<String> texts(String key) {
        return value(key).map(source::texts).orElse(List.of());
    }

    /** A text by language, or one for all. */
    public Map<String, String> spoken(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof MappingNode) {
            var texts = new LinkedHashMap<String, String>();
            languages(value.get())
                    .values
                    .forEach((name, node) -> texts.put(name, source.text(node)));
            return texts;
        }
        return Map.of(ANY, source.text(value.get()));
    }

    /** Lists of texts by language, or one list for all. */
    public Map<String, List<String>> spokenLists(String key) {
        var value = value(key);
        if (value.isEmpty()) {
            return Map.of();
        }
        if (value.get() instanceof MappingNode) {
            var lists = new LinkedHashMap<String, List<String>>();
            languages(value.get())
                    .values
                    .forEach((name, node) -> lists.put(name, source.texts(node)));
            return lists;
        }
        return Map.of(ANY, source.texts(value.get()));
    }

    public Optional<Section> section(String key, Set<String> known) {
        return value(key).map(node -> new Section(source, node, known));
    }

    /**
     * @throws Problem where it is no whole number in the range
     */
    public long number(String key, long fallback, long most) {
        var value = value(key);
        if (value.isEmpty()) {
            return fallback;
        }
        try {
            var number = Long.parseLong(source.text(value.get()).replace("_", ""));
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw source.wrong(value.get(), "0 – " + most);
    }

    /** The mappings of a list. */
    public List<Section> sections(String key, Set<String> known) {
        var value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof SequenceNode sequence)) {
            throw source.wrong(value.get(), "list");
        }
        return sequence.getValue().stream().map(item -> new Section(source, item, known)).toList();
    }

    /** The texts of a mapping by their keys, in their order. */
    public Map<String, String> named(String key) {
        var named = new LinkedHashMap<String, String>();
        section(key, Set.of())
                .ifPresent(keys ->
                        keys.values.forEach((name, node) -> named.put(name, source.text(node))));
        return named;
    }

    /** The first key among those that are given; each of the others excludes it. */
    public Optional<String> one(Predicate<String> among) {
        return values.keySet().stream().filter(among).filter(this::has).findFirst();
    }

    /** A problem with the value of a key, or with the whole where the key is missing. */
    public Problem problem(String key, String code, Object... values) {
        return source.problem(value(key).orElse(node), code, values);
    }

    private Section languages(Node node) {
        return new Section(source, node, new LinkedHashSet<>(Messages.LANGUAGES));
    }

    private Optional<Node> value(String key) {
        return Optional.ofNullable(values.get(key)).filter(node -> !isNull(node));
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && Set.of("", "~", "null").contains(scalar.getValue());
    }

    /** A problem that says which key is missing. */
    public Problem missing(String key) {
        return source.problem(node, source.codes().missing(), key);
    }
}
