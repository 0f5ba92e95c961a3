package runnel.bi.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the program knows of words before it sees a model: business words of both languages by
 * concept, different words for one value, words that build questions, and words that say nothing.
 */
public final class Lexicon {
    /**
     * Concepts that name no thing by themselves: a measure may have them, a question may omit them.
     */
    public static final Set<String> WEAK =
            Set.of(
                    "count",
                    "total",
                    "amount",
                    "value",
                    "current",
                    "unit",
                    "score",
                    "name",
                    "date",
                    "id",
                    "sum",
                    "given",
                    "overall",
                    "limit",
                    "full",
                    "person",
                    "title list");

    /** Concepts that say how values are put together: a question that has one means it. */
    public static final Set<String> AGGREGATES =
            Set.of("avg", "median", "max", "min", "distinct", "ratio", "cumulative", "rolling");

    /** One meaning of a phrase. */
    public sealed interface Meaning {}

    /** Concepts, all of which the phrase says; a leading {@code !} turns one round. */
    public record Concepts(Set<String> names) implements Meaning {}

    /** A word of grammar. */
    public record Key(String name) implements Meaning {}

    /** A word that says nothing. */
    public record Filler() implements Meaning {}

    private static final Lexicon SHARED = new Lexicon();

    private final Map<String, List<Meaning>> phrases = new LinkedHashMap<>();
    private final Map<String, List<String>> near = new HashMap<>();
    private final Map<String, Set<String>> synonyms = new HashMap<>();

    private Lexicon() {
        Lines.of("lexicon.txt").forEach(this::concept);
        for (var line : Lines.of("grammar.txt")) {
            var parts = line.split(" = ", 2);
            for (var phrase : parts[1].split(",")) {
                put(phrase, new Key(parts[0].strip()));
            }
        }
        for (var file : List.of("fillers.txt", "fillers-zh.txt")) {
            Lines.of(file)
                    .forEach(line ->
                            Arrays.stream(line.split(" ")).forEach(w -> put(w, new Filler())));
        }
        for (var line : Lines.of("values.txt")) {
            var words = Arrays.stream(line.split(",")).map(w -> Normal.of(w.strip())).toList();
            words.forEach(word ->
                    synonyms.computeIfAbsent(key(word), k -> new HashSet<>()).addAll(words));
        }
    }

    public static Lexicon shared() {
        return SHARED;
    }

    private void concept(String line) {
        if (line.contains(" ~ ")) {
            var parts = line.split(" ~ ");
            near.put(
                    parts[0].strip(),
                    Arrays.stream(parts[1].split(",")).map(String::strip).toList());
            return;
        }
        var parts = line.split(" = ", 2);
        var concepts = new Concepts(Set.of(parts[0].strip().split("\\+")));
        for (var phrase : parts[1].split(",")) {
            put(phrase, concepts);
        }
    }

    private void put(String phrase, Meaning meaning) {
        var all = phrases.computeIfAbsent(Normal.of(phrase.strip()), key -> new ArrayList<>());
        if (!all.contains(meaning)) {
            all.add(meaning);
        }
    }

    /** All phrases with what they may mean, normal spelling. */
    public Map<String, List<Meaning>> phrases() {
        return phrases;
    }

    /** Whether a word says nothing and names no thing. */
    public boolean isPlain(String word) {
        var meanings = phrases.getOrDefault(word, List.of());
        return meanings.stream().anyMatch(Filler.class::isInstance)
                && meanings.stream().noneMatch(Concepts.class::isInstance);
    }

    /** What may be meant by a concept that nothing is called by. */
    public List<String> near(String concept) {
        return near.getOrDefault(concept, List.of());
    }

    /** Other words for a value, itself among them, in normal spelling. */
    public Set<String> synonyms(String value) {
        return synonyms.getOrDefault(key(Normal.of(value)), Set.of());
    }

    private static String key(String normal) {
        var key = new StringBuilder();
        Unit.of(normal).forEach(unit -> key.append(unit.text()).append(' '));
        return key.toString();
    }
}
