package runnel.bi.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One way to read a question: some ambiguous words taken as values, the others not. */
final class Attempt {
    private static final double TYPO = 0.08;
    private static final double VALUE_CALLED_AS_A_MEASURE = 0.15;

    private static final Set<String> INSTEAD_OF = Set.of("instead of", "rather than", "而不是");
    private static final Set<String> RELATIVES = Set.of("who", "who are", "which", "whose");

    private static final String[] SAYS_MUCH = {
        "GT",
        "GTE",
        "LT",
        "LTE",
        "BETWEEN",
        "TOP",
        "BOTTOM",
        "MOST",
        "LEAST",
        "CONTAINS",
        "STARTS",
        "ENDS",
        "NAMED",
        "WITHOUT",
        "FINE"
    };

    final Sentence sentence;
    final Sketch sketch = new Sketch();
    private final Members members;
    private final Measures measures;
    private final Set<Integer> chosen;
    private final boolean followsUp;
    private final LocalDate today;

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
        this.measures = new Measures(members, saysPer());
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
        growth();
        filters.texts();
        filters.missing();
        numbers.thresholds();
        new RankReader(sentence, sketch, members, measures).read();
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
        new MeasureReader(sentence, sketch, members, measures, followsUp).read();
    }

    private void intents() {
        sketch.list = lists() || asksWhich() && !sentence.has("HOWMANY", "MOST", "LEAST", "TOP");
        sketch.counted = sentence.has("HOWMANY");
        sketch.spent = sentence.has("SPENT");
        sketch.adds = sentence.has("ADD");
        sketch.sold = sentence.has("SOLD");
        sketch.compared = sentence.has("COMPARE");
        for (var i = 0; i < sentence.size(); i++) {
            // "how many directors": a kind of thing, not a place where things are.
            sketch.countedKind |= sentence.is(i, "HOWMANY") && !sentence.values(i + 1).isEmpty();
        }
        dropped();
    }

    /** "by channel instead of status": what follows is no longer wanted. */
    private void dropped() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "INSTEAD") && INSTEAD_OF.contains(sentence.at(i).text())) {
                sentence.namedAfter(i).forEach(sentence::use);
            }
        }
    }

    /** In "staff who work remotely" the word only joins two parts of a sentence. */
    private boolean asksWhich() {
        for (var i = 0; i < sentence.size(); i++) {
            var joins =
                    RELATIVES.contains(sentence.at(i).text())
                            && (sentence.named(i - 1) || !sentence.values(i - 1).isEmpty());
            if (sentence.is(i, "WHICH") && !joins) {
                return true;
            }
        }
        return false;
    }

    /** Whether a list is asked for: not where "list" is a part of a name, as in "list price". */
    private boolean lists() {
        var lists = false;
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "LIST")) {
                var named = sentence.named(i);
                if (!named || !isCalled(i)) {
                    lists = true;
                    if (named) {
                        sentence.use(i);
                    }
                }
            }
        }
        return lists;
    }

    /** Whether a word and the next are a name together. */
    private boolean isCalled(int i) {
        var next = sentence.concepts(sentence.next(i));
        var together = new HashSet<>(sentence.concepts(i));
        together.addAll(next);
        return !next.isEmpty()
                && members.vocabulary().candidates().stream()
                        .anyMatch(
                                c -> c.variants().stream().anyMatch(v -> v.containsAll(together)));
    }

    /** Growth without a word of what it is measured against is that against the time before. */
    private void growth() {
        if (sentence.has("GROWTH") && sketch.grain.isEmpty() && sketch.growthOverYear.isEmpty()) {
            var single = sketch.ranges.size() == 1 ? sketch.ranges.getFirst().unit() : "";
            sketch.growthOverYear = Optional.of(single.equals("year") || sketch.ranges.isEmpty());
        }
    }

    private boolean saysPer() {
        if (sentence.has("BY")) {
            return true;
        }
        return sentence.named().stream()
                .flatMap(i -> sentence.concepts(i).stream())
                .anyMatch(concept -> concept.equals("avg") || concept.equals("aov"));
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
            } else if (isMeasure(i)) {
                sketch.confidence -= VALUE_CALLED_AS_A_MEASURE;
            }
        }
    }

    /** "sales" is what is measured, more often than the department of that name. */
    private boolean isMeasure(int i) {
        if (!(sentence.at(i) instanceof Token.Phrase phrase) || phrase.concepts().isEmpty()) {
            return false;
        }
        var concepts = phrase.concepts().getFirst();
        var allowed = new Measures.Allowed(false, false, false);
        return members.subject(concepts).isEmpty()
                && measures.find(concepts, concepts, allowed).best().isPresent();
    }

    /** Whatever says something and was not understood is asked back. */
    private void unknown() {
        for (var i = 0; i < sentence.size(); i++) {
            if (!sentence.free(i)) {
                continue;
            }
            if (sentence.at(i) instanceof Token.Unknown) {
                ask("unknown-word", unknownRun(i));
            } else if (sentence.at(i) instanceof Token.Quote || isLeft(i)) {
                ask("unknown-word", sentence.at(i).text());
            } else if (sentence.is(i, "RECENT")
                    && sentence.concepts(i).isEmpty()
                    && sketch.ranges.isEmpty()
                    && sketch.grain.isEmpty()
                    && sketch.growthOverYear.isEmpty()) {
                ask("which-time", sentence.at(i).text());
            }
        }
    }

    /** Words of grammar that change an answer, and for which no use was found. */
    private boolean isLeft(int i) {
        return sentence.is(i, SAYS_MUCH)
                && sentence.concepts(i).isEmpty()
                && !(sentence.is(i, "GT") && sentence.at(i).text().equals("over"));
    }

    private void ask(String code, String word) {
        sketch.ask(new Sketch.Ask(code, List.of(word), List.of()));
    }

    private String unknownRun(int from) {
        var words = new ArrayList<Integer>();
        for (var i = from; i < sentence.size() && sentence.at(i) instanceof Token.Unknown; i++) {
            words.add(i);
        }
        return sentence.text(words);
    }

    Optional<Sketch.Ask> ask() {
        return sketch.ask;
    }
}
