package runnel.bi.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.model.ValueRef;
import runnel.bi.words.Lexicon;
import runnel.cube.MemberName;
import runnel.cube.ValueType;

/** Takes up conditions: values, what is missing, names that contain something, negations. */
final class FilterReader {
    /** What may follow a value without saying more: "办公类". */
    private static final Set<String> KIND = Set.of("类", "类型", "类别", "品类");

    private final Sentence sentence;
    private final Sketch sketch;
    private final Members members;

    FilterReader(Sentence sentence, Sketch sketch, Members members) {
        this.sentence = sentence;
        this.sketch = sketch;
        this.members = members;
    }

    /** "named X", "contains X": the rest up to a sign is text. */
    void texts() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "CONTAINS", "STARTS", "ENDS", "NAMED")) {
                var text = text(i + 1);
                if (!text.isEmpty()) {
                    text(i, text);
                }
            }
        }
    }

    private List<Integer> text(int from) {
        var words = new ArrayList<Integer>();
        for (var j = from; j < sentence.size(); j++) {
            var token = sentence.at(j);
            if (token instanceof Token.Quote) {
                return List.of(j);
            }
            var stops =
                    token instanceof Token.Sign
                            || token instanceof Token.Time
                            || sentence.is(j, "BY", "EACHONE")
                            || token.text().equals("的")
                            || !words.isEmpty()
                                    && members.subject(sentence.concepts(j)).isPresent();
            if (stops) {
                if (words.isEmpty() && token instanceof Token.Sign s && s.text().equals(":")) {
                    continue;
                }
                break;
            }
            words.add(j);
        }
        return words;
    }

    private void text(int i, List<Integer> words) {
        if (sentence.is(i, "NAMED")
                && words.size() == 1
                && !sentence.values(words.getFirst()).isEmpty()) {
            sentence.use(i);
            return;
        }
        var value =
                words.size() == 1 && sentence.at(words.getFirst()) instanceof Token.Quote quote
                        ? quote.text()
                        : sentence.text(words);
        var run = runBefore(i);
        var member = dimension(run).or(() -> dimension(sentence.named()));
        if (member.isEmpty() || value.isBlank()) {
            return;
        }
        var operator =
                sentence.is(i, "CONTAINS")
                        ? "contains"
                        : sentence.is(i, "STARTS")
                                ? "startsWith"
                                : sentence.is(i, "ENDS") ? "endsWith" : "equals";
        sketch.conditions.add(
                new Draft.Condition(member.get().name(), operator, List.of(value.strip())));
        sentence.use(i);
        words.forEach(sentence::use);
        if (members.subject(sentence.concepts(run)).isEmpty()) {
            run.forEach(sentence::use);
        }
    }

    private Optional<Candidate> dimension(List<Integer> run) {
        for (var drop = 0; drop < run.size(); drop++) {
            var concepts = sentence.concepts(run.subList(drop, run.size()));
            var found = members.group(concepts).filter(c -> c.is(ValueType.STRING));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private List<Integer> runBefore(int i) {
        var j = sentence.before(i);
        while (j >= 0 && sentence.is(j, "IS", "WITH", "WHICH") && !sentence.named(j)) {
            j = sentence.before(j);
        }
        return sentence.namedTo(j);
    }

    /** "without X", "没有X", and "with X" where X is a column. */
    void missing() {
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "WITHOUT")) {
                presence(i, sentence.namedAfter(i), "notSet");
                if (sentence.free(i) && sentence.isChinese()) {
                    presence(i, runBefore(i), "notSet");
                }
            } else if (sentence.is(i, "WITH") && !sketch.ranked && !sentence.has("MOST", "LEAST")) {
                presence(i, sentence.namedAfter(i), "set");
            }
        }
    }

    private void presence(int i, List<Integer> run, String operator) {
        if (run.isEmpty() || valueFollows(run.getLast())) {
            return;
        }
        for (var length = run.size(); length > 0; length--) {
            var part = run.subList(0, length);
            var concepts = sentence.concepts(part);
            var flags = members.flags(concepts);
            if (Lexicon.WEAK.containsAll(concepts)) {
                return;
            }
            var isSubject = members.subject(concepts).isPresent();
            var group = members.group(concepts).filter(c -> isSubject || c.is(ValueType.STRING));
            if (group.isPresent()
                    && (operator.equals("notSet") || !isSubject)
                    && (!isSubject || operator.equals("notSet"))) {
                if (isSubject && !sketch.ranges.isEmpty()) {
                    // "customers without orders in 2025": a time of what is not there.
                    sketch.ask(new Sketch.Ask("unsure", List.of(), List.of()));
                }
                sketch.conditions.add(
                        new Draft.Condition(key(group.get(), isSubject), operator, List.of()));
                sentence.use(i);
                part.forEach(sentence::use);
                return;
            }
            if (operator.equals("notSet") && !flags.isEmpty() && !flags.getFirst().isSegment()) {
                sketch.negatedFlags.add(flags.getFirst());
                sentence.use(i);
                part.forEach(sentence::use);
                return;
            }
        }
    }

    /** Whether a row of another cube exists is asked of its key, which is never empty. */
    private MemberName key(Candidate group, boolean isSubject) {
        return isSubject
                ? members.candidate(new MemberName(group.name().cube(), "id"))
                        .map(Candidate::name)
                        .orElse(group.name())
                : group.name();
    }

    private boolean valueFollows(int i) {
        var next = sentence.next(i);
        while (next < sentence.size() && sentence.is(next, "IS")) {
            next = sentence.next(next);
        }
        return next < sentence.size()
                && (!sentence.values(next).isEmpty()
                        || sentence.at(next) instanceof Token.Amount
                        || sentence.at(next) instanceof Token.Quote
                        || sentence.is(next, "CONTAINS", "STARTS", "ENDS"));
    }

    /** Values of columns; the choices of the caller say which tokens are meant as values. */
    void values(Set<Integer> chosen) {
        var negated = false;
        var until = -1;
        for (var i = 0; i < sentence.size(); i++) {
            if (sentence.is(i, "NOT", "EXCEPT", "WITHOUT")) {
                negated = true;
                sketch.negations++;
                until = i;
                sentence.use(i);
            } else if (chosen.contains(i) && sentence.free(i)) {
                value(i, negated || exceptFollows(i));
                sketch.negations -= negated ? 1 : 0;
                negated &= goesOn(i);
            } else if (sentence.named(i) && negated) {
                negated = negatedFlag(i);
            } else if (negated
                    && !sentence.at(i).text().equals("-")
                    && !sentence.filler(i)
                    && !sentence.is(i, "AND", "OR", "IS", "IN")
                    && !sentence.used(i)
                    && i > until) {
                negated = false;
            }
        }
    }

    private boolean goesOn(int i) {
        var next = sentence.next(i);
        return sentence.is(next, "AND", "OR")
                || next < sentence.size() && sentence.at(next) instanceof Token.Sign;
    }

    private boolean exceptFollows(int i) {
        for (var j = i + 1; j < Math.min(sentence.size(), i + 4); j++) {
            if (sentence.is(j, "EXCEPT_END")) {
                return true;
            }
            if (sentence.values(j).isEmpty()
                    && !sentence.is(j, "AND", "OR")
                    && !(sentence.at(j) instanceof Token.Sign)) {
                return false;
            }
        }
        return false;
    }

    /** "not active", "非VIP": a flag turned round. Returns whether the negation goes on. */
    private boolean negatedFlag(int i) {
        var flags = members.flags(sentence.concepts(i));
        if (!flags.isEmpty() && !flags.getFirst().isSegment()) {
            sketch.negatedFlags.add(flags.getFirst());
            sketch.negations--;
            sentence.use(i);
            return false;
        }
        // "not in Germany": the word between may be the column's name.
        if (members.group(sentence.concepts(i)).isPresent()) {
            return true;
        }
        sketch.ask(new Sketch.Ask("no-measure", List.of(sentence.at(i).text()), List.of()));
        return false;
    }

    private void value(int i, boolean negated) {
        var columns = sentence.values(i);
        var label = labelBefore(i, columns);
        if (label.isEmpty()) {
            label = labelAfter(i, columns);
        }
        if (!label.isEmpty()) {
            var named = label;
            columns = columns.stream().filter(named::contains).toList();
        }
        sentence.use(i);
        if (i + 1 < sentence.size() && KIND.contains(sentence.at(i + 1).text())) {
            sentence.use(i + 1);
        }
        sketch.values.add(new Sketch.Named(columns, negated));
    }

    private List<ValueRef> labelBefore(int i, List<ValueRef> columns) {
        var j = sentence.before(i);
        while (j >= 0 && sentence.is(j, "IS", "NOT", "OR", "AND") && !sentence.named(j)) {
            j = sentence.before(j);
        }
        var run = sentence.namedTo(j);
        for (var drop = 0; drop < run.size(); drop++) {
            var part = run.subList(drop, run.size());
            var found = among(sentence.concepts(part), columns);
            if (!found.isEmpty() && members.subject(sentence.concepts(part)).isEmpty()) {
                part.forEach(sentence::use);
                return found;
            }
        }
        return List.of();
    }

    private List<ValueRef> labelAfter(int i, List<ValueRef> columns) {
        var j = i + 1;
        if (!sentence.named(j)) {
            return List.of();
        }
        var concepts = sentence.concepts(j);
        var found = among(concepts, columns);
        var isGroup =
                !found.isEmpty()
                        && (members.subject(concepts).isEmpty()
                                || members.subject(concepts)
                                        .flatMap(s -> s.label())
                                        .filter(name ->
                                                columns.stream()
                                                        .anyMatch(c ->
                                                                c.dimension()
                                                                        .cube()
                                                                        .equals(name.cube())))
                                        .isPresent());
        if (isGroup && !sentence.is(j, "BY")) {
            sentence.use(j);
            return found;
        }
        return List.of();
    }

    /** The columns among some that concepts name. */
    private List<ValueRef> among(Set<String> concepts, List<ValueRef> columns) {
        var fits =
                members.dimensions(concepts, Candidate::groups).stream()
                        .map(f -> f.candidate().name())
                        .toList();
        var subject = members.subject(concepts);
        return columns.stream()
                .filter(c ->
                        fits.contains(c.dimension())
                                || subject.isPresent()
                                        && subject.get()
                                                .label()
                                                .filter(l ->
                                                        l.cube().equals(c.dimension().cube())
                                                                && c.dimension()
                                                                        .member()
                                                                        .contains("name"))
                                                .isPresent())
                .toList();
    }
}
