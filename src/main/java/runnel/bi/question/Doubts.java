package runnel.bi.question;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.words.Lexicon;
import runnel.cube.Aggregate;
import runnel.cube.Measure;

/** Asks back where no measure, or more than one, can be meant. */
final class Doubts {
    private static final int MANY_CHOICES = 6;

    /** What does not add up by itself. */
    private static final Set<String> LEVELS =
            Set.of("salary", "price", "score", "performance", "age");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;

    Doubts(Sentence sentence, Sketch sketch, Members members) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
    }

    /** Several measures fit as well. */
    void among(List<Candidate> measures) {
        sketch.ask(new Sketch.Ask("which-measure", List.of(), titles(measures)));
    }

    /** "salary by department": a sum is rarely meant, but nobody has said what is. */
    void summed(Candidate best, Set<String> asked) {
        var levels = new HashSet<>(asked);
        levels.retainAll(LEVELS);
        if (levels.isEmpty()
                || asked.contains("total")
                || !(best.member() instanceof Measure measure)
                || measure.aggregate() != Aggregate.SUM) {
            return;
        }
        var all =
                members.vocabulary().measures().stream()
                        .filter(c -> c.name().cube().equals(best.name().cube()))
                        .filter(c -> c.member() instanceof Measure m && isOneOf(m, measure))
                        .toList();
        if (all.size() > 1) {
            among(all);
        }
    }

    private static boolean isOneOf(Measure other, Measure measure) {
        return other.formula().sql().equals(measure.formula().sql())
                && other.formula().filters().isEmpty()
                && !other.isRolling();
    }

    /** Nothing is called so, or too much. */
    void unexplained(Set<String> asked, List<Integer> tokens) {
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
            among(fitting);
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
}
