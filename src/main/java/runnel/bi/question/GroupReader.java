package runnel.bi.question;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.cube.ValueType;

/** Takes up what rows are grouped by: "by X", "per X", "各X", "which X". */
final class GroupReader {
    private static final Set<String> LOOSE_BY = Set.of("分", "以", "每", "per", "each", "依");

    /** Words after which something is asked of each group by itself. */
    private static final Set<String> EACH =
            Set.of(
                    "each",
                    "every",
                    "for each",
                    "for every",
                    "in each",
                    "各",
                    "各个",
                    "每个",
                    "每",
                    "每一个",
                    "每种",
                    "每家",
                    "各家",
                    "每类",
                    "每一种");

    /** Whether something is asked of each group by itself. */
    private boolean each;

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;
    private final Measures measures;

    GroupReader(Sentence sentence, Sketch sketch, Members members, Measures measures) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
        this.measures = measures;
    }

    void read() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "BY")) {
                by(i);
            }
        }
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "WITH_DIM")
                    && (!sentence.is(i, "AND") || prefix(sentence.next(i)).isPresent())) {
                by(i);
            }
        }
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "SPLIT") && sentence.values(i).isEmpty()) {
                split(i);
            }
        }
    }

    /** "which X", "哪个X": the X of a rank or of a list. */
    void which() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "WHICH") && !sentence.is(i, "HOWMANY")) {
                var at = sentence.next(i);
                while (at < sentence.size()
                        && (sentence.at(at) instanceof Token.Amount || sentence.is(at, "TOP"))) {
                    at = sentence.next(at);
                }
                var prefix = at < sentence.size() ? prefix(at) : Optional.<Prefix>empty();
                if (prefix.isPresent()
                        && !prefix.get().dimension().is(ValueType.NUMBER)
                        && (sketch.ranked
                                || sentence.has("MOST", "LEAST")
                                || !sketch.thresholds.isEmpty())) {
                    take(prefix.get(), at);
                    sentence.use(i);
                }
            }
        }
    }

    /** "top 5 products", "最多的3个国家": the things that are ranked. */
    void ranked() {
        var at = sketch.rankNoun;
        if (sketch.ranked && !sketch.groups.isEmpty()) {
            withinEach(at >= 0 ? at : sketch.things);
        }
        if (at < 0 || at >= sentence.size() || !sketch.groups.isEmpty()) {
            return;
        }
        prefix(at).ifPresent(prefix -> take(prefix, at));
    }

    /** "the best customer in each country": a rank for each group is no query. */
    private void withinEach(int things) {
        if (each && sketch.grain.isPresent()) {
            sketch.ask(new Sketch.Ask("unsure", List.of(), List.of()));
        }
        if (things < 0 || !each) {
            return;
        }
        prefix(things)
                .map(Prefix::dimension)
                .filter(c -> !sketch.groups.contains(c) && !c.is(ValueType.NUMBER))
                .ifPresent(c ->
                        sketch.ask(
                                new Sketch.Ask(
                                        "rank-each",
                                        List.of(c.title(), sketch.groups.getFirst().title()),
                                        List.of())));
    }

    private record Prefix(List<Candidate> ties, int length) {
        Candidate dimension() {
            return ties.getFirst();
        }
    }

    private void by(int i) {
        var at = sentence.next(i);
        if (at >= sentence.size()
                && i + 1 < sentence.size()
                && sentence.at(i).text().equals("by")) {
            sketch.ask(new Sketch.Ask("unknown-dimension", List.of(rest(i + 1)), List.of()));
            return;
        }
        if (at >= sentence.size() || sentence.is(at, "HOWMANY") && sentence.named(i - 1)) {
            // "男女各多少人": what is told apart stands before.
            sentence.use(i);
            return;
        }
        var isEach = EACH.contains(sentence.at(i).text());
        var orders = !isEach && (sketch.ranked || sketch.list || sketch.sorted);
        if (orders && isMeasure(at) && !tellsApart(i, at)) {
            sentence.use(i);
            if (sketch.list && !sketch.ranked) {
                // "list departments by headcount": the number is wanted too.
                sketch.sorted = true;
                sketch.rankHead.addAll(sentence.concepts(sentence.namedFrom(at)));
            }
            return;
        }
        var prefix = prefix(at);
        if (prefix.isPresent() && countsThings(i, at, prefix.get())) {
            sentence.use(i);
            return;
        }
        if (prefix.isEmpty()) {
            unknown(i, at);
            return;
        }
        if (isRate(prefix.get())) {
            // "average items per order" is one number.
            sentence.use(i);
            sentence.use(at, at + prefix.get().length());
            return;
        }
        each |= EACH.contains(sentence.at(i).text()) || sentence.at(i).text().equals("per");
        sentence.use(i);
        var end = take(prefix.get(), at);
        for (var more = and(end); more > 0 && more < sentence.size(); ) {
            var another = prefix(more);
            if (another.isEmpty() || conflicts(more, another.get())) {
                break;
            }
            sentence.use(more - 1);
            end = take(another.get(), more);
            more = and(end);
        }
    }

    /** Whether an average of things without a name is asked for. */
    private boolean isRate(Prefix prefix) {
        return prefix.dimension().name().member().equals("id")
                && sentence.named().stream().anyMatch(i -> sentence.concepts(i).contains("avg"));
    }

    /** "show cities by orders": things without a name are counted, not told apart by their key. */
    private boolean countsThings(int i, int at, Prefix prefix) {
        var before = new ArrayList<Integer>();
        for (var j = i - 1; j >= 0; j--) {
            if (sentence.named(j)) {
                before.addFirst(j);
            }
        }
        var concepts = sentence.concepts(before);
        var allowed = new Measures.Allowed(false, true, false);
        return prefix.dimension().name().member().equals("id")
                && isMeasure(at)
                && members.group(concepts).isPresent()
                && measures.find(concepts, concepts, allowed).best().isEmpty();
    }

    /** Where the list of dimensions goes on after a place; 0 where it ends. */
    private int and(int end) {
        if (end >= sentence.size()) {
            return 0;
        }
        var sign =
                sentence.at(end) instanceof Token.Sign s
                        && (s.text().equals("、") || s.text().equals(","));
        if (!sign && !sentence.is(end, "AND", "WITH_DIM")) {
            return 0;
        }
        var next = end + 1;
        return next < sentence.size() && sentence.is(next, "BY") ? 0 : next;
    }

    /** "by country and revenue": what follows may be a measure after all. */
    private boolean conflicts(int at, Prefix prefix) {
        var concepts = sentence.concepts(List.of(at));
        var measure = measures.find(concepts, concepts, new Measures.Allowed(false, false, false));
        return measure.best().isPresent()
                && members.subject(concepts).isPresent()
                && !sentence.isChinese()
                && prefix.dimension().name().member().equals("id");
    }

    /**
     * "highest salary by department", "orders by department, sorted": where the measure stands
     * before, what could be counted itself tells rows apart.
     */
    private boolean tellsApart(int i, int at) {
        var before = new HashSet<String>();
        for (var j = 0; j < i; j++) {
            before.addAll(sentence.concepts(j));
            if (sentence.at(j) instanceof Token.Phrase phrase && phrase.keys().contains("SORT")) {
                return false;
            }
        }
        if (sketch.list || sketch.ranked && (sketch.limit > 0 || !before.addAll(sketch.extreme))) {
            return false;
        }
        var allowed = new Measures.Allowed(false, false, false);
        return prefix(at).isPresent()
                && !sentence.concepts(sentence.namedFrom(at)).contains("count")
                && measures.find(before, before, allowed).best().isPresent();
    }

    private boolean isMeasure(int at) {
        var run = sentence.namedFrom(at);
        for (var length = run.size(); length > 0; length--) {
            var concepts = sentence.concepts(run.subList(0, length));
            if (measures.find(concepts, concepts, new Measures.Allowed(false, false, false))
                            .best()
                            .isPresent()
                    && (sketch.ranked
                            || members.group(concepts)
                                    .filter(c -> !c.is(ValueType.NUMBER))
                                    .isEmpty()
                            || members.subject(concepts).isPresent())) {
                return true;
            }
        }
        return false;
    }

    /**
     * The longest beginning of the words at a place that names a dimension and ends with its own.
     */
    private Optional<Prefix> prefix(int at) {
        if (at >= sentence.size()) {
            return Optional.empty();
        }
        var run = sentence.namedFrom(at);
        for (var length = run.size(); length > 0; length--) {
            var part = run.subList(0, length);
            var found = members.groups(sentence.concepts(part));
            if (!found.isEmpty()
                    && (length == 1 || endsOwn(found.getFirst(), part))
                    && !endsWithMeasure(found.getFirst(), part)) {
                return Optional.of(new Prefix(found, length));
            }
        }
        return Optional.empty();
    }

    /** "channel revenue" is no channel of sales: the measure is said after the dimension. */
    private boolean endsWithMeasure(Candidate dimension, List<Integer> part) {
        if (part.size() < 2) {
            return false;
        }
        var last = sentence.concepts(part.getLast());
        var before = members.groups(sentence.concepts(part.subList(0, part.size() - 1)));
        var allowed = new Measures.Allowed(false, false, false);
        return before.contains(dimension) && measures.find(last, last, allowed).best().isPresent();
    }

    private boolean endsOwn(Candidate dimension, List<Integer> part) {
        var last = new HashSet<>(sentence.concepts(part.getLast()));
        last.removeAll(dimension.context());
        return !last.isEmpty() && dimension.variants().stream().anyMatch(v -> v.containsAll(last));
    }

    private int take(Prefix prefix, int at) {
        sentence.use(at, at + prefix.length());
        if (!sketch.groups.contains(prefix.dimension())) {
            sketch.groups.add(prefix.dimension());
            sketch.ties.put(prefix.dimension(), prefix.ties());
        }
        return at + prefix.length();
    }

    private void unknown(int i, int at) {
        var word = sentence.at(i).text();
        var next = sentence.next(at);
        if (!sentence.isChinese() && !sentence.values(at).isEmpty() && prefix(next).isPresent()) {
            // "per office region" is no region of "Office".
            sketch.ask(new Sketch.Ask("unknown-dimension", List.of(rest(at)), List.of()));
            return;
        }
        if (isMeasure(at)
                || LOOSE_BY.contains(word) && !(sentence.at(at) instanceof Token.Unknown)) {
            sentence.use(i);
            return;
        }
        var run = sentence.namedFrom(at);
        var times = run.isEmpty() ? List.<Candidate>of() : members.times(sentence.concepts(run));
        if (!times.isEmpty()) {
            sketch.timeWords.addAll(sentence.concepts(run));
            sketch.grain = sketch.grain.or(() -> Optional.of("month"));
            sentence.use(i);
            run.forEach(sentence::use);
            return;
        }
        if (sentence.at(at) instanceof Token.Unknown || !run.isEmpty()) {
            var text = run.isEmpty() ? rest(at) : sentence.text(run);
            sketch.ask(new Sketch.Ask("unknown-dimension", List.of(text), List.of()));
        }
    }

    private String rest(int at) {
        var words = new ArrayList<Integer>();
        for (var j = at;
                j < sentence.size()
                        && words.size() < Sentence.LONGEST
                        && !(sentence.at(j) instanceof Token.Sign);
                j++) {
            words.add(j);
        }
        return sentence.text(words);
    }

    /** "性别分布": what stands before the word is what is distributed. */
    private void split(int i) {
        sentence.use(i);
        var run = sentence.namedTo(i - 1);
        for (var from = run.size() - 1; from >= 0; from--) {
            var part = run.subList(from, run.size());
            var found = members.group(sentence.concepts(part));
            if (found.isPresent() && (part.size() == 1 || endsOwn(found.get(), part))) {
                part.forEach(sentence::use);
                sketch.groups.add(found.get());
                return;
            }
        }
    }
}
