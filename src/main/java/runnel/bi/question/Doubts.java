package runnel.bi.question;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.words.Lexicon;
import runnel.cube.Measure;

/** Asks back where no measure, or more than one, can be meant. */
final class Doubts {
    private static final int MANY_CHOICES = 6;

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
