package runnel.base;

/** Text that every encoding can carry. */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * The text with U+FFFD in place of every half of a character (lone surrogate): UTF-8 has no
     * bytes for those, and each store and client would make something else of them.
     */
    public static String wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        var mended = new StringBuilder(text);
        for (var i = 0; i < mended.length(); i++) {
            if (i + 1 < mended.length()
                    && Character.isSurrogatePair(mended.charAt(i), mended.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(mended.charAt(i))) {
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended.toString();
    }
}
