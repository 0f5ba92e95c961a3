package runnel.bi.question;

import java.util.List;
import java.util.Set;

/** Takes up ranks and orders: "top 5", "最多的3个", "best selling", "from high to low". */
final class RankReader {
    private static final int MAX_TOP = 1_000;
    private static final int DEFAULT_TOP = 10;
    private static final Set<String> COUNTERS = Set.of("名", "位", "家", "个", "款", "种");
    private static final Set<String> BEST =
            Set.of("best", "worst", "strongest", "weakest", "最好", "最差", "最强", "最弱");
    private static final String BESTSELLER = "bestseller";
    private static final String SLOWSELLER = "slowseller";

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    RankReader(Sentence sentence, Sketch sketch, Members members, Measures measures) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    void read() {
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
            var number = sentence.freeAmount();
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
        var number = sentence.freeAmount();
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
        var after = sentence.namedAfter(i);
        if (!after.isEmpty() && (sentence.isChinese() || BEST.contains(sentence.at(i).text()))) {
            sketch.things = after.getFirst();
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

    /** The words that the superlative belongs to: before it in Chinese, after it in English. */
    private List<Integer> head(int i) {
        var before = sentence.namedBefore(i);
        var after = sentence.namedAfter(i);
        if (sentence.isChinese()) {
            return before.isEmpty() ? after : before;
        }
        return after;
    }
}
