package runnel.bi.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import runnel.bi.words.Lexicon;
import runnel.bi.words.Normal;
import runnel.bi.words.Trie;
import runnel.bi.words.Unit;
import runnel.cube.Label;

/** Reads labels of a model as concepts; words that are new become concepts of their own. */
final class Labels {
    private static final Set<String> STOP =
            Set.of(
                    "of", "the", "a", "an", "at", "on", "in", "is", "and", "or", "to", "by", "for",
                    "per", "has", "was", "from", "with", "all", "any", "d", "m", "y", "s", "that",
                    "their", "them", "only", "just");
    private static final Pattern BRACKETS = Pattern.compile("([^(]*)\\(([^)]*)\\)(.*)");
    private static final Pattern NEGATED = Pattern.compile("(?:未|非|尚未|没有|不是|not |non-?).+");
    private static final int LONGEST_WORDS = 4;
    private static final int LONGEST_HAN = 8;

    private final Trie<Sense> phrases;
    private final Trie<Lexicon.Concepts> concepts = new Trie<>();

    Labels(Trie<Sense> phrases) {
        this.phrases = phrases;
        Lexicon.shared()
                .phrases()
                .forEach((phrase, meanings) -> {
                    var units = Unit.of(phrase);
                    for (var meaning : meanings) {
                        phrases.add(units, new Sense.Word(meaning));
                        if (meaning instanceof Lexicon.Concepts some) {
                            concepts.add(units, some);
                        }
                    }
                });
    }

    /** The concepts of a text; words that nobody knows are learnt. */
    Set<String> concepts(String text) {
        var units = units(text);
        var found = concepts(units, false);
        if (NEGATED.matcher(Normal.of(text)).matches() && !found.isEmpty()) {
            // "未发货" is not what was shipped.
            found.add("not");
            phrases.add(units, new Sense.Word(new Lexicon.Concepts(Set.copyOf(found))));
        }
        whole(units, found);
        // A thing may be called by a word that says nothing elsewhere, if by nothing else.
        return found.isEmpty() ? concepts(units, true) : found;
    }

    /** A name with a character that says nothing by itself is known as a whole. */
    private void whole(List<Unit> units, Set<String> found) {
        var odd =
                IntStream.range(0, units.size())
                        .anyMatch(i ->
                                units.get(i).kind() == Unit.Kind.HAN
                                        && phrases.get(units.subList(i, i + 1)).isEmpty());
        if (odd && !found.isEmpty() && phrases.get(units).isEmpty()) {
            phrases.add(units, new Sense.Word(new Lexicon.Concepts(Set.copyOf(found))));
        }
    }

    private static List<Unit> units(String text) {
        return Unit.of(Normal.of(text.replace('_', ' ')));
    }

    private Set<String> concepts(List<Unit> units, boolean plain) {
        var found = new LinkedHashSet<String>();
        for (var i = 0; i < units.size(); ) {
            var best = new int[] {i};
            var names = new HashSet<String>();
            concepts.from(
                    units,
                    i,
                    (end, things) -> {
                        best[0] = end;
                        names.clear();
                        names.addAll(things.getFirst().names());
                    });
            if (best[0] > i) {
                found.addAll(names);
                i = best[0];
            } else {
                i = unknown(units, i, found, plain);
            }
        }
        return found;
    }

    /**
     * @param plain whether words are learnt that hold sentences together
     */
    private int unknown(List<Unit> units, int start, Set<String> found, boolean plain) {
        var unit = units.get(start);
        var end = start + 1;
        if (unit.kind() == Unit.Kind.WORD && !STOP.contains(unit.text())) {
            if (!plain && Lexicon.shared().isPlain(unit.text())) {
                return end;
            }
            learn(units.subList(start, end), unit.text(), found);
        } else if (unit.kind() == Unit.Kind.HAN) {
            while (end < units.size()
                    && units.get(end).kind() == Unit.Kind.HAN
                    && !begins(units, end)) {
                end++;
            }
            if (end > start + 1) {
                var text = new StringBuilder();
                units.subList(start, end).forEach(u -> text.append(u.text()));
                learn(units.subList(start, end), text.toString(), found);
            }
        }
        return end;
    }

    private boolean begins(List<Unit> units, int at) {
        var known = new boolean[1];
        concepts.from(units, at, (end, things) -> known[0] = true);
        return known[0];
    }

    private void learn(List<Unit> units, String concept, Set<String> found) {
        var one = new Lexicon.Concepts(Set.of(concept));
        concepts.add(units, one);
        phrases.add(units, new Sense.Word(one));
        found.add(concept);
    }

    /** The ways in which a label calls its thing. */
    List<Set<String>> variants(String name, Label label) {
        var variants = new LinkedHashSet<Set<String>>();
        variants.add(concepts(name));
        variants.add(concepts(label.title()));
        // "What is sold" describes a thing, but nobody calls it so.
        pieces(label.description()).forEach(text -> variants.add(concepts(units(text), false)));
        label.meta().path("synonyms").forEach(node -> variants.add(concepts(node.asText())));
        variants.remove(Set.of());
        return List.copyOf(variants);
    }

    /** Of a description, what is short enough to be another name: best what stands in brackets. */
    private static List<String> pieces(String description) {
        var text = description.replace('（', '(').replace('）', ')');
        var brackets = BRACKETS.matcher(text);
        var candidates =
                brackets.matches()
                        ? List.of(brackets.group(1), brackets.group(2))
                        : Arrays.asList(text.split("[;；。,，、]"));
        return candidates.stream().map(String::strip).filter(Labels::isShort).toList();
    }

    private static boolean isShort(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return Normal.isChinese(text)
                ? text.length() <= LONGEST_HAN
                : text.split("\\s+").length <= LONGEST_WORDS;
    }
}
