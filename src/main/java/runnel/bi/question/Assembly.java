package runnel.bi.question;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.model.ValueRef;
import runnel.bi.model.Vocabulary;
import runnel.bi.time.Period;
import runnel.cube.Join;
import runnel.cube.MemberName;
import runnel.cube.ValueType;

/** Puts what was found in a question together to drafts, the likeliest first. */
final class Assembly {
    private static final int MAX_DRAFTS = 8;
    private static final int DAYS_OF_DAYS = 62;
    private static final int DAYS_OF_MONTHS = 1_900;

    private final Vocabulary vocabulary;
    private final Attempt attempt;
    private final Sketch sketch;
    private final LocalDate today;
    private final Predicate<Draft> possible;

    Assembly(Vocabulary vocabulary, Attempt attempt, LocalDate today, Predicate<Draft> possible) {
        this.possible = possible;
        this.vocabulary = vocabulary;
        this.attempt = attempt;
        this.sketch = attempt.sketch;
        this.today = today;
    }

    /** Drafts that differ in the columns that values were found in. */
    List<Draft> drafts(Optional<Draft> previous) {
        var base = previous.orElse(Draft.EMPTY);
        var measures = measures(base);
        var dimensions = dimensions(base, previous.isPresent());
        var cube = cube(measures, dimensions);
        var draft = base.withMeasures(measures).withDimensions(dimensions);
        draft = time(draft, cube);
        draft = sort(draft, previous.isPresent());
        draft = flags(draft);
        var drafts = new ArrayList<Draft>();
        for (var conditions : conditions(cube, draft)) {
            drafts.add(told(draft.and(conditions), conditions));
        }
        return drafts;
    }

    /** "compare Germany and France": values that are compared are told apart. */
    private Draft told(Draft draft, List<Draft.Condition> conditions) {
        if (!sketch.compared || !draft.dimensions().isEmpty() || draft.measures().isEmpty()) {
            return draft;
        }
        return conditions.stream()
                .filter(one -> one.operator().equals("equals") && one.values().size() > 1)
                .findFirst()
                .map(one -> draft.withDimensions(List.of(one.member())))
                .orElse(draft);
    }

    private List<MemberName> measures(Draft base) {
        var own = attempt.found.stream().map(Candidate::name).toList();
        if (own.isEmpty() || attempt.listing) {
            return attempt.listing ? List.of() : base.measures();
        }
        return own;
    }

    private List<MemberName> dimensions(Draft base, boolean followsUp) {
        var own = new ArrayList<MemberName>();
        for (var named : sketch.groups) {
            var group = nearest(named, base);
            own.add(group.name());
            twin(group).ifPresent(own::add);
        }
        if (!followsUp || own.isEmpty()) {
            return own.isEmpty() ? base.dimensions() : own;
        }
        var replaces =
                attempt.sentence.has("INSTEAD") || !attempt.found.isEmpty() && !attempt.plainCount;
        if (replaces) {
            return own;
        }
        var all = new ArrayList<>(base.dimensions());
        own.stream().filter(name -> !all.contains(name)).forEach(all::add);
        return all;
    }

    /**
     * Of columns that are called the same, the one of the measure's cube, or the only one in reach.
     */
    private Candidate nearest(Candidate named, Draft base) {
        var ties = sketch.ties.getOrDefault(named, List.of(named));
        var measures = measures(base);
        if (ties.size() == 1 || measures.isEmpty()) {
            return named;
        }
        var cube = measures.getFirst().cube();
        var own = ties.stream().filter(c -> c.name().cube().equals(cube)).findFirst();
        if (own.isPresent()) {
            return own.get();
        }
        var rest = ties.stream().filter(c -> c.inherited() == named.inherited()).toList();
        if (rest.size() == 1) {
            return named;
        }
        var master = usual(cube).map(MemberName::cube).orElse("");
        var reachable =
                rest.stream()
                        .filter(c ->
                                possible.test(
                                        Draft.EMPTY
                                                .withMeasures(measures)
                                                .withDimensions(List.of(c.name()))))
                        .toList();
        var choice =
                reachable.stream()
                        .filter(c -> c.name().cube().equals(master))
                        .findFirst()
                        .or(() ->
                                reachable.size() == 1
                                        ? Optional.of(reachable.getFirst())
                                        : Optional.empty());
        if (choice.isEmpty()) {
            sketch.ask(
                    new Sketch.Ask(
                            "which-dimension",
                            List.of(named.title()),
                            (reachable.isEmpty() ? rest : reachable)
                                    .stream().map(Choices::of).toList()));
        }
        return choice.orElse(named);
    }

