package runnel.markdown;

/**
 * Where inline text may be cut into segments.
 *
 * @param segmentChars a segment is at least so long, so that short texts are rendered in one go
 * @param spanChars a segment that is longer is cut even where its meaning is not final: emphasis, links and code reach
 *     no further
 */
record InlineLimits(int segmentChars, int spanChars) {
    static final InlineLimits DEFAULT = new InlineLimits(256, Limits.SPAN_CHARS);
    private static final String WIDE_STOPS = "，。；：！？、";

    /**
     * The first place from {@code min} on where the text that starts at {@code start} may be cut without changing the
     * meaning of the characters around it, or −1. It depends on the text up to the character behind that place.
     */
    int boundary(StringBuilder text, int start, int min) {
        var hard = start + 2 * spanChars;
        var last = Math.min(text.length() - 2, hard);
        for (var at = min; at <= last; at++) {
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
            return before != '\\' && !Character.isWhitespace(before) && !Character.isWhitespace(text.charAt(at + 1));
        }
        return WIDE_STOPS.indexOf(before) >= 0 && Character.isIdeographic(here) && !mayBeInAddress(text, start, at);
    }

    /** Whether the word that the place is in may be an address, which wide characters can be part of. */
    private static boolean mayBeInAddress(StringBuilder text, int start, int at) {
        var word = at;
        while (word > start && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        var letters = text.substring(word, at);
        return letters.contains("://") || letters.contains("@")
                || letters.toLowerCase(java.util.Locale.ROOT).contains("www.");
    }
}
