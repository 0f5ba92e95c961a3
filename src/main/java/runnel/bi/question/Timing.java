package runnel.bi.question;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.model.Vocabulary;
import runnel.bi.time.Period;
import runnel.cube.Join;
import runnel.cube.MemberName;
import runnel.cube.ValueType;

/** Decides which time of the rows a question means, and which periods of it. */
final class Timing {
    private static final int DAYS_OF_DAYS = 62;
    private static final int DAYS_OF_MONTHS = 1_900;

    private final Vocabulary vocabulary;
    private final Sketch sketch;
    private final LocalDate today;

    Timing(Vocabulary vocabulary, Sketch sketch, LocalDate today) {
        this.vocabulary = vocabulary;
        this.sketch = sketch;
        this.today = today;
    }

    /** The draft with its time, where one was spoken of. */
    Draft time(Draft draft, String cube) {
        var ranges = new ArrayList<>(sketch.ranges);
        sketch.earlier.ifPresent(unit ->
                draft.time().stream()
                        .flatMap(when -> when.ranges().stream())
                        .forEach(period -> ranges.add(period.earlier(unit))));
        if (sketch.earlier.isPresent() && ranges.isEmpty()) {
            sketch.ask(new Sketch.Ask("no-time", List.of(), List.of()));
        }
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
                && sketch.values.size() < 2
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
    Optional<MemberName> usual(String cube) {
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
}
