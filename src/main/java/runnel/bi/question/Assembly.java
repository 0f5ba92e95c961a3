package runnel.bi.question;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import runnel.bi.model.Candidate;
import runnel.bi.model.Vocabulary;
import runnel.cube.MemberName;

/** Puts what was found in a question together to drafts, the likeliest first. */
final class Assembly {
    private final Vocabulary vocabulary;
    private final Attempt attempt;
    private final Sketch sketch;
    private final Timing timing;
    private final Conditions rows;
    private final Predicate<Draft> possible;

    Assembly(Vocabulary vocabulary, Attempt attempt, LocalDate today, Predicate<Draft> possible) {
        this.possible = possible;
        this.vocabulary = vocabulary;
        this.attempt = attempt;
        this.sketch = attempt.sketch;
        this.timing = new Timing(vocabulary, sketch, today);
        this.rows = new Conditions(vocabulary, sketch);
    }

    /** Drafts that differ in the columns that values were found in. */
    List<Draft> drafts(Optional<Draft> previous) {
        var base = previous.orElse(Draft.EMPTY);
        var measures = measures(base);
        var dimensions = dimensions(base, previous.isPresent());
        var cube = cube(measures, dimensions);
        var draft = base.withMeasures(measures).withDimensions(dimensions);
        draft = timing.time(draft, cube);
        draft = sort(draft, previous.isPresent());
        draft = rows.flags(draft);
        var drafts = new ArrayList<Draft>();
        for (var conditions : rows.values(cube, draft)) {
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
        var own = attempt.sketch.found.stream().map(Candidate::name).toList();
        if (own.isEmpty() || attempt.sketch.listing) {
            return attempt.sketch.listing ? List.of() : base.measures();
        }
        return sketch.adds
                ? Stream.concat(base.measures().stream(), own.stream()).distinct().toList()
                : own;
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
                attempt.sentence.has("INSTEAD")
                        || !attempt.sketch.found.isEmpty() && !attempt.sketch.plainCount;
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
        var master = timing.usual(cube).map(MemberName::cube).orElse("");
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
}
