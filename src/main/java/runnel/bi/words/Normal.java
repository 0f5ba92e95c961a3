package runnel.bi.words;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One spelling for what people type in many: plain width, small letters, no accents, simplified
 * characters.
 */
public final class Normal {
    private static final Map<Character, Character> SIMPLIFIED = simplified();
    private static final Pattern MARKS = Pattern.compile("\\p{Mn}+");

    private Normal() {}

    public static String of(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var out = new StringBuilder(MARKS.matcher(plain).replaceAll(""));
        for (var i = 0; i < out.length(); i++) {
            var c = out.charAt(i);
            var simple = SIMPLIFIED.get(c);
            if (simple != null) {
                out.setCharAt(i, simple);
            } else if (c == '’' || c == '‘' || c == '`') {
                out.setCharAt(i, '\'');
            } else if (c == '–' || c == '—' || c == '~' || c == '〜') {
                out.setCharAt(i, '~');
            } else if (c == '“' || c == '”' || c == '「' || c == '」' || c == '『' || c == '』') {
                out.setCharAt(i, '"');
            }
        }
        return out.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether a text is written with Chinese characters, at least in part. */
    public static boolean isChinese(String text) {
        return text.codePoints().anyMatch(Normal::isHan);
    }

    static boolean isHan(int c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }

    private static Map<Character, Character> simplified() {
        var map = new HashMap<Character, Character>();
        for (var line : Lines.of("traditional.txt")) {
            for (var pair : line.split(" ")) {
                map.put(pair.charAt(0), pair.charAt(1));
            }
        }
        return Map.copyOf(map);
    }
}
