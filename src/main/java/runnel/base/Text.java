package runnel.base;

import java.util.Locale;

/** Text that every encoding can carry. */
public final class Text {
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * The text with U+FFFD in place of every half of a character (lone surrogate), for which UTF-8
     * has no bytes, and of U+0000, at which databases end a text: each store and client would make
     * something else of them.
     */
    public static String wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (isUnfit(text.charAt(i))) {
                return mended(text);
            }
        }
        return text;
    }

    /** The text itself, or its beginning and an ellipsis: so many characters at most. */
    public static String shortened(String text, int chars) {
        if (text.length() <= chars) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(chars - 2)) ? chars - 2 : chars - 1;
        return text.substring(0, end) + "…";
    }

    /** A name out of a program as people write it: {@code files_readAll} is "Files read all". */
    public static String phrase(String name) {
        var words =
                name.replaceAll("(?<=[a-z0-9])(?=[A-Z][a-z])", " ")
                        .replaceAll("[_\\-\\s]+", " ")
                        .strip();
        var phrase = new StringBuilder(words.length());
        for (var word : words.split(" ")) {
            // What is written in capitals throughout is an abbreviation.
            var lower =
                    word.substring(Math.min(1, word.length()))
                            .chars()
                            .anyMatch(Character::isLowerCase);
            phrase.append(phrase.isEmpty() ? "" : " ")
                    .append(lower ? word.toLowerCase(Locale.ROOT) : word);
        }
        return phrase.isEmpty()
                ? name
                : Character.toUpperCase(phrase.charAt(0)) + phrase.substring(1);
    }

    private static String mended(String text) {
        var mended = new StringBuilder(text);
        for (var i = 0; i < mended.length(); i++) {
            if (i + 1 < mended.length()
                    && Character.isSurrogatePair(mended.charAt(i), mended.charAt(i + 1))) {
                i++;
            } else if (isUnfit(mended.charAt(i))) {
                mended.setCharAt(i, REPLACEMENT);
            }
        }
        return mended.toString();
    }

    private static boolean isUnfit(char c) {
        return c == 0 || Character.isSurrogate(c);
    }
}
