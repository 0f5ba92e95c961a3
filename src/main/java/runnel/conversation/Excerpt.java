package runnel.conversation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The stretch of a text that shows why it was found, in pieces.
 *
 * @param pieces joined they are the stretch, on one line; an ellipsis stands for what was left out
 */
public record Excerpt(List<Piece> pieces) {
    /** Characters of an excerpt, about. */
    static final int CHARS = 160;

    /** Characters before the first hit. */
    private static final int LEAD_CHARS = 40;

    public Excerpt {
        pieces = List.copyOf(pieces);
    }

    /** Some text, and whether it is what was searched for. */
    public record Piece(String text, boolean hit) {}

    private record Range(int start, int end) {}

    public static Excerpt of(String text, SearchQuery query) {
        var folded = fold(text);
        var hits = hits(folded, query);
        var first = hits.isEmpty() ? 0 : hits.getFirst().start();
        var start = boundary(text, Math.max(0, first - LEAD_CHARS));
        var end = boundary(text, Math.min(text.length(), start + CHARS));
        var pieces = new ArrayList<Piece>();
        add(pieces, start > 0 ? "…" : "", false);
        var at = start;
        for (var hit : hits) {
            if (hit.start() >= at && hit.end() <= end) {
                add(pieces, text.substring(at, hit.start()), false);
                add(pieces, text.substring(hit.start(), hit.end()), true);
                at = hit.end();
            }
        }
        add(pieces, text.substring(at, end), false);
        add(pieces, end < text.length() ? "…" : "", false);
        return new Excerpt(pieces);
    }

    private static void add(List<Piece> pieces, String text, boolean hit) {
        if (!text.isEmpty()) {
            pieces.add(new Piece(text.replaceAll("\\s+", " "), hit));
        }
    }

    private static List<Range> hits(String folded, SearchQuery query) {
        var hits = new ArrayList<Range>();
        for (var term : query.terms()) {
            var wanted = fold(term);
            for (var at = folded.indexOf(wanted);
                    at >= 0;
                    at = folded.indexOf(wanted, at + wanted.length())) {
                if (begins(folded, at)) {
                    hits.add(new Range(at, at + wanted.length()));
                }
            }
        }
        hits.sort(Comparator.comparingInt(Range::start));
        return hits;
    }

    // Only the beginning of a word was searched for, except in scripts without spaces.
    private static boolean begins(String text, int at) {
        return at == 0
                || !Character.isLetterOrDigit(text.charAt(at - 1))
                || Character.isIdeographic(text.codePointAt(at))
                || Character.isIdeographic(text.codePointBefore(at));
    }

    /** The same characters, as many, without case and accents. */
    private static String fold(String text) {
        var folded = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c < 0x80) {
                folded.append(Character.toLowerCase(c));
            } else if (Character.isSurrogate(c)) {
                folded.append(c);
            } else {
                var plain = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                var lower = plain.substring(0, 1).toLowerCase(Locale.ROOT);
                folded.append(lower.charAt(0));
            }
        }
        return folded.toString();
    }

    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }
}