    /** The same label in the language of the question, where a cube has it beside the label. */
    private Optional<MemberName> twin(Candidate group) {
        if (!attempt.sentence.isChinese()) {
            return Optional.empty();
        }
        var name = new MemberName(group.name().cube(), group.name().member() + "_zh");
        return vocabulary.candidate(name).map(Candidate::name);
    }

    private static String cube(List<MemberName> measures, List<MemberName> dimensions) {
        return !measures.isEmpty()
                ? measures.getFirst().cube()
                : dimensions.isEmpty() ? "" : dimensions.getFirst().cube();
    }

    private Draft time(Draft draft, String cube) {
        var ranges = new ArrayList<>(sketch.ranges);
        if (ranges.isEmpty() && sketch.grain.isEmpty() && sketch.growthOverYear.isEmpty()) {
            return draft;
        }
        compare(ranges, draft);
        var old = draft.time();
        var dimension =
                named(cube, draft).or(() -> old.map(Draft.When::dimension)).or(() -> usual(cube));
        if (dimension.isEmpty()) {
            sketch.ask(new Sketch.Ask("no-time", List.of(), List.of()));
            return draft;
        }
        if (ranges.isEmpty() && old.isPresent()) {
            ranges.addAll(old.get().ranges());
        }
        var grain =
                sketch.grain
                        .map(g -> g.isEmpty() ? fitting(ranges) : g)
                        .orElse(old.map(Draft.When::grain).orElse(""));
        return draft.withTime(Optional.of(new Draft.When(dimension.get(), ranges, grain)));
    }

    private void compare(List<Period> ranges, Draft draft) {
        if (sketch.growthOverYear.isPresent()) {
            if (ranges.isEmpty()) {
                draft.time().ifPresent(when -> ranges.addAll(when.ranges()));
            }
            if (ranges.isEmpty()) {
                ranges.add(
                        new Period(
                                Optional.of(
                                        sketch.growthOverYear.get()
                                                ? today.withDayOfYear(1)
                                                : today.withDayOfMonth(1)),
                                Optional.of(today),
                                sketch.growthOverYear.get() ? "" : "month",
                                ""));
            }
            var period = untilToday(ranges.getFirst());
            ranges.set(0, period);
            if (ranges.size() == 1 && period.isClosed() && sketch.grain.isEmpty()) {
                ranges.add(
                        0, sketch.growthOverYear.get() ? period.yearsEarlier(1) : period.before());
            }
        } else if (sketch.compared
                && ranges.size() == 1
                && ranges.getFirst().isClosed()
                && !ranges.getFirst().unit().isEmpty()
                && ranges.getFirst().to().orElseThrow().isBefore(today)) {
            var one = ranges.getFirst();
            var next = one.to().orElseThrow().plusDays(1);
            var end =
                    switch (one.unit()) {
                        case "year" -> next.plusYears(1);
                        case "half" -> next.plusMonths(6);
                        case "quarter" -> next.plusMonths(3);
                        case "month" -> next.plusMonths(1);
                        case "week" -> next.plusWeeks(1);
                        default -> next.plusDays(1);
                    };
            ranges.add(
                    new Period(Optional.of(next), Optional.of(end.minusDays(1)), one.unit(), ""));
        }
    }

