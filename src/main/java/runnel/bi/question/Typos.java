package runnel.bi.question;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import runnel.bi.model.Vocabulary;
import runnel.bi.model.Vocabulary.Rank;
import runnel.bi.words.Unit;

/** Finds the known word that a misspelt one was meant to be, where only one is near enough. */
final class Typos {
    private static final int SHORTEST = 4;

    /** Words of grammar are common enough to be known by three letters. */
    private static final int SHORTEST_PLAIN = 3;

    private static final int LONG = 7;

    /** Shorter words with another letter in them are other words. */
    private static final int SAFE = 6;

    private static final Pattern WORD = Pattern.compile("(?<![a-z0-9])[a-z]{3,}(?![a-z0-9])");

    private static final List<String> TIMES =
            List.of(
                    "last",
                    "this",
                    "past",
                    "previous",
                    "year",
                    "years",
                    "month",
                    "months",
                    "week",
                    "weeks",
                    "days",
                    "quarter",
                    "quarters",
                    "yesterday",
                    "today",
                    "since",
                    "between",
                    "before",
                    "after",
                    "daily",
                    "weekly",
                    "monthly",
                    "quarterly",
                    "yearly",
                    "annual",
                    "january",
                    "february",
                    "march",
                    "april",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "first",
                    "second",
                    "third",
                    "fourth",
                    "half",
                    "monday",
                    "tuesday",
                    "wednesday",
                    "thursday",
                    "friday",
                    "saturday",
                    "sunday",
                    "weekday",
                    "weekdays",
                    "weekend",
                    "weekends");

    private Typos() {}

    /** A text in which misspelt words of time are as they should be: time is read first. */
    static String times(Vocabulary vocabulary, String normal) {
        return WORD.matcher(normal)
                .replaceAll(match -> {
                    var word = match.group();
                    return TIMES.contains(word)
                                    || !vocabulary.phrases().get(Unit.of(word)).isEmpty()
                            ? word
                            : time(word);
                });
    }

    private static String time(String word) {
        return TIMES.stream()
                .filter(known ->
                        known.charAt(0) == word.charAt(0)
                                && edits(word, known) <= (word.length() >= LONG ? 2 : 1)
                                && (word.length() >= LONG || !isChanged(word, known)))
                .findFirst()
                .orElse(word);
    }

    /** A misspelt word as the unit that it was meant to be; the same where nobody knows. */
    static Unit corrected(Vocabulary vocabulary, Unit unit, String raw) {
        if (unit.kind() != Unit.Kind.WORD
                || unit.text().length() < SHORTEST_PLAIN
                || vocabulary.words().containsKey(unit.text())) {
            return unit;
        }
        // What ends in "s" by mistake is no plural: "stauts".
        var spellings = raw.equals(unit.text()) ? List.of(raw) : List.of(unit.text(), raw);
        var word = nearest(vocabulary, spellings);
        return word.isEmpty() ? unit : new Unit(word, unit.start(), unit.end(), unit.kind());
    }

    /** Whether another letter stands in place of one: "shoe" is likelier a word than "show". */
    private static boolean isChanged(String word, String known) {
        return word.length() == known.length() && !sorted(word).equals(sorted(known));
    }

    private static String sorted(String word) {
        var letters = word.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    private static String nearest(Vocabulary vocabulary, List<String> spellings) {
        var best = "";
        var least = Integer.MAX_VALUE;
        var unique = true;
        for (var entry : vocabulary.words().entrySet()) {
            var known = entry.getKey();
            var rank = entry.getValue();
            var distance =
                    spellings.stream()
                            .filter(word -> isNear(word, known, rank))
                            .mapToInt(word -> edits(word, known))
                            .min();
            if (distance.isEmpty() && isNear(raw(spellings), known + "s", rank)) {
                // "sals" may be "sales".
                distance = OptionalInt.of(edits(raw(spellings), known + "s"));
            }
            if (distance.isEmpty()) {
                continue;
            }
            // A word of business is likelier than one of the values, both than one that says
            // nothing.
            var edits = distance.getAsInt() * Rank.values().length + rank.ordinal();
            if (edits < least) {
                least = edits;
                best = known;
                unique = true;
            } else if (edits == least && !sameMeaning(vocabulary, known, best)) {
                unique = false;
            }
        }
        return unique ? best : "";
    }

    private static String raw(List<String> spellings) {
        return spellings.getLast();
    }

    private static boolean isNear(String word, String known, Rank rank) {
        var allowed = word.length() >= LONG && rank != Rank.FILLER ? 2 : 1;
        var shortest = rank == Rank.BUSINESS || rank == Rank.VALUE ? SHORTEST : SHORTEST_PLAIN;
        var safe = rank == Rank.FILLER || rank == Rank.GRAMMAR ? LONG : SAFE;
        return word.length() >= shortest
                && known.length() >= SHORTEST
                && known.charAt(0) == word.charAt(0)
                && Math.abs(known.length() - word.length()) <= allowed
                && (word.length() >= safe || !isChanged(word, known))
                && edits(word, known) <= allowed;
    }

    private static boolean sameMeaning(Vocabulary vocabulary, String a, String b) {
        return vocabulary.phrases().get(Unit.of(a)).equals(vocabulary.phrases().get(Unit.of(b)));
    }

    /** Insertions, deletions, changes and swaps of neighbours (optimal string alignment). */
    static int edits(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            rows[i][0] = i;
        }
        for (var j = 0; j <= b.length(); j++) {
            rows[0][j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            for (var j = 1; j <= b.length(); j++) {
                var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                var least =
                        Math.min(
                                Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1),
                                rows[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
