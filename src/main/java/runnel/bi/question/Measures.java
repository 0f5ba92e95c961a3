package runnel.bi.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import runnel.bi.model.Candidate;
import runnel.bi.words.Lexicon;
import runnel.cube.Aggregate;
import runnel.cube.Measure;
import runnel.cube.ValueType;

/** Decides which measure a set of concepts asks for, and what the rest of them says. */
final class Measures {
    /** Costs: a question's confidence is what is left of 1. */
    static final double ENTITY = 0.04;

    static final double FLAG = 0.06;
    static final double GROUP = 0.12;
    static final double NEAR = 0.15;
    static final double WEAK = 0.03;
    static final double SHARE = 0.1;

    /** Words that ask for a measure that is no number. */
    private static final Set<String> ODD = Set.of("first", "last", "list", "date", "any");

    /** Words without which nobody means a sum up to each day. */
    private static final Set<String> ROLLING = Set.of("cumulative", "rolling");

    private static final Pattern PER = Pattern.compile("(?i)\\bper\\b");

    /** What the concepts beside the measure may be used for. */
    record Allowed(boolean group, boolean times, boolean share) {}

    /**
     * A way to read concepts.
     *
     * @param flags conditions that the rest names
     * @param groups dimensions that the rest names
     * @param loose cubes that the rest names without saying what of them
     */
    record Choice(
            Candidate measure,
            List<Candidate> flags,
            List<Candidate> groups,
            Set<String> loose,
            int own,
            double cost) {}

    /** The best reading, and the measures that fit as well. */
    record Found(Optional<Choice> best, List<Candidate> tied) {
        static final Found NOTHING = new Found(Optional.empty(), List.of());
    }

    private final Members members;
    private final boolean saysPer;

    /**
     * @param saysPer whether the question asks for something per something else
     */
    Measures(Members members, boolean saysPer) {
        this.members = members;
        this.saysPer = saysPer;
    }

    /**
     * @param head concepts that the measure itself must explain
     */
    Found find(Set<String> asked, Set<String> head, Allowed allowed) {
        if (asked.isEmpty()) {
            return Found.NOTHING;
        }
        var found = all(asked, head, allowed);
        if (found.best().isPresent()) {
            return found;
        }
        for (var concept : asked) {
            for (var other : Lexicon.shared().near(concept)) {
                var changed = new HashSet<>(asked);
                changed.remove(concept);
                changed.add(other);
                var near = all(changed, replaced(head, concept, other), allowed);
                if (near.best().isPresent()) {
                    var c = near.best().get();
                    return new Found(
                            Optional.of(
                                    new Choice(
                                            c.measure(),
                                            c.flags(),
                                            c.groups(),
                                            c.loose(),
                                            c.own(),
                                            c.cost() + NEAR)),
                            near.tied());
                }
            }
        }
        return found;
    }

    /** Whether concepts name a measure as they are, without others that may be meant. */
    boolean isExact(Set<String> asked, Allowed allowed) {
        return all(asked, Set.of(), allowed).best().isPresent();
    }

    private static Set<String> replaced(Set<String> head, String concept, String other) {
        if (!head.contains(concept)) {
            return head;
        }
        var changed = new HashSet<>(head);
        changed.remove(concept);
        changed.add(other);
        return changed;
    }

    private Found all(Set<String> asked, Set<String> head, Allowed allowed) {
        var choices = new ArrayList<Choice>();
        for (var candidate : members.vocabulary().measures()) {
            for (var variant : candidate.variants()) {
                choice(candidate, variant, asked, head, allowed).ifPresent(choices::add);
            }
        }
        if (choices.isEmpty()) {
            return Found.NOTHING;
        }
        choices.sort(
                Comparator.comparingDouble((Choice c) -> c.cost() - 0.5 * c.own())
                        .thenComparing(c -> c.measure().inherited()));
        var best = choices.getFirst();
        var tied = new ArrayList<Candidate>();
        for (var choice : choices) {
            if (score(choice) <= score(best) + 0.01
                    && choice.measure().inherited() == best.measure().inherited()
                    && !tied.contains(choice.measure())) {
                tied.add(choice.measure());
            }
        }
        addAverage(best, asked, tied);
        return new Found(Optional.of(best), tied);
    }

    private static double score(Choice choice) {
        return choice.cost() - 0.5 * choice.own();
    }