    /** What has not happened yet is not compared with what has. */
    private Period untilToday(Period period) {
        return period.to().filter(to -> to.isAfter(today)).isPresent()
                        && period.from().filter(from -> !from.isAfter(today)).isPresent()
                ? new Period(period.from(), Optional.of(today), "", period.label())
                : period;
    }

    private static String fitting(List<Period> ranges) {
        if (ranges.isEmpty() || !ranges.getFirst().isClosed()) {
            return "month";
        }
        var days =
                ChronoUnit.DAYS.between(
                        ranges.getFirst().from().orElseThrow(),
                        ranges.getFirst().to().orElseThrow());
        return days <= DAYS_OF_DAYS ? "day" : days <= DAYS_OF_MONTHS ? "month" : "year";
    }

    /** The time that a verb of the question names, best of the measure's own cube. */
    private Optional<MemberName> named(String cube, Draft draft) {
        if (sketch.timeWords.isEmpty()) {
            return Optional.empty();
        }
        var cubes = new ArrayList<String>();
        cubes.add(cube);
        usual(cube).ifPresent(name -> cubes.add(name.cube()));
        draft.dimensions().forEach(name -> cubes.add(name.cube()));
        var members = new Members(vocabulary);
        return sketch.timeWords.stream()
                .flatMap(word -> members.times(Set.of(word)).stream())
                .filter(c -> !c.inherited())
                .min(
                        Comparator.comparingInt((Candidate c) -> {
                            var at = cubes.indexOf(c.name().cube());
                            return at < 0 ? Integer.MAX_VALUE : at;
                        }))
                .filter(c -> cubes.contains(c.name().cube()) || !members.isSubject(c.name().cube()))
                .map(Candidate::name);
    }

    /** The time that rows of a cube have, or those of the cube that they are details of. */
    private Optional<MemberName> usual(String cube) {
        var subject = Optional.ofNullable(vocabulary.subjects().get(cube));
        var own = subject.flatMap(Subject::time);
        if (own.isPresent()) {
            return own;
        }
        for (var other : vocabulary.catalog().cubes()) {
            for (var join : other.joins()) {
                if (join.from().equals(other.name())
                        && join.to().equals(cube)
                        && join.relationship() == Join.Relationship.ONE_TO_MANY
                        && vocabulary.subjects().containsKey(other.name())) {
                    var time = vocabulary.subjects().get(other.name()).time();
                    if (time.isPresent() && !other.name().equals(cube)) {
                        return time;
                    }
                }
            }
        }
        return subject.isPresent() ? Optional.empty() : ofView(cube);
    }

    private Optional<MemberName> ofView(String view) {
        return vocabulary.candidates().stream()
                .filter(c -> c.name().cube().equals(view) && c.is(ValueType.TIME))
                .map(Candidate::name)
                .findFirst();
    }

    private Draft sort(Draft draft, boolean followsUp) {
        if (!sketch.ranked && !sketch.sorted) {
            // A list of the first few says nothing any more once its rows are split.
            return followsUp && !splits() ? draft : draft.withSort(Optional.empty(), 0);
        }
        var single = sketch.ranked && sketch.limit == 0;
        var limit = single ? 1 : sketch.limit;
        return draft.withSort(
                Optional.of(new Draft.Sort(Optional.empty(), sketch.descending)),
                limit > 0 ? limit : draft.limit());
    }

    private boolean splits() {
        return sketch.grain.isPresent()
                || !sketch.groups.isEmpty() && !attempt.sentence.has("INSTEAD");
    }

    private Draft flags(Draft draft) {
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
    private List<List<Draft.Condition>> conditions(String cube, Draft draft) {
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
            ways = longer.stream().limit(MAX_DRAFTS).toList();
        }
        return ways.stream().map(this::merged).toList();
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
