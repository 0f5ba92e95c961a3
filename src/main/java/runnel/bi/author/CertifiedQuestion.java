package runnel.bi.author;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A question whose query somebody vouches for.
 *
 * @param suggested whether it is offered to begin with
 */
public record CertifiedQuestion(String question, JsonNode query, boolean suggested) {
    /** The questions that share most pairs of letters with the one that is asked, best first. */
    static List<CertifiedQuestion> nearest(List<CertifiedQuestion> all, String asked, int most) {
        record Scored(CertifiedQuestion question, double score) {}
        var wanted = pairs(asked);
        return all.stream()
                .map(one -> new Scored(one, likeness(wanted, pairs(one.question()))))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(most)
                .map(Scored::question)
                .toList();
    }

    private static double likeness(Set<String> one, Set<String> other) {
        var common = new HashSet<>(one);
        common.retainAll(other);
        var all = one.size() + other.size();
        return all == 0 ? 0 : 2.0 * common.size() / all;
    }

    private static Set<String> pairs(String text) {
        var plain = text.toLowerCase(Locale.ROOT);
        var pairs = new HashSet<String>();
        for (var i = 0; i + 1 < plain.length(); i++) {
            pairs.add(plain.substring(i, i + 2));
        }
        return pairs;
    }
}
