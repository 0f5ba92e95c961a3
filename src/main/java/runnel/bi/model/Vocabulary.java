package runnel.bi.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import runnel.bi.words.Lexicon;
import runnel.bi.words.Normal;
import runnel.bi.words.Trie;
import runnel.bi.words.Unit;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Entity;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.ValueType;
import runnel.cube.View;

/** All that can be said over one model: phrases, members, subjects. Immutable once made. */
public final class Vocabulary {
    /** The most values of one column that questions may name. */
    public static final int MAX_VALUES = 500;

    private static final List<String> LABEL_NAMES =
            List.of("name", "full_name", "display_name", "label");

    private final Catalog catalog;
    private final Trie<Sense> phrases = new Trie<>();
    private final List<Candidate> candidates = new ArrayList<>();
    private final Map<MemberName, Candidate> byName = new HashMap<>();
    private final List<Candidate> measures;
    private final Map<String, Subject> subjects = new HashMap<>();
    private final Map<String, Rank> words = new HashMap<>();
    private final Map<MemberName, List<String>> values;

    /**
     * @param values what columns hold, as far as questions may name it
     */
    public Vocabulary(Catalog catalog, Map<MemberName, List<String>> values) {
        this.catalog = catalog;
        this.values = Map.copyOf(values);
        var labels = new Labels(phrases);
        for (var entity : catalog.entities()) {
            if (entity.head().shown() && entity instanceof Cube cube) {
                subject(cube, labels);
            }
        }
        for (var entity : catalog.entities()) {
            if (entity.head().shown()) {
                members(entity, labels);
            }
        }
        candidates.forEach(candidate -> byName.put(candidate.name(), candidate));
        measures = candidates.stream().filter(Candidate::isMeasure).toList();
        values.forEach((dimension, texts) -> texts.forEach(text -> value(dimension, text)));
        learnWords(values);
    }

    private void subject(Cube cube, Labels labels) {
        var concepts = new LinkedHashSet<String>();
        concepts.addAll(labels.concepts(cube.name()));
        labels.variants(cube.name(), cube.head().label()).stream()
                .filter(set -> set.size() == 1)
                .forEach(concepts::addAll);
        concepts.removeAll(Lexicon.WEAK);
        subjects.put(cube.name(), new Subject(cube.name(), concepts, label(cube), Times.of(cube)));
    }

    private static Optional<MemberName> label(Cube cube) {
        var shown = cube.dimensions().filter(Member::shown).toList();
        for (var name : LABEL_NAMES) {
            var found = shown.stream().filter(d -> d.name().member().equals(name)).findFirst();
            if (found.isPresent()) {
                return found.map(Dimension::name);
            }
        }
        return shown.stream()
                .filter(d -> d.type() == ValueType.STRING && d.name().member().endsWith("_name"))
                .filter(d -> !d.name().member().matches("(first|last|department|contact)_name"))
                .map(Dimension::name)
                .findFirst()
                .or(() ->
                        shown.stream()
                                .filter(d -> d.traits().primaryKey())
                                .map(Dimension::name)
                                .findFirst());
    }

    private void members(Entity entity, Labels labels) {
        for (var entry : entity.byName().entrySet()) {
            var member = entry.getValue();
            var target = target(entity, entry.getKey(), member);
            var hiddenCube =
                    !catalog.entity(target.cube()).map(e -> e.head().shown()).orElse(false);
            if (!member.shown() || !(entity instanceof Cube) && !hiddenCube) {
                continue;
            }
            var name = new MemberName(entity.name(), entry.getKey());
            var subject = subjects.get(entity.name());
            var context = subject == null ? labels.concepts(target.cube()) : subject.concepts();
            candidates.add(
                    new Candidate(
                            name,
                            member,
                            Columns.variants(
                                    catalog,
                                    member,
                                    labels.variants(entry.getKey(), member.label()),
                                    labels),
                            context,
                            inherited(name, member)));
        }
    }

    /** What a member of a view stands for. */
    private static MemberName target(Entity entity, String name, Member member) {
        return entity instanceof View view && view.aliases().containsKey(name)
                ? Objects.requireNonNull(view.aliases().get(name)).target()
                : member.name();
    }

    private boolean inherited(MemberName name, Member member) {
        return candidates.stream()
                .anyMatch(other ->
                        other.name().member().equals(name.member())
                                && other.member().getClass() == member.getClass()
                                && (other.member().place().equals(member.place())
                                        || sameTable(other.name().cube(), name.cube())));
    }

    /** Two cubes over one table say the same of it; the first is the one that is meant. */
    private boolean sameTable(String one, String other) {
        return !one.equals(other)
                && catalog.entity(one).orElse(null) instanceof Cube a
                && catalog.entity(other).orElse(null) instanceof Cube b
                && a.source().equals(b.source());
    }

    private void value(MemberName dimension, String text) {
        var sense = new ValueRef(dimension, text);
        var plain = Normal.of(text);
        phrases.add(Unit.of(plain), sense);
        for (var synonym : Lexicon.shared().synonyms(text)) {
            phrases.add(Unit.of(synonym), sense);
        }
        if (plain.endsWith("部") && plain.length() > 2) {
            phrases.add(Unit.of(plain + "门"), sense);
            phrases.add(Unit.of(plain.substring(0, plain.length() - 1)), sense);
        }
    }

    /** What kind of word one is; the first kinds are the likelier to be meant by a misspelt one. */
    public enum Rank {
        BUSINESS,
        GRAMMAR,
        VALUE,
        FILLER
    }

    private void learnWords(Map<MemberName, List<String>> values) {
        for (var candidate : candidates) {
            candidate
                    .variants()
                    .forEach(names -> names.forEach(name -> words(name, Rank.BUSINESS)));
        }
        Lexicon.shared()
                .phrases()
                .forEach((phrase, meanings) ->
                        words(
                                phrase,
                                meanings.stream()
                                        .map(Vocabulary::rank)
                                        .min(Comparator.naturalOrder())
                                        .orElse(Rank.FILLER)));
        values.values()
                .forEach(texts ->
                        texts.forEach(text -> {
                            words(text, Rank.VALUE);
                            Lexicon.shared()
                                    .synonyms(text)
                                    .forEach(synonym -> words(synonym, Rank.VALUE));
                        }));
    }

    private static Rank rank(Lexicon.Meaning meaning) {
        return switch (meaning) {
            case Lexicon.Concepts concepts -> Rank.BUSINESS;
            case Lexicon.Key key -> Rank.GRAMMAR;
            case Lexicon.Filler filler -> Rank.FILLER;
        };
    }

    private void words(String phrase, Rank rank) {
        for (var unit : Unit.of(Normal.of(phrase))) {
            if (unit.kind() == Unit.Kind.WORD) {
                words.merge(
                        unit.text().toLowerCase(Locale.ROOT),
                        rank,
                        (a, b) -> a.compareTo(b) <= 0 ? a : b);
            }
        }
    }

    public Catalog catalog() {
        return catalog;
    }

    public Trie<Sense> phrases() {
        return phrases;
    }

    public List<Candidate> candidates() {
        return candidates;
    }

    public List<Candidate> measures() {
        return measures;
    }

    public Optional<Candidate> candidate(MemberName name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Map<String, Subject> subjects() {
        return subjects;
    }

    /** What a column holds, as far as it was read. */
    public List<String> values(MemberName dimension) {
        return values.getOrDefault(dimension, List.of());
    }

    /** Single words that a misspelt one may have been. */
    public Map<String, Rank> words() {
        return words;
    }
}
