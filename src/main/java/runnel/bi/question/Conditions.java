package runnel.bi.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.model.ValueRef;
import runnel.bi.model.Vocabulary;

/** Puts together which rows a question is about. */
final class Conditions {
    private static final int MAX_DRAFTS = 8;

    private final Vocabulary vocabulary;
    private final Sketch sketch;

    Conditions(Vocabulary vocabulary, Sketch sketch) {
        this.vocabulary = vocabulary;
        this.sketch = sketch;
    }

    /** The draft with flags, segments, texts and thresholds. */
    Draft flags(Draft draft) {
        var segments = new ArrayList<>(draft.segments());
        var conditions = new ArrayList<Draft.Condition>();
        for (var flag : sketch.flags) {
            if (flag.isSegment()) {
                segments.add(flag.name());
            } else {
                conditions.add(new Draft.Condition(flag.name(), "equals", List.of("true")));
            }
        }
        for (var flag : sketch.negatedFlags) {
            conditions.add(new Draft.Condition(flag.name(), "equals", List.of("false")));
        }
        conditions.addAll(sketch.conditions);
        for (var threshold : sketch.thresholds) {
            conditions.add(
                    new Draft.Condition(
                            threshold.member().name(),
                            threshold.operator(),
                            List.of(number(threshold.number()))));
        }
        return draft.withSegments(segments.stream().distinct().toList()).and(conditions);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /** The columns that named values may be of, in all ways that make sense, best first. */
    List<List<Draft.Condition>> values(String cube, Draft draft) {
        var used = new HashSet<String>();
        draft.dimensions().forEach(name -> used.add(name.cube()));
        draft.conditions().forEach(condition -> used.add(condition.member().cube()));
        List<List<ValueRef>> ways = new ArrayList<>();
        ways.add(new ArrayList<>());
        for (var named : sketch.values) {
            var columns =
                    named.columns().stream()
                            .sorted(Comparator.comparingInt(ref -> distance(ref, cube, used)))
                            .toList();
            var longer = new ArrayList<List<ValueRef>>();
            for (var column : columns) {
                for (var way : ways) {
                    var next = new ArrayList<>(way);
                    next.add(column);
                    longer.add(next);
                }
            }
            ways =
                    longer.stream()
                            .sorted(Comparator.comparingInt(Conditions::columns))
                            .limit(MAX_DRAFTS)
                            .toList();
        }
        // "研究院和法务部": what is listed together is of one column, wherever there is one.
        return ways.stream().map(this::merged).sorted(Comparator.comparingInt(List::size)).toList();
    }

    private static int columns(List<ValueRef> way) {
        return (int) way.stream().map(ValueRef::dimension).distinct().count();
    }

    private int distance(ValueRef ref, String cube, Set<String> used) {
        var name = ref.dimension();
        var inherited = vocabulary.candidate(name).map(Candidate::inherited).orElse(true) ? 10 : 0;
        if (sketch.groups.stream().anyMatch(g -> g.name().equals(name))) {
            return inherited;
        }
        var label =
                vocabulary.subjects().values().stream()
                        .anyMatch(s -> s.label().filter(name::equals).isPresent());
        if (name.cube().equals(cube)) {
            return inherited + 1;
        }
        // What was spoken of before is nearer than what was not.
        return inherited + (label ? 2 : 3) - (used.contains(name.cube()) ? 1 : 0);
    }

    private List<Draft.Condition> merged(List<ValueRef> way) {
        Map<String, Draft.Condition> merged = new LinkedHashMap<>();
        for (var i = 0; i < way.size(); i++) {
            var operator = sketch.values.get(i).negated() ? "notEquals" : "equals";
            var ref = way.get(i);
            var key = ref.dimension() + operator;
            var old = merged.get(key);
            var values = new ArrayList<>(old == null ? List.<String>of() : old.values());
            if (!values.contains(ref.value())) {
                values.add(ref.value());
            }
            merged.put(key, new Draft.Condition(ref.dimension(), operator, values));
        }
        return List.copyOf(merged.values());
    }
}
