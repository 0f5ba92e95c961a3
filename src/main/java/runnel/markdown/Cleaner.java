package runnel.markdown;

/** Makes whole characters of pieces that are cut anywhere, and replaces what is none. */
final class Cleaner {
    private static final char REPLACEMENT = '\uFFFD';
    private char half;
    private int spaces;

    /**
     * The piece, after what was kept back of the one before; half of a surrogate pair at its end is
     * kept back.
     */
    String clean(String piece) {
        var out = new StringBuilder(piece.length() + 1);
        for (var i = 0; i < piece.length(); i++) {
            var c = piece.charAt(i);
            if (half != 0) {
                out.append(Character.isLowSurrogate(c) ? half : REPLACEMENT);
            }
            var paired = half != 0 && Character.isLowSurrogate(c);
            half = Character.isHighSurrogate(c) ? c : 0;
            spaces = c == ' ' || c == '\t' ? spaces + 1 : 0;
            if (half == 0 && spaces <= Limits.SPACE_CHARS) {
                out.append(c == 0 || Character.isLowSurrogate(c) && !paired ? REPLACEMENT : c);
            }
        }
        return out.toString();
    }

    /** What was kept back, when there are no more pieces. */
    String rest() {
        return half == 0 ? "" : String.valueOf(REPLACEMENT);
    }
}
