package runnel.bi.words;

import java.util.ArrayList;
import java.util.List;

/**
 * The smallest piece of a question: an English word in its basic form, a number, one Chinese
 * character, or a sign.
 *
 * @param start where it begins in the normal text
 */
public record Unit(String text, int start, int end, Kind kind) {
    /** What a unit is written with. */
    public enum Kind {
        WORD,
        NUMBER,
        HAN,
        SIGN
    }

    /** Cuts a {@linkplain Normal normal} text. */
    public static List<Unit> of(String normal) {
        var units = new ArrayList<Unit>();
        for (var i = 0; i < normal.length(); ) {
            var c = normal.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c < 128 && Character.isDigit(c)) {
                var end = numberEnd(normal, i);
                units.add(new Unit(normal.substring(i, end), i, end, Kind.NUMBER));
                i = end;
            } else if (Normal.isHan(c)) {
                units.add(new Unit(String.valueOf(c), i, i + 1, Kind.HAN));
                i++;
            } else if (Character.isLetter(c)) {
                var end = wordEnd(normal, i);
                units.add(new Unit(lemma(normal.substring(i, end)), i, end, Kind.WORD));
                i = end;
            } else {
                units.add(new Unit(String.valueOf(c), i, i + 1, Kind.SIGN));
                i++;
            }
        }
        return units;
    }

    private static int wordEnd(String text, int start) {
        var end = start;
        while (end < text.length()
                && Character.isLetterOrDigit(text.charAt(end))
                && !Normal.isHan(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int numberEnd(String text, int start) {
        var end = start;
        while (end < text.length()) {
            var c = text.charAt(end);
            var inside =
                    (c == '.' || c == ',')
                            && end + 1 < text.length()
                            && Character.isDigit(text.charAt(end + 1));
            if (!Character.isDigit(c) && !inside) {
                break;
            }
            end++;
        }
        return end;
    }

    /** The singular of an English word, as far as its ending tells. */
    static String lemma(String word) {
        var length = word.length();
        if (length > 4 && word.endsWith("ies")) {
            return word.substring(0, length - 3) + "y";
        }
        if (length > 4
                && (word.endsWith("sses")
                        || word.endsWith("xes")
                        || word.endsWith("ches")
                        || word.endsWith("shes")
                        || word.endsWith("uses"))) {
            return word.substring(0, length - 2);
        }
        if (length > 3
                && word.endsWith("s")
                && !word.endsWith("ss")
                && !word.endsWith("us")
                && !word.endsWith("is")) {
            return word.substring(0, length - 1);
        }
        return word;
    }
}
