package runnel.markdown;

import java.util.Locale;

/**
 * Where inline text is cut into segments.
 *
 * @param segmentChars a segment is at least so long, so that short texts are rendered in one go
 * @param spanChars from this length on a segment is cut even though its meaning is not final,
 *     though not within what may be a shorter piece of markup if it can be helped
 */
record InlineLimits(int segmentChars, int spanChars) {
    static final InlineLimits DEFAULT = new InlineLimits(256, Limits.SPAN_CHARS);
    private static final String WIDE_STOPS = "，。；：！？、";

    /**
     * The next length at which to try to end a segment, after one that was tried in vain, or zero.
     */
    int next(int tried) {
        return tried == 0
                ? segmentChars
                : tried < spanChars ? 2 * tried : tried + Math.max(1, tried / 4);
    }

    /**
     * How many characters must have a final meaning at the end of a segment of some length that is
     * to end there.
     */
    int quiet(int length) {
        return length < spanChars ? Settled.FINAL : length < longest() - 1 ? segmentChars : 0;
    }

    private int longest() {
        return spanChars + 2 * segmentChars;
    }

    /**
     * The first place from a length on where the text that starts at {@code start} may be cut
     * without changing the meaning of the characters around it, or −1. It depends on the text up to
     * the character behind that place.
     */
    int boundary(StringBuilder text, int start, int length) {
        var hard = start + longest();
        if (hard < text.length() && mayBeInAddress(text, start, hard)) {
            hard += Limits.URL_CHARS;
        }
        var last = Math.min(text.length() - 2, hard);
        for (var at = start + length; at <= last; at++) {
            if (isBoundary(text, start, at)) {
                return at;
            }
        }
        if (last < hard) {
            return -1;
        }
        return Character.isLowSurrogate(text.charAt(hard)) ? hard - 1 : hard;
    }

    private static boolean isBoundary(StringBuilder text, int start, int at) {
        var before = text.charAt(at - 1);
        var here = text.charAt(at);
        if (here == ' ' || here == '\n') {
            return before != '\\'
                    && !Character.isWhitespace(before)
                    && !Character.isWhitespace(text.charAt(at + 1));
        }
        return WIDE_STOPS.indexOf(before) >= 0
                && Character.isIdeographic(here)
                && !mayBeInAddress(text, start, at);
    }

    /**
     * Whether the word that the place is in may be an address, which wide characters can be part
     * of.
     */
    private static boolean mayBeInAddress(StringBuilder text, int start, int at) {
        var word = at;
        while (word > start && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        var letters = text.substring(word, at).toLowerCase(Locale.ROOT);
        return letters.contains("://") || letters.contains("@") || letters.contains("www.");
    }
}