    private Optional<Choice> choice(
            Candidate candidate,
            Set<String> variant,
            Set<String> asked,
            Set<String> head,
            Allowed allowed) {
        if (!asked.containsAll(candidate.strong(variant))) {
            return Optional.empty();
        }
        if (!saysPer && variant.size() > 1 && PER.matcher(candidate.title()).find()) {
            // "revenue from orders" is no revenue per order.
            return Optional.empty();
        }
        var measure = (Measure) candidate.member();
        if (measure.isRolling() && asked.stream().noneMatch(ROLLING::contains)) {
            return Optional.empty();
        }
        var rest = new HashSet<>(asked);
        rest.removeAll(variant);
        var own = asked.size() - rest.size();
        var context = new HashSet<>(rest);
        context.retainAll(candidate.context());
        rest.removeAll(candidate.context());
        rest.removeIf(concept -> explains(measure, variant, concept));
        if (own + context.size() == 0 || head.stream().anyMatch(rest::contains)) {
            return Optional.empty();
        }
        var missing = new HashSet<>(variant);
        missing.removeAll(asked);
        missing.removeAll(candidate.context());
        var cost = WEAK * missing.size() * (measure.aggregate() == Aggregate.COUNT ? 0.3 : 1);
        if (measure.type() != ValueType.NUMBER && asked.stream().noneMatch(ODD::contains)) {
            // Lists, flags and dates are rarely what is counted on.
            return Optional.empty();
        }
        return rest(candidate, rest, allowed, own * 1.0 + context.size() * 0.8, cost);
    }

    /** What an aggregate says by itself, whether or not the name has the word. */
    private static boolean explains(Measure measure, Set<String> variant, String concept) {
        var aggregate = measure.aggregate();
        return switch (concept) {
            case "total" ->
                    aggregate == Aggregate.SUM
                            || aggregate == Aggregate.COUNT
                            || aggregate.isFormula() && !variant.contains("avg");
            case "count" ->
                    aggregate == Aggregate.COUNT
                            || aggregate == Aggregate.COUNT_DISTINCT
                            || aggregate == Aggregate.COUNT_DISTINCT_APPROX;
            case "avg" -> aggregate == Aggregate.AVG;
            case "max" -> aggregate == Aggregate.MAX;
            case "min" -> aggregate == Aggregate.MIN;
            case "distinct" -> aggregate == Aggregate.COUNT_DISTINCT;
            case "person", "current", "unit", "title list" -> true;
            case "value", "amount" -> aggregate == Aggregate.SUM;
            default -> false;
        };
    }

    /** Explains what the measure leaves over, or fails. */
    private Optional<Choice> rest(
            Candidate measure, Set<String> left, Allowed allowed, double own, double cost) {
        var rest = new HashSet<>(left);
        var flags = new ArrayList<Candidate>();
        var groups = new ArrayList<Candidate>();
        var loose = new HashSet<String>();
        var sum = cost;
        if (allowed.group() && !rest.isEmpty()) {
            var group = members.group(rest).filter(c -> !c.is(ValueType.NUMBER));
            if (group.isPresent()) {
                groups.add(group.get());
                rest.clear();
                sum += GROUP / 4;
            }
        }
        for (var concept : List.copyOf(rest)) {
            if (allowed.times() && !members.times(Set.of(concept)).isEmpty()) {
                rest.remove(concept);
                sum += 0.01;
            } else if (concept.equals("date")) {
                rest.remove(concept);
                sum += WEAK;
            } else if (allowed.share() && concept.equals("ratio")) {
                rest.remove(concept);
                sum += SHARE;
            } else if (members.isSubject(concept)) {
                rest.remove(concept);
                loose.add(concept);
                sum += ENTITY;
            } else {
                var flag = members.flags(Set.of(concept)).stream().findFirst();
                if (flag.isPresent()) {
                    flags.add(flag.get());
                    rest.remove(concept);
                    sum += FLAG;
                }
            }
        }
        if (!rest.isEmpty()) {
            var flag = members.flags(rest).stream().findFirst();
            if (flag.isEmpty()) {
                return Optional.empty();
            }
            flags.add(flag.get());
            sum += FLAG;
        }
        return Optional.of(
                new Choice(measure, flags, groups, loose, (int) Math.round(own * 10), sum * 10));
    }

    /**
     * A plain "performance" may be summed or averaged: where the model has both and the sum is no
     * money, nobody can know.
     */
    private void addAverage(Choice best, Set<String> asked, List<Candidate> tied) {
        if (!(best.measure().member() instanceof Measure measure)
                || measure.aggregate() != Aggregate.SUM
                || asked.contains("total")
                || !measure.traits().format().name().isEmpty()) {
            return;
        }
        var noun = new HashSet<>(best.measure().variants().getFirst());
        noun.removeAll(Lexicon.WEAK);
        members.vocabulary().measures().stream()
                .filter(c -> c.name().cube().equals(best.measure().name().cube()))
                .filter(c -> !c.equals(best.measure()))
                .filter(c ->
                        c.variants().stream()
                                .anyMatch(v -> v.contains("avg") && v.containsAll(noun)))
                .forEach(tied::add);
    }
}
