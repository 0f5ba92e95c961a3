package runnel.bi.question;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.words.Lexicon;
import runnel.cube.ValueType;

/** Takes up numbers that are compared: "over 50", "between 10 and 20", "不低于4". */
final class NumberReader {
    private static final int MAX_TOP = 1_000;
    private static final Set<String> TIMES = Set.of("次", "times");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    NumberReader(Sentence sentence, Sketch sketch, Members members, Measures measures) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    void thresholds() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.free(i) && sentence.at(i) instanceof Token.Amount amount) {
                threshold(i, amount);
            }
        }
    }

    private void threshold(int i, Token.Amount amount) {
        var before = sentence.before(i);
        var after = afterUnits(i);
        if (sentence.is(before, "BETWEEN")
                || (sentence.is(after, "AND") || isAmount(after)) && hasBetween(after)) {
            between(i, before, amount, after);
        } else if (sentence.is(before, "GT", "GTE", "LT", "LTE")) {
            compare(i, before, before, operator(before), amount.value());
        } else if (after < sentence.size() && sentence.is(after, "GTE", "LTE")) {
            compare(i, i, after, operator(after), amount.value());
        }
    }

    private boolean isAmount(int i) {
        return i < sentence.size() && sentence.at(i) instanceof Token.Amount;
    }

    private int afterUnits(int i) {
        return sentence.next(i);
    }

    private boolean hasBetween(int from) {
        for (var j = from; j < Math.min(sentence.size(), from + 5); j++) {
            if (sentence.is(j, "BETWEEN_END")) {
                return true;
            }
        }
        return false;
    }

    private void between(int i, int before, Token.Amount low, int and) {
        // "100到300之间": the word between the two says nothing by itself.
        var second = and < sentence.size() && !isAmount(and) ? sentence.next(and) : and;
        if (second < sentence.size() && sentence.at(second) instanceof Token.Amount high) {
            var end = sentence.next(second);
            sentence.use(and);
            compare(i, sentence.is(before, "BETWEEN") ? before : i, second, "gte", low.value());
            var member = sketch.thresholds.isEmpty() ? null : sketch.thresholds.getLast().member();
            if (member != null) {
                sketch.thresholds.add(new Sketch.Threshold(member, "lte", high.value()));
            }
            if (sentence.is(end, "BETWEEN_END")) {
                sentence.use(end);
            }
        }
    }

    private String operator(int i) {
        return sentence.is(i, "GTE")
                ? "gte"
                : sentence.is(i, "LTE") ? "lte" : sentence.is(i, "GT") ? "gt" : "lt";
    }

    private void compare(int number, int from, int to, String operator, double value) {
        // "cheaper than 20" says itself what is compared.
        var own =
                sentence.named(from)
                        ? List.of(from)
                        : sentence.named(to) ? List.of(to) : List.<Integer>of();
        var left = sentence.namedBefore(Math.min(from, number));
        var right = right(Math.max(to, number));
        var said = subject(own, true);
        sentence.use(number);
        sentence.use(from);
        sentence.use(to);
        var ofThings = members.subject(sentence.concepts(left)).isPresent();
        var subject =
                said.or(() -> ofThings ? subject(right, false) : Optional.empty())
                        .or(() -> subject(left, true))
                        .or(() -> subject(right, false))
                        .or(() -> often(number))
                        .or(this::brought);
        if (subject.isPresent()) {
            sketch.thresholds.add(new Sketch.Threshold(subject.get(), operator, value));
        } else {
            sketch.ask(
                    new Sketch.Ask(
                            "unknown-number", List.of(sentence.at(number).text()), List.of()));
        }
    }

    /** "下单超过10次", "ordered more than 10 times": orders. */
    private Optional<Candidate> often(int number) {
        if (number + 1 >= sentence.size() || !TIMES.contains(sentence.at(number + 1).text())) {
            return Optional.empty();
        }
        sentence.use(number + 1);
        var orders = Set.of("order", "count");
        for (var i : sentence.named()) {
            if (sentence.concepts(i).contains("create")) {
                sentence.use(i);
            }
        }
        return measures.find(orders, orders, new Measures.Allowed(false, false, false))
                .best()
                .map(Measures.Choice::measure);
    }

    /** "products that made less than 50000": money, "that sold more than 50": pieces. */
    private Optional<Candidate> brought() {
        var what = sentence.has("EARNED") ? "revenue" : sentence.has("SOLD") ? "quantity" : "";
        var concepts = what.isEmpty() ? Set.<String>of() : Set.of(what);
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "EARNED", "SOLD")) {
                sentence.use(i);
            }
        }
        return measures.find(concepts, concepts, new Measures.Allowed(false, false, false))
                .best()
                .map(Measures.Choice::measure);
    }

    private List<Integer> right(int start) {
        var j = start + 1;
        if (j < sentence.size() && sentence.filler(j) && !sentence.at(j).text().equals("的")) {
            j++;
        }
        return sentence.namedFrom(j);
    }

    /** What is compared: a number of the rows, else a measure; the words nearest to the number. */
    private Optional<Candidate> subject(List<Integer> run, boolean fromLeft) {
        for (var drop = 0; drop < run.size(); drop++) {
            var part = fromLeft ? run.subList(drop, run.size()) : run.subList(0, run.size() - drop);
            var concepts = sentence.concepts(part);
            var found = subject(concepts);
            for (var concept : concepts) {
                for (var other : Lexicon.shared().near(concept)) {
                    found = found.or(() -> subject(Set.of(other)));
                }
            }
            if (found.isPresent()) {
                needed(part, found.get()).forEach(sentence::use);
                return found;
            }
        }
        return Optional.empty();
    }

    /** Without what only says whose number it is: that may be what the question is about. */
    private List<Integer> needed(List<Integer> part, Candidate found) {
        var rest = part.subList(Math.min(1, part.size() - 1), part.size());
        var owner = members.subject(sentence.concepts(part.subList(0, 1))).isPresent();
        return owner
                        && rest.size() < part.size()
                        && subject(sentence.concepts(rest)).filter(found::equals).isPresent()
                ? rest
                : part;
    }

    private Optional<Candidate> subject(Set<String> concepts) {
        if (!members.times(concepts).isEmpty()) {
            // "that made less than 50": what was made is not said.
            return Optional.empty();
        }
        var row =
                members.dimensions(concepts, c -> c.is(ValueType.NUMBER)).stream()
                        .map(Members.Fit::candidate)
                        .filter(c -> !c.name().member().equals("id"))
                        .findFirst();
        var measure = measures.find(concepts, concepts, new Measures.Allowed(false, false, false));
        var plain =
                row.isPresent()
                        && !sentence.has("BY")
                        && !sketch.ranked
                        && (measure.best().isEmpty() || isOfThings(row.get(), concepts));
        return plain || measure.best().isEmpty()
                ? row
                : measure.best().map(Measures.Choice::measure);
    }

    /** Whether it is a number of the things that are asked for, or these have not been named. */
    private boolean isOfThings(Candidate row, Set<String> compared) {
        var cubes =
                sentence.named().stream()
                        .map(sentence::concepts)
                        .filter(concepts -> !compared.containsAll(concepts))
                        .flatMap(this::cube)
                        .toList();
        return cubes.isEmpty() || cubes.contains(row.name().cube());
    }

    /** The cube whose rows words name, or that has the column that they name. */
    private Stream<String> cube(Set<String> concepts) {
        return members
                .subject(concepts)
                .map(Subject::cube)
                .or(() ->
                        members.group(concepts)
                                .filter(c -> !c.is(ValueType.NUMBER))
                                .map(c -> c.name().cube()))
                .stream();
    }

    /** Numbers for which no use was found are words that were not understood. */
    void leftover() {
        sentence.freeAmount()
                .ifPresent(i -> {
                    if (sentence.at(i).text().equals("one")) {
                        // "a quick one", "the red one" count nothing.
                        sentence.use(i);
                    } else if (sketch.ranked && sketch.limit == 0) {
                        sketch.limit =
                                (int) Math.min(MAX_TOP, ((Token.Amount) sentence.at(i)).value());
                        sentence.use(i);
                    } else {
                        sketch.ask(
                                new Sketch.Ask(
                                        "unknown-number",
                                        List.of(sentence.at(i).text()),
                                        List.of()));
                    }
                });
    }
}
