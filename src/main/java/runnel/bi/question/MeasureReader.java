package runnel.bi.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.words.Lexicon;
import runnel.cube.Aggregate;
import runnel.cube.Measure;
import runnel.cube.ValueType;

/** Takes up what is measured, or what is listed without a number. */
final class MeasureReader {
    private static final Set<String> PERSON = Set.of("person");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;
    private final MeasureSearch search;
    private final Doubts doubts;
    private final boolean followsUp;

    MeasureReader(
            Sentence sentence,
            Sketch sketch,
            Members members,
            Measures measures,
            boolean followsUp) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
        this.search = new MeasureSearch(sentence, sketch, members, measures);
        this.doubts = new Doubts(sentence, sketch, members);
        this.followsUp = followsUp;
    }

    /** Finds them, or asks. */
    void read() {
        var tokens = sentence.named();
        tokens.removeIf(i ->
                sentence.at(i) instanceof Token.Phrase p
                        && p.isFiller()
                        && Lexicon.WEAK.containsAll(p.concepts().getFirst())
                        && !p.concepts().getFirst().contains("count"));
        var asked = said(tokens);
        var implied = new Implied(sentence, sketch, members, measures).measure(asked);
        if (implied.isPresent()) {
            implied(implied.get(), asked);
            return;
        }
        if (!followsUp && things(asked)) {
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
        if (sketch.list
                && !sketch.sorted
                && new ListReader(sketch, members, measures).lists(asked)) {
            return;
        }
        var result =
                sketch.ranked
                        ? search.ranked(asked)
                        : sketch.sorted ? search.sorted(asked) : search.plain(asked);
        if (result.best().isEmpty()) {
            var verbs = members.times(asked);
            if (!verbs.isEmpty() && asked.size() == 1) {
                counted(verbs.getFirst());
                sketch.timeWords.addAll(asked);
                return;
            }
            doubts.unexplained(asked, tokens);
            return;
        }
        accept(result);
    }

    /** What some tokens name; "our company has how many people" is not about companies. */
    private Set<String> said(List<Integer> tokens) {
        var asked = new HashSet<>(sentence.concepts(tokens));
        if (sketch.grain.isEmpty() && asked.remove("cumulative")) {
            // "今年累计销售额": what it is all together, not day by day.
            asked.add("total");
        }
        var plain = tokens.stream().filter(i -> !isFiller(i)).toList();
        var rest = sentence.concepts(plain);
        var allowed = new Measures.Allowed(true, true, true);
        var fits =
                plain.size() < tokens.size()
                        && !rest.isEmpty()
                        && !measures.isExact(asked, new Measures.Allowed(false, true, true))
                        && measures.find(rest, Set.of(), allowed).best().isPresent();
        if (fits) {
            tokens.retainAll(plain);
            return rest;
        }
        return asked;
    }

    private boolean isFiller(int i) {
        return sentence.at(i) instanceof Token.Phrase phrase && phrase.isFiller();
    }

    private void implied(Candidate measure, Set<String> asked) {
        sketch.found = List.of(measure);
        if (sketch.ranked && sketch.groups.isEmpty() && sketch.grain.isEmpty()) {
            asked.stream()
                    .filter(members::isSubject)
                    .findFirst()
                    .flatMap(subject -> members.group(Set.of(subject)))
                    .ifPresent(sketch.groups::add);
        }
    }

    /** "how many directors", "number of managers", "how many tents were sold": rows of a kind. */
    private boolean things(Set<String> asked) {
        var rest = new HashSet<>(asked);
        rest.removeAll(Set.of("current", "person", "count", "total"));
        if (sketch.ranked || !sketch.groups.isEmpty()) {
            return false;
        }
        if (rest.isEmpty() && sketch.countedKind && !sketch.values.isEmpty()) {
            if (sentence.has("SOLD")) {
                var sold = Set.of("quantity");
                return measures.find(sold, sold, new Measures.Allowed(false, false, false))
                        .best()
                        .map(choice -> sketch.found = List.of(choice.measure()))
                        .isPresent();
            }
            members.candidate(sketch.values.getFirst().columns().getFirst().dimension())
                    .filter(this::isTrait)
                    .ifPresent(this::counted);
            return !sketch.found.isEmpty();
        }
        if (!rest.isEmpty() && (sketch.counted || asked.contains("count"))) {
            var flag = members.flags(rest).stream().findFirst();
            flag.ifPresent(this::counted);
            if (flag.isPresent() && !sketch.found.isEmpty()) {
                sketch.flags.add(flag.get());
                return true;
            }
        }
        return false;
    }

    /** Whether rows have it, and are not named by it. */
    private boolean isTrait(Candidate dimension) {
        return members.vocabulary().subjects().values().stream()
                .noneMatch(s -> s.label().filter(dimension.name()::equals).isPresent());
    }

    private void byThreshold() {
        for (var threshold : sketch.thresholds) {
            if (threshold.member().isMeasure()) {
                sketch.found = List.of(threshold.member());
                return;
            }
        }
        if (!sketch.groups.isEmpty() && sketch.list) {
            sketch.listing = true;
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
                    sketch.found = List.of(choice.measure());
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
        sketch.found = all.stream().distinct().toList();
        sketch.confidence -= cost / 10;
        return true;
    }

    private boolean splits(int from, int to) {
        for (var j = from + 1; j < to; j++) {
            if (sentence.is(j, "AND", "COMPARE")
                    || sentence.at(j) instanceof Token.Sign s
                            && (s.text().equals(",") || s.text().equals("、"))) {
                return true;
            }
        }
        return false;
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
        sketch.found =
                sketch.thresholds.stream()
                        .map(Sketch.Threshold::member)
                        .filter(Candidate::isMeasure)
                        .distinct()
                        .toList();
        return true;
    }

    private void accept(Measures.Found result) {
        var best = result.best().orElseThrow();
        if (result.tied().size() > 1) {
            doubts.among(result.tied());
        } else if (!sketch.ranked) {
            doubts.summed(best.measure(), sentence.concepts(sentence.named()));
        }
        sketch.found = List.of(best.measure());
        sketch.plainCount =
                best.own() < 10
                        || sketch.counted
                                && best.measure().member() instanceof Measure m
                                && m.formula().sql().isEmpty();
        sketch.flags.addAll(best.flags());
        for (var group : best.groups()) {
            if (isCounted(group)) {
                sketch.ask(new Sketch.Ask("count-of-groups", List.of(group.title()), List.of()));
            }
            if (group.is(ValueType.BOOLEAN)) {
                // "how many work remotely": what is so is counted, not told apart.
                sketch.flags.add(group);
            } else if (!sketch.groups.contains(group)) {
                sketch.groups.add(group);
            }
        }
        if (sketch.ranked
                && sketch.groups.isEmpty()
                && sketch.grain.isEmpty()
                && sentence.named().stream().anyMatch(i -> sentence.concepts(i).equals(PERSON))
                && !members.isSubject(best.measure().name().cube())) {
            members.group(PERSON).ifPresent(sketch.groups::add);
        }
        if (sketch.ranked && best.measure().member() instanceof Measure measure) {
            // Nobody asks which employee has most employees.
            sketch.groups.removeIf(group -> names(group, measure));
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

    /** Whether a column tells those apart that a measure counts. */
    private boolean names(Candidate group, Measure measure) {
        return measure.aggregate() == Aggregate.COUNT
                && Optional.ofNullable(members.vocabulary().subjects().get(measure.name().cube()))
                        .flatMap(Subject::label)
                        .filter(group.name()::equals)
                        .isPresent();
    }

    /** "how many cities are our customers in": cities would have to be counted. */
    private boolean isCounted(Candidate group) {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "HOWMANY") && !group.is(ValueType.BOOLEAN)) {
                var run = sentence.namedAfter(i);
                for (var length = run.size(); length > 0; length--) {
                    var concepts = sentence.concepts(run.subList(0, length));
                    if (members.subject(concepts).isEmpty()
                            && members.group(concepts).filter(group::equals).isPresent()) {
                        return true;
                    }
                }
            }
        }
        return false;
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
}
