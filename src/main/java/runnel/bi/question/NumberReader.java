package runnel.bi.question;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.words.Lexicon;
import runnel.cube.ValueType;

/** Takes up numbers: thresholds ("over 50"), ranks ("top 5", "最多的3个"), and orders. */
final class NumberReader {
    private static final int MAX_TOP = 1_000;
    private static final int DEFAULT_TOP = 10;
    private static final Set<String> COUNTERS = Set.of("名", "位", "家", "个", "款", "种");
    private static final Set<String> TIMES = Set.of("次", "times");
    private static final Set<String> BEST =
            Set.of("best", "worst", "strongest", "weakest", "最好", "最差", "最强", "最弱");
    private static final String BESTSELLER = "bestseller";
    private static final String SLOWSELLER = "slowseller";

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
        var left = left(Math.min(from, number));
        var right = right(Math.max(to, number));
        var said = subject(own, true);
        sentence.use(number);
        sentence.use(from);
        sentence.use(to);
        var subject =
                said.or(() -> subject(left, true))
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

    private List<Integer> left(int end) {
        var j = end - 1;
        while (j >= 0 && (sentence.filler(j) || sentence.is(j, "IS"))) {
            j--;
        }
        return sentence.namedTo(j);
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

    void ranks() {
        for (var i = 0; i < sentence.size(); i++) {
            if (!sentence.free(i)) {
                continue;
            }
            var next = sentence.next(i);
            var number = next < sentence.size() && sentence.at(next) instanceof Token.Amount;
            if (sentence.is(i, "TOP", "BOTTOM") && number) {
                top(i, next, sentence.is(i, "TOP"));
            } else if (sentence.at(i).text().equals("top")
                    && next < sentence.size()
                    && sentence.named(next)) {
                var one = !sentence.isChinese() && !sentence.at(next).text().endsWith("s");
                rank(true, one ? 1 : DEFAULT_TOP);
                sketch.rankNoun = next;
                sentence.use(i);
            }
        }
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "MOST", "LEAST") && !sentence.is(i, "GTE", "LTE")) {
                most(i);
            }
        }
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.concepts(i).contains(BESTSELLER)) {
                sellers(i, true);
            } else if (sentence.concepts(i).contains(SLOWSELLER)) {
                sellers(i, false);
            }
        }
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "DESC", "ASC")) {
                sketch.sorted = true;
                sketch.descending = sentence.is(i, "DESC");
                sentence.use(i);
            } else if (sentence.is(i, "SORT")) {
                sketch.sorted = true;
                sentence.use(i);
            }
        }
    }

    private void top(int i, int number, boolean top) {
        var amount = (Token.Amount) sentence.at(number);
        rank(top, (int) Math.min(MAX_TOP, Math.max(1, amount.value())));
        sentence.use(i);
        sentence.use(number);
        sketch.rankNoun = afterCounter(number);
    }

    /** "前五名产品": what stands behind the word that things are counted by. */
    private int afterCounter(int number) {
        var next = sentence.next(number);
        if (next == number + 1
                && next < sentence.size()
                && COUNTERS.contains(sentence.at(next).text())) {
            sentence.use(next);
            return sentence.next(next);
        }
        return next;
    }

    private void rank(boolean descending, int limit) {
        sketch.ranked = true;
        sketch.descending = descending;
        sketch.limit = limit;
    }

    /** "best selling products": ranked, but nobody has said by what. */
    private void sellers(int i, boolean best) {
        sentence.use(i);
        if (!sketch.ranked) {
            var number = freeAmount();
            rank(best, number.map(this::amount).orElse(0));
            number.ifPresent(sentence::use);
            var things = number.map(n -> Math.max(n, i)).orElse(i);
            sketch.rankNoun = sentence.next(things);
        }
        sketch.sellers = true;
    }

    private int amount(int i) {
        return (int) Math.min(MAX_TOP, ((Token.Amount) sentence.at(i)).value());
    }

    /** A superlative: how many, and what is to be most. */
    private void most(int i) {
        var extreme = sentence.concepts(i);
        var head = head(i);
        var number = freeAmount();
        var most = sentence.is(i, "MOST");
        if (sketch.ranked && sketch.limit > 0 && number.isEmpty()) {
            // "the top 5 with the highest revenue" has said how many already.
            sketch.descending = most;
        } else {
            sketch.extreme.addAll(extreme);
            if (BEST.contains(sentence.at(i).text())) {
                sketch.extreme.add(Implied.GOOD);
            }
            rank(
                    most,
                    number.map(n ->
                                    (int)
                                            Math.min(
                                                    MAX_TOP,
                                                    ((Token.Amount) sentence.at(n)).value()))
                            .orElse(0));
            number.ifPresent(n -> {
                sentence.use(n);
                sketch.rankNoun = n + 1 == i ? thingsBefore(i) : sentence.next(n);
            });
        }
        if (sketch.rankNoun < i || thingsBefore(i) < 0) {
            sketch.rankHead.addAll(sentence.concepts(head));
        }
        sentence.use(i);
    }

    /** "5 largest customers by revenue": what is ranked stands before the measure; else -1. */
    private int thingsBefore(int i) {
        var things = sentence.namedAfter(i);
        var by = things.isEmpty() ? sentence.size() : sentence.next(things.getLast());
        if (!sentence.is(by, "BY")) {
            return -1;
        }
        var concepts = sentence.concepts(sentence.namedAfter(by));
        var allowed = new Measures.Allowed(false, false, false);
        var ranked =
                members.group(concepts).isEmpty()
                        && measures.find(concepts, concepts, allowed).best().isPresent();
        return ranked ? things.getFirst() : -1;
    }

    private Optional<Integer> freeAmount() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.free(i) && sentence.at(i) instanceof Token.Amount) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** The words that the superlative belongs to: before it in Chinese, after it in English. */
    private List<Integer> head(int i) {
        var before = left(i);
        var after = sentence.namedAfter(i);
        if (sentence.isChinese()) {
            return before.isEmpty() ? after : before;
        }
        return after;
    }

    /** Numbers for which no use was found are words that were not understood. */
    void leftover() {
        freeAmount()
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
