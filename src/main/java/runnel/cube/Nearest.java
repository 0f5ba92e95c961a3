package runnel.cube;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what somebody may have meant: the words nearest to one that is not known. */
public final class Nearest {
    private static final int COUNT = 3;

    private Nearest() {}

    /** The three nearest of the candidates, best first; fewer where the rest has nothing in common with the word. */
    public static List<String> of(String word, Collection<String> candidates) {
        return of(word, candidates.stream());
    }

    public static List<String> of(String word, Stream<String> candidates) {
        record Scored(String word, double distance) {}
        var plain = plain(word);
        return candidates
                .map(candidate -> new Scored(candidate, distance(plain, plain(candidate))))
                .filter(scored -> scored.distance() < 0.7)
                .sorted(Comparator.comparingDouble(Scored::distance).thenComparing(Scored::word))
                .limit(COUNT)
                .map(Scored::word)
                .toList();
    }

    /** The nearest words as a list for a message; where none is near the first few of all. */
    public static String text(String word, Collection<String> candidates) {
        var nearest = of(word, candidates);
        if (!nearest.isEmpty()) {
            return String.join(", ", nearest);
        }
        var some = candidates.stream().limit(COUNT + 2).collect(Collectors.joining(", "));
        return candidates.size() > COUNT + 2 ? some + ", …" : some.isEmpty() ? "–" : some;
    }

    /** From 0 (the same) to 1 (nothing in common): edits by length, less where one word contains the other. */
    private static double distance(String a, String b) {
        var longer = Math.max(a.length(), b.length());
        if (longer == 0) {
            return 0;
        }
        var edits = (double) edits(a, b) / longer;
        var contained = !a.isEmpty() && !b.isEmpty() && (a.contains(b) || b.contains(a));
        return contained ? edits / 2 : edits;
    }

    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j < row.length; j++) {
                var above = row[j];
                var change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + change);
                diagonal = above;
            }
        }
        return row[b.length()];
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace("_", "");
    }
}
