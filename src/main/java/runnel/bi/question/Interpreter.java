package runnel.bi.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import runnel.bi.Reading;
import runnel.bi.model.ValueRef;
import runnel.bi.model.Vocabulary;
import runnel.bi.words.Normal;

/**
 * Reads one question over one vocabulary: tries the ways to take ambiguous words, keeps the best.
 */
public final class Interpreter {
    /** The most words that are tried both as values and as something else. */
    private static final int MAX_AMBIGUOUS = 4;

    private final Vocabulary vocabulary;
    private final Members members;
    private final Predicate<Draft> possible;
    private final double threshold;

    /**
     * @param possible whether the model can join what a draft names
     * @param threshold the confidence below which the parser asks back
     */
    public Interpreter(Vocabulary vocabulary, Predicate<Draft> possible, double threshold) {
        this.vocabulary = vocabulary;
        this.members = new Members(vocabulary);
        this.possible = possible;
        this.threshold = threshold;
    }

    public Reading read(String question, Optional<Draft> previous, LocalDate today) {
        var chinese = Normal.isChinese(question);
        var tokens = Context.read(Tokens.of(vocabulary, question, today));
        var sentence = new Sentence(tokens, chinese);
        if (tokens.stream().allMatch(t -> t instanceof Token.Sign)) {
            return new Reading.Clarify("empty", List.of(), List.of());
        }
        var old = previous.map(new Views(vocabulary.catalog())::plain);
        var marked = old.isPresent() && marked(sentence);
        var refusal = Refusals.of(sentence, old.isPresent(), marked);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<Result> best = Optional.empty();
        for (var chosen : choices(sentence)) {
            var result = attempt(tokens, chinese, chosen, old, marked, today);
            if (best.isEmpty() || result.rank() > best.get().rank()) {
                best = Optional.of(result);
            }
        }
        return best.orElseThrow().reading();
    }

    /**
     * @param rank higher is better: an answer's confidence, below all answers a question back
     */
    private record Result(Reading reading, double rank) {}

    /** Words that begin a question about the answer before. */
    private static boolean marked(Sentence sentence) {
        var first = 0;
        while (first < sentence.size() && sentence.at(first) instanceof Token.Sign) {
            first++;
        }
        if (sentence.is(first, "FOLLOW", "ONLY", "INSTEAD", "AND", "WITH_DIM", "THAT")) {
            return true;
        }
        return sentence.has("THAT", "INSTEAD") || isBare(sentence);
    }

    /** "客单价呢": a few words, and what is asked of them stands in the question before. */
    private static boolean isBare(Sentence sentence) {
        var last = sentence.size() - 1;
        while (last > 0 && sentence.at(last) instanceof Token.Sign) {
            last--;
        }
        return sentence.is(last, "EACHONE") && !sentence.has("HOWMANY", "WHICH", "LIST");
    }

    /** The sets of tokens that may be meant as values. */
    private List<Set<Integer>> choices(Sentence sentence) {
        var sure = new HashSet<Integer>();
        var ambiguous = new ArrayList<Integer>();
        for (var i = 0; i < sentence.size(); i++) {
            if (!sentence.values(i).isEmpty()) {
                var phrase = (Token.Phrase) sentence.at(i);
                var other =
                        !phrase.concepts().isEmpty()
                                || !phrase.keys().isEmpty()
                                || phrase.isFiller();
                if (other && ambiguous.size() < MAX_AMBIGUOUS && !isSurelyValue(sentence, i)) {
                    ambiguous.add(i);
                } else {
                    sure.add(i);
                }
            }
        }
        var sets = new ArrayList<Set<Integer>>();
        for (var bits = 0; bits < 1 << ambiguous.size(); bits++) {
            var set = new HashSet<>(sure);
            for (var k = 0; k < ambiguous.size(); k++) {
                if ((bits & 1 << k) == 0) {
                    set.add(ambiguous.get(k));
                }
            }
            sets.add(set);
        }
        return sets;
    }

    /** Listed with another value of its column, or named by the column: "status completed". */
    private boolean isSurelyValue(Sentence sentence, int i) {
        var mine = sentence.values(i).stream().map(ValueRef::dimension).toList();
        for (var step : new int[] {-1, 1}) {
            var j = i + step;
            var linked = false;
            while (j >= 0
                    && j < sentence.size()
                    && (sentence.is(j, "AND", "OR", "NOT")
                            || sentence.at(j) instanceof Token.Sign)) {
                linked = true;
                j += step;
            }
            if (linked
                    && sentence.values(j).stream()
                            .anyMatch(ref -> mine.contains(ref.dimension()))) {
                return true;
            }
        }
        var before = i - 1;
        while (before >= 0 && sentence.is(before, "IS")) {
            before--;
        }
        return sentence.named(before)
                && members.subject(sentence.concepts(before)).isEmpty()
                && members.groups(sentence.concepts(before)).stream()
                        .anyMatch(c -> mine.contains(c.name()));
    }

