package runnel.bi.question;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;

/** Looks for the measure that concepts name, plainly or in a rank. */
final class MeasureSearch {
    private static final double LOOSE_GROUP = 0.2;

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    MeasureSearch(Sentence sentence, Sketch sketch, Members members, Measures measures) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    /** The measure of a question that ranks nothing. */
    Measures.Found plain(Set<String> asked) {
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

    /** "rank departments by budget": a word of the measure's own cube is what is put in order. */
    Measures.Found sorted(Set<String> asked) {
        var rows = !sketch.groups.isEmpty() || sketch.grain.isPresent();
        return (rows ? Optional.<Measures.Found>empty() : withoutOwn(asked, sketch.rankHead))
                .orElseGet(() -> plain(asked));
    }

    /** The measure by which something is ranked. */
    Measures.Found ranked(Set<String> asked) {
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
            // "the lowest budget department": its last word may be what is ranked as well.
            var others = new HashSet<>(head);
            others.remove(concept);
            var group =
                    members.isSubject(concept)
                                    && (others.size() == head.size() || !others.isEmpty())
                            ? members.group(Set.of(concept))
                                    .filter(c -> !c.name().member().equals("id"))
                            : Optional.<Candidate>empty();
            var found =
                    group.isPresent()
                            ? measures.find(rest, others, new Measures.Allowed(false, true, false))
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
}
