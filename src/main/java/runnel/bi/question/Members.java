package runnel.bi.question;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import runnel.bi.model.Candidate;
import runnel.bi.model.Subject;
import runnel.bi.model.Vocabulary;
import runnel.bi.words.Lexicon;
import runnel.cube.MemberName;
import runnel.cube.ValueType;

/** Finds the members that concepts name. */
final class Members {
    private final Vocabulary vocabulary;

    Members(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** A member and how well it fits: by how many of its own words. */
    record Fit(Candidate candidate, int own, int missing) {}

    /** What concepts name completely, best first; the entity itself means its label. */
    List<Fit> dimensions(Set<String> asked, Predicate<Candidate> kind) {
        var found = new ArrayList<Fit>();
        for (var candidate : vocabulary.candidates()) {
            if (kind.test(candidate)) {
                fit(candidate, asked).ifPresent(found::add);
            }
        }
        found.sort(
                Comparator.comparing((Fit fit) -> fit.candidate().inherited())
                        .thenComparing(fit -> !isLabel(fit.candidate(), asked))
                        .thenComparingDouble(fit -> -fit.own())
                        .thenComparingDouble(Fit::missing)
                        .thenComparing(fit -> localised(fit.candidate())));
        return found;
    }

    private boolean isLabel(Candidate candidate, Set<String> asked) {
        return subject(asked).flatMap(Subject::label).filter(candidate.name()::equals).isPresent();
    }

    private static boolean localised(Candidate candidate) {
        return candidate.name().member().matches(".*_(zh|cn|en)");
    }

    static Optional<Fit> fit(Candidate candidate, Set<String> asked) {
        Fit best = null;
        for (var variant : candidate.variants()) {
            if (!asked.containsAll(candidate.strong(variant))) {
                continue;
            }
            var rest = new HashSet<>(asked);
            rest.removeAll(variant);
            var own = asked.size() - rest.size();
            rest.removeAll(candidate.context());
            if (!rest.isEmpty() || own == 0) {
                continue;
            }
            var fit = new Fit(candidate, own, variant.size() - own);
            if (best == null
                    || fit.own() > best.own()
                    || fit.own() == best.own() && fit.missing() < best.missing()) {
                best = fit;
            }
        }
        return Optional.ofNullable(best);
    }

    /** The dimension to group by that concepts name; of equals the first. */
    Optional<Candidate> group(Set<String> asked) {
        return groups(asked).stream().findFirst();
    }

    /** The dimensions to group by that concepts name equally well. */
    List<Candidate> groups(Set<String> asked) {
        var plain = new HashSet<>(asked);
        plain.removeAll(Set.of("count", "total", "person"));
        var wanted = plain.isEmpty() ? asked : plain;
        var subject = subject(wanted);
        if (subject.isPresent() && subject.get().label().isPresent()) {
            return vocabulary.candidate(subject.get().label().get()).stream().toList();
        }
        var found = dimensions(wanted, Candidate::groups);
        if (found.isEmpty()) {
            return near(wanted).stream().toList();
        }
        var best = found.getFirst();
        var tied =
                found.stream()
                        .filter(f ->
                                f.own() == best.own()
                                        && f.missing() == best.missing()
                                        && localised(f.candidate()) == localised(best.candidate()))
                        .toList();
        var texts = tied.stream().map(Fit::candidate).filter(c -> c.is(ValueType.STRING)).toList();
        return texts.isEmpty() ? tied.stream().map(Fit::candidate).toList() : texts;
    }

    private Optional<Candidate> near(Set<String> asked) {
        for (var concept : asked) {
            for (var other : Lexicon.shared().near(concept)) {
                var changed = new HashSet<>(asked);
                changed.remove(concept);
                changed.add(other);
                var subject = subject(changed);
                if (subject.isPresent() && subject.get().label().isPresent()) {
                    return vocabulary.candidate(subject.get().label().get());
                }
                var found = dimensions(changed, Candidate::groups);
                if (found.size() == 1
                        || !found.isEmpty() && found.get(0).own() > found.get(1).own()) {
                    return Optional.of(found.getFirst().candidate());
                }
            }
        }
        return Optional.empty();
    }

    /** The cube whose rows concepts name: all of them, and nothing else. */
    Optional<Subject> subject(Set<String> asked) {
        var named = new HashSet<>(asked);
        named.removeAll(Set.of("count", "total", "name"));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        var found =
                vocabulary.subjects().values().stream()
                        .filter(s -> s.concepts().containsAll(named))
                        .sorted(Comparator.comparingInt(s -> s.concepts().size()))
                        .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    boolean isSubject(String concept) {
        return vocabulary.subjects().values().stream()
                .anyMatch(s -> s.concepts().contains(concept));
    }

    /** Times that concepts name, by the verb that happened at them. */
    List<Candidate> times(Set<String> asked) {
        return vocabulary.candidates().stream()
                .filter(c -> c.is(ValueType.TIME))
                .filter(c ->
                        c.variants().stream()
                                .anyMatch(v -> {
                                    var strong = new HashSet<>(v);
                                    strong.removeAll(Lexicon.WEAK);
                                    strong.removeAll(c.context());
                                    return !strong.isEmpty() && asked.containsAll(strong);
                                }))
                .toList();
    }

    /** Flags and segments that concepts name. */
    List<Candidate> flags(Set<String> asked) {
        var found = dimensions(asked, c -> c.is(ValueType.BOOLEAN) || c.isSegment());
        return found.stream()
                .filter(f -> f.own() > 0 && !Lexicon.WEAK.containsAll(asked))
                .map(Fit::candidate)
                .sorted(Comparator.comparing(Candidate::isSegment))
                .toList();
    }

    Optional<Candidate> candidate(MemberName name) {
        return vocabulary.candidate(name);
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }
}
