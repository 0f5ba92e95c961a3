package runnel.bi.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.words.Lexicon;
import runnel.cube.Measure;
import runnel.cube.ValueType;

/** One way to read a question: some ambiguous words taken as values, the others not. */
final class Attempt {
    private static final double TYPO = 0.08;
    private static final double LOOSE_GROUP = 0.2;
    private static final int MANY_CHOICES = 6;

    /** A number that found no place says something that was not understood. */
    private static final String HAN_NUMERALS = "零一二两三四五六七八九十百千万亿";

    final Sentence sentence;
    final Sketch sketch = new Sketch();
    private final Members members;
    private final Measures measures;
    private final Set<Integer> chosen;
    private final boolean followsUp;
    private final LocalDate today;

    /** The measures that were found; empty where the question names none. */
    List<Candidate> found = List.of();

    /** Dimensions to list without any measure. */
    boolean listing;

    /** Whether the measure is a plain count of rows that were only mentioned. */
    boolean plainCount;

    Attempt(
            List<Token> tokens,
            boolean chinese,
            Members members,
            Set<Integer> chosen,
            boolean followsUp,
            LocalDate today) {
        this.today = today;
        this.sentence = new Sentence(tokens, chinese);
        this.members = members;
        this.measures = new Measures(members);
        this.chosen = chosen;
        this.followsUp = followsUp;
    }

    void read() {
        var numbers = new NumberReader(sentence, sketch, members, measures);
        var groups = new GroupReader(sentence, sketch, members, measures);
        var filters = new FilterReader(sentence, sketch, members);
        var times = new TimeReader(sentence, sketch, members, today);
        intents();
        times.read();
        filters.texts();
        filters.missing();
        numbers.thresholds();
        numbers.ranks();
        groups.read();
        groups.which();
        groups.ranked();
        filters.values(chosen);
        numbers.leftover();
        if (sketch.negations > 0) {
            sketch.ask(new Sketch.Ask("negation", List.of(), List.of()));
        }
        times.verbs();
        times.present();
        penalties();
        unknown();
        measure();
    }

    private void intents() {
        sketch.list =
                sentence.has("LIST")
                        || sentence.has("WHICH")
                                && !sentence.has("HOWMANY", "MOST", "LEAST", "TOP");
        sketch.counted = sentence.has("HOWMANY");
        sketch.compared = sentence.has("COMPARE");
    }

