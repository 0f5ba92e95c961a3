package runnel.bi.question;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import runnel.bi.model.Candidate;
import runnel.bi.model.ValueRef;
import runnel.bi.time.Period;

/** What was found in a question so far. Mutable; for one thread. */
final class Sketch {
    /** A comparison with numbers, on a dimension of the rows or on the measure. */
    record Threshold(Candidate member, String operator, double number) {}

    /** A value that was named, with all columns that have it. */
    record Named(List<ValueRef> columns, boolean negated) {}

    final List<Period> ranges = new ArrayList<>();
    Optional<String> grain = Optional.empty();
    Optional<Boolean> growthOverYear = Optional.empty();

    /** A unit of time by which the days that were spoken of before are put back. */
    Optional<String> earlier = Optional.empty();

    boolean whichTime;
    final Set<String> timeWords = new LinkedHashSet<>();

    final List<Candidate> groups = new ArrayList<>();

    /** For a group, all that the same words name in other cubes. */
    final Map<Candidate, List<Candidate>> ties = new HashMap<>();

    final List<Threshold> thresholds = new ArrayList<>();
    final List<Named> values = new ArrayList<>();
    final List<Draft.Condition> conditions = new ArrayList<>();
    final List<Candidate> flags = new ArrayList<>();
    final List<Candidate> negatedFlags = new ArrayList<>();

    boolean ranked;
    boolean descending = true;

    /** Whether those that sell best are asked for, by whatever measure. */
    boolean sellers;

    /** Whether those are asked for who spend. */
    boolean spent;

    /** Whether something is sold, whatever becomes of the word. */
    boolean sold;

    boolean sorted;
    int limit;

    /** Where the things that are ranked stand; -1 where that is not known. */
    int rankNoun = -1;

    /** Where the things stand that a superlative is said of; -1 where it is not of things. */
    int things = -1;

    final Set<String> rankHead = new LinkedHashSet<>();
    final Set<String> extreme = new LinkedHashSet<>();

    /** Words of negation that nothing was found for; below zero where one denies several values. */
    int negations;

    /** The measures that were found; empty where the question names none. */
    List<Candidate> found = List.of();

    /** Dimensions to list without any measure. */
    boolean listing;

    /** Whether the measure is a plain count of rows that were only mentioned. */
    boolean plainCount;

    /** Whether a measure is wanted beside those of before. */
    boolean adds;

    boolean list;
    boolean counted;

    /** Whether what is counted is named by a value: "how many directors". */
    boolean countedKind;

    boolean compared;
    boolean share;
    double confidence = 1;
    Optional<Ask> ask = Optional.empty();

    /** Something must be asked before anything can be answered. */
    void ask(Ask question) {
        if (ask.isEmpty()) {
            ask = Optional.of(question);
        }
    }

    /** A question back: a code of a text, its values, and what may be chosen. */
    record Ask(String code, List<String> values, List<String> choices) {}
}