    private Result attempt(
            List<Token> tokens,
            boolean chinese,
            Set<Integer> chosen,
            Optional<Draft> old,
            boolean marked,
            LocalDate today) {
        var attempt = new Attempt(tokens, chinese, members, chosen, marked, today);
        attempt.read();
        var patches =
                old.isPresent()
                        && (marked
                                || attempt.sketch.found.isEmpty() && !attempt.sketch.listing
                                || ordersRows(attempt, old.get()));
        if (patches && attempt.sketch.plainCount && attempt.sentence.has("ONLY")) {
            // "only the VIP customers" narrows what was asked, whatever it counted.
            attempt.sketch.found = List.of();
        }
        if (attempt.ask().isPresent()) {
            return asked(attempt);
        }
        if (attempt.sketch.found.isEmpty()
                && !attempt.sketch.listing
                && (!patches || says(attempt) == 0)) {
            return new Result(
                    new Reading.Clarify(
                            "which-measure", List.of(), popular(attempt.sentence.isChinese())),
                    -1.5);
        }
        if ((attempt.sketch.ranked || attempt.sketch.sorted)
                && !attempt.sketch.listing
                && attempt.sketch.groups.isEmpty()
                && attempt.sketch.grain.isEmpty()
                && old.filter(d -> patches && (!d.dimensions().isEmpty() || d.time().isPresent()))
                        .isEmpty()) {
            return new Result(new Reading.Clarify("rank-what", List.of(), List.of()), -1.2);
        }
        if (!patches && comparesTotal(attempt)) {
            return new Result(new Reading.Clarify("threshold-what", List.of(), List.of()), -1.2);
        }
        var drafts =
                new Assembly(vocabulary, attempt, today, possible)
                        .drafts(patches ? old : Optional.empty());
        if (attempt.ask().isPresent()) {
            return asked(attempt);
        }
        return answer(drafts, attempt);
    }

    /** "人最多的是哪个": of the rows that were told apart before. */
    private static boolean ordersRows(Attempt attempt, Draft old) {
        var s = attempt.sketch;
        return (s.ranked || s.sorted)
                && s.groups.isEmpty()
                && s.grain.isEmpty()
                && !s.listing
                && !old.dimensions().isEmpty();
    }

    private Result asked(Attempt attempt) {
        var ask = attempt.ask().orElseThrow();
        if (ask.code().startsWith("refuse-")) {
            return new Result(
                    new Reading.Refuse(ask.code().substring("refuse-".length()), ask.values()), 2);
        }
        var rank =
                switch (ask.code()) {
                    case "which-measure", "group-or-total" -> -0.5;
                    case "unknown-dimension", "unknown-word" -> -0.7;
                    default -> -1;
                };
        return new Result(new Reading.Clarify(ask.code(), ask.values(), ask.choices()), rank);
    }

    /** Whether a total is to be above a number: of what parts nobody has said. */
    private static boolean comparesTotal(Attempt attempt) {
        var s = attempt.sketch;
        return s.groups.isEmpty()
                && s.grain.isEmpty()
                && !s.listing
                && s.thresholds.stream().anyMatch(t -> s.found.contains(t.member()));
    }

    private static int says(Attempt attempt) {
        var s = attempt.sketch;
        return s.ranges.size()
                + s.groups.size()
                + s.values.size()
                + s.flags.size()
                + s.negatedFlags.size()
                + s.conditions.size()
                + s.thresholds.size()
                + (s.grain.isPresent() ? 1 : 0)
                + (s.earlier.isPresent() ? 1 : 0)
                + (s.ranked || s.sorted ? 1 : 0)
                + (s.growthOverYear.isPresent() ? 1 : 0);
    }

    private Result answer(List<Draft> drafts, Attempt attempt) {
        var confidence = attempt.sketch.confidence;
        var views = new Views(vocabulary.catalog());
        for (var draft : drafts) {
            if (possible.test(draft)) {
                return checked(draft, confidence, attempt);
            }
            for (var view : views.of(draft)) {
                if (possible.test(view)) {
                    return checked(view, confidence, attempt);
                }
            }
        }
        var names = new ArrayList<String>();
        drafts.getFirst().measures().forEach(name -> names.add(title(name)));
        drafts.getFirst().dimensions().forEach(name -> names.add(title(name)));
        return new Result(
                new Reading.Clarify("no-path", List.of(String.join(", ", names)), List.of()), -0.8);
    }

    private Result checked(Draft draft, double confidence, Attempt attempt) {
        return confidence < threshold
                ? new Result(new Reading.Clarify("unsure", List.of(), List.of()), -0.6)
                : new Result(
                        new Reading.Answerable(draft, confidence, attempt.sketch.share),
                        confidence);
    }

    private String title(runnel.cube.MemberName name) {
        return vocabulary.candidate(name).map(Choices::of).orElse(name.toString());
    }

    private List<String> popular(boolean chinese) {
        return vocabulary.measures().stream()
                .filter(c -> !c.inherited() && c.member().label().written())
                .map(c -> chinese ? Choices.inChinese(c) : Choices.of(c))
                .distinct()
                .limit(6)
                .toList();
    }
}