    private void penalties() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.at(i) instanceof Token.Phrase phrase && phrase.corrected()) {
                sketch.confidence -= TYPO;
            }
        }
        for (var i : chosen) {
            if (sentence.at(i) instanceof Token.Phrase phrase
                    && (phrase.isFiller() || !phrase.keys().isEmpty())) {
                sketch.confidence -= 0.3;
            }
        }
    }

    private void unknown() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.free(i) && sentence.at(i) instanceof Token.Unknown word) {
                var han = word.text().length() == 1 && !HAN_NUMERALS.contains(word.text());
                if (!han) {
                    sketch.ask(new Sketch.Ask("unknown-word", List.of(word.text()), List.of()));
                } else if (i + 1 < sentence.size() && sentence.at(i + 1) instanceof Token.Unknown) {
                    sketch.ask(new Sketch.Ask("unknown-word", List.of(unknownRun(i)), List.of()));
                } else {
                    sketch.confidence -= 0.25;
                }
            }
        }
    }

    private String unknownRun(int from) {
        var text = new StringBuilder();
        for (var i = from;
                i < sentence.size() && sentence.at(i) instanceof Token.Unknown word;
                i++) {
            text.append(word.text());
        }
        return text.toString();
    }

    private void measure() {
        var tokens = sentence.named();
        tokens.removeIf(i ->
                sentence.at(i) instanceof Token.Phrase p
                        && p.isFiller()
                        && Lexicon.WEAK.containsAll(p.concepts().getFirst())
                        && !p.concepts().getFirst().contains("count"));
        var asked = sentence.concepts(tokens);
        if (sketch.sellers && (asked.isEmpty() || members.subject(asked).isPresent())) {
            sketch.ask(new Sketch.Ask("which-measure", List.of(), titles(sold())));
            return;
        }
        if (asked.isEmpty()) {
            byThreshold();
            return;
        }
        if (several(tokens)) {
            return;
        }
        if (groupsByThreshold(asked)) {
            return;
        }
        if (sketch.list && lists(asked)) {
            return;
        }
        var result = sketch.ranked ? ranked(asked) : plain(asked);
        if (result.best().isEmpty()) {
            var verbs = members.times(asked);
            if (!verbs.isEmpty() && asked.size() == 1) {
                counted(verbs.getFirst());
                sketch.timeWords.addAll(asked);
                return;
            }
            unexplained(asked, tokens);
            return;
        }
        accept(result);
    }

    /** What may be meant by selling well. */
    private List<Candidate> sold() {
        return members.vocabulary().measures().stream()
                .filter(c -> !c.inherited())
                .filter(c ->
                        c.variants().stream()
                                .anyMatch(v -> v.equals(Set.of("quantity")) || v.equals(Set.of("revenue"))))
                .toList();
    }

    private void byThreshold() {
        for (var threshold : sketch.thresholds) {
            if (threshold.member().isMeasure()) {
                found = List.of(threshold.member());
                return;
            }
        }
        if (!sketch.groups.isEmpty() && sketch.list) {
            listing = true;
        } else if (!sketch.timeWords.isEmpty() && !followsUp) {
            members.times(sketch.timeWords).stream().findFirst().ifPresent(this::counted);
        } else if (!sketch.thresholds.isEmpty()) {
            counted(sketch.thresholds.getFirst().member());
        }
    }

    /** The plain count of the cube that a member belongs to. */
    private void counted(Candidate member) {
        members.vocabulary().subjects().values().stream()
                .filter(s -> s.cube().equals(member.name().cube()))
                .findFirst()
                .map(s ->
                        measures.find(
                                s.concepts(), Set.of(), new Measures.Allowed(false, false, false)))
                .flatMap(Measures.Found::best)
                .ifPresent(choice -> {
                    found = List.of(choice.measure());
                    sketch.confidence -= 0.1;
                });
    }

    /** "revenue and orders": each side of an "and" is a measure by itself. */
    private boolean several(List<Integer> tokens) {
        var parts = new ArrayList<List<Integer>>();
        var part = new ArrayList<Integer>();
        var last = -1;
        for (var i : tokens) {
            if (last >= 0 && splits(last, i) && !part.isEmpty()) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(i);
            last = i;
        }
        parts.add(part);
        if (parts.size() < 2 || sketch.ranked) {
            return false;
        }
        var all = new ArrayList<Candidate>();
        var cost = 0.0;
        for (var some : parts) {
            var concepts = sentence.concepts(some);
            var one = measures.find(concepts, concepts, new Measures.Allowed(false, true, false));
            if (one.best().isEmpty() || one.tied().size() > 1) {
                return false;
            }
            all.add(one.best().get().measure());
            sketch.flags.addAll(one.best().get().flags());
            cost += one.best().get().cost();
        }
        found = all.stream().distinct().toList();
        sketch.confidence -= cost / 10;
        return true;
    }

    private boolean splits(int from, int to) {
        for (var j = from + 1; j < to; j++) {
            if (sentence.is(j, "AND")
                    || sentence.at(j) instanceof Token.Sign s
                            && (s.text().equals(",") || s.text().equals("、"))) {
                return true;
            }
        }
        return false;
    }

    /** "list all departments", "有哪些产品类别": values of a dimension, no number. */
    private boolean lists(Set<String> asked) {
        var group = members.group(asked);
        var isMeasure =
                measures.find(asked, asked, new Measures.Allowed(false, true, false)).best();
        var subject = members.subject(asked).isPresent();
        if (group.isEmpty()
                || isMeasure.isPresent() && !subject
                || asked.contains("count")
                || asked.contains("total")) {
            return false;
        }
        if (!sketch.groups.contains(group.get())) {
            sketch.groups.add(group.get());
        }
        listing = true;
        return true;
    }

    private Measures.Found plain(Set<String> asked) {
        var share = !sketch.groups.isEmpty() || sketch.grain.isPresent();
        var allowed = new Measures.Allowed(false, true, share);
        var result = measures.find(asked, Set.of(), allowed);
        if (result.best().isEmpty()) {
            var grouped = measures.find(asked, Set.of(), new Measures.Allowed(true, true, share));
            sketch.confidence -= grouped.best().isPresent() ? LOOSE_GROUP : 0;
            return grouped;
        }
        return result.tied().size() > 1 ? byHead(asked, result, allowed) : result;
    }

    /** Of several things that are counted ("orders from customers"), the head of the phrase. */
    private Measures.Found byHead(
            Set<String> asked, Measures.Found result, Measures.Allowed allowed) {
        var nouns =
                sentence.named().stream()
                        .filter(i -> sentence.concepts(i).stream().anyMatch(members::isSubject))
                        .toList();
        if (nouns.size() < 2) {
            return result;
        }
        var together = nouns.getLast() - nouns.getFirst() == nouns.size() - 1;
        var head = sentence.isChinese() || together ? nouns.getLast() : nouns.getFirst();
        var found = measures.find(asked, sentence.concepts(head), allowed);
        return found.best().isEmpty() ? result : found;
    }

    /** "countries with more than 50 orders": what is left names the rows of the answer. */
    private boolean groupsByThreshold(Set<String> asked) {
        var measure =
                sketch.thresholds.stream()
                        .map(Sketch.Threshold::member)
                        .filter(Candidate::isMeasure)
                        .findFirst();
        var plain = new HashSet<>(asked);
        plain.removeAll(Set.of("count", "person"));
        var group =
                measure.isPresent() && sketch.groups.isEmpty() && !sketch.ranked
                        ? members.group(plain.isEmpty() ? asked : plain)
                        : Optional.<Candidate>empty();
        if (group.isEmpty()) {
            return false;
        }
        if (sketch.counted) {
            sketch.ask(new Sketch.Ask("count-of-groups", List.of(group.get().title()), List.of()));
        }
        sketch.groups.add(group.get());
        found = List.of(measure.get());
        return true;
    }

    private Measures.Found ranked(Set<String> asked) {
        var withExtreme = new HashSet<>(asked);
        withExtreme.addAll(sketch.extreme);
        var grouped = !sketch.groups.isEmpty() || sketch.grain.isPresent();
        var head = new HashSet<>(sketch.rankHead);
        head.retainAll(asked);
        if (sketch.limit == 0 && !sketch.extreme.isEmpty() && !sketch.whichTime) {
            var aggregate =
                    measures.find(
                            withExtreme, withExtreme, new Measures.Allowed(false, true, false));
            if (aggregate.best().isPresent()
                    && (!grouped || !sentence.has("WHICH") && !isSuperlativeOfGroup())) {
                sketch.ranked = false;
                return aggregate;
            }
        }
        var allowed = new Measures.Allowed(!grouped, true, false);
        if (!sketch.extreme.isEmpty()) {
            var extreme = measures.find(withExtreme, head, allowed);
            if (extreme.best().isPresent() && isExtreme(extreme.best().get())) {
                return extreme;
            }
        }
        var found = measures.find(asked, head, allowed);
        if (grouped || found.best().filter(c -> c.groups().isEmpty()).isEmpty()) {
            return found;
        }
        return withoutOwn(asked, head).orElse(found);
    }

    /**
     * "the department with the highest budget": a word of the measure's own cube is what is ranked.
     */
    private Optional<Measures.Found> withoutOwn(Set<String> asked, Set<String> head) {
        for (var concept : asked) {
            var rest = new HashSet<>(asked);
            rest.remove(concept);
            var group =
                    members.isSubject(concept) && !head.contains(concept)
                            ? members.group(Set.of(concept))
                            : Optional.<Candidate>empty();
            var found =
                    group.isPresent()
                            ? measures.find(rest, head, new Measures.Allowed(false, true, false))
                            : Measures.Found.NOTHING;
            if (found.best().isPresent()) {
                sketch.groups.add(group.get());
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private boolean isSuperlativeOfGroup() {
        return sentence.has("WITH");
    }

    private boolean isExtreme(Measures.Choice choice) {
        return choice.measure().variants().stream()
                .anyMatch(v -> v.contains("max") || v.contains("min"));
    }

    private void accept(Measures.Found result) {
        var best = result.best().orElseThrow();
        if (result.tied().size() > 1) {
            sketch.ask(new Sketch.Ask("which-measure", List.of(), titles(result.tied())));
        }
        found = List.of(best.measure());
        plainCount =
                best.own() < 10
                        || sketch.counted
                                && best.measure().member() instanceof Measure m
                                && m.formula().sql().isEmpty();
        sketch.flags.addAll(best.flags());
        for (var group : best.groups()) {
            if (group.is(ValueType.BOOLEAN)) {
                // "how many work remotely": what is so is counted, not told apart.
                sketch.flags.add(group);
            } else if (!sketch.groups.contains(group)) {
                sketch.groups.add(group);
            }
        }
        if (sketch.sorted && sketch.groups.isEmpty() && sketch.grain.isEmpty()) {
            // "customers ranked by revenue": what stands beside the measure are the rows.
            best.loose().stream()
                    .flatMap(concept -> members.group(Set.of(concept)).stream())
                    .findFirst()
                    .ifPresent(sketch.groups::add);
        }
        sketch.confidence -= best.cost() / 10;
        sketch.share =
                sentence.named().stream().anyMatch(i -> sentence.concepts(i).contains("ratio"))
                        && best.measure().variants().stream().noneMatch(v -> v.contains("ratio"));
        loose(best);
    }

    /** "department headcount" may mean by department, or all together. */
    private void loose(Measures.Choice best) {
        if (!sketch.groups.isEmpty() || followsUp) {
            return;
        }
        for (var concept : best.loose()) {
            var label = members.subject(Set.of(concept)).flatMap(s -> s.label());
            if (label.isPresent()) {
                var count = members.vocabulary().values(label.get()).size();
                if (count > 1 && count <= 12 && sketch.values.isEmpty()) {
                    var title =
                            members.candidate(label.get()).map(Candidate::title).orElse(concept);
                    sketch.ask(
                            new Sketch.Ask(
                                    "group-or-total",
                                    List.of(best.measure().title(), title),
                                    List.of()));
                }
            }
        }
    }

    private void unexplained(Set<String> asked, List<Integer> tokens) {
        var nouns = new HashSet<>(asked);
        nouns.removeAll(Lexicon.WEAK);
        nouns.removeAll(Lexicon.AGGREGATES);
        if (nouns.isEmpty()) {
            var fitting =
                    members.vocabulary().measures().stream()
                            .filter(c -> !c.inherited())
                            .filter(c ->
                                    c.variants().stream()
                                                    .anyMatch(v ->
                                                            asked.stream().anyMatch(v::contains))
                                            || asked.contains("count")
                                                    && c.member() instanceof Measure m
                                                    && m.aggregate().name().startsWith("COUNT"))
                            .toList();
            sketch.ask(new Sketch.Ask("which-measure", List.of(), titles(fitting)));
            return;
        }
        var near =
                members.vocabulary().measures().stream()
                        .filter(c ->
                                !c.inherited()
                                        && c.variants().stream()
                                                .anyMatch(
                                                        v -> nouns.stream().anyMatch(v::contains)))
                        .toList();
        sketch.ask(new Sketch.Ask("no-measure", List.of(sentence.text(tokens)), titles(near)));
    }

    private static List<String> titles(List<Candidate> candidates) {
        return candidates.stream().map(Choices::of).distinct().limit(MANY_CHOICES).toList();
    }

    Optional<Sketch.Ask> ask() {
        return sketch.ask;
    }
}
