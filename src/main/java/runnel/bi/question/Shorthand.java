package runnel.bi.question;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes out what people abbreviate: "last yr", "orders/month". */
final class Shorthand {
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        written(
                "/(?=\\s*(?:day|week|month|quarter|year|head|capita|order|customer|employee|person)\\b)",
                " per ");
        written("(?<=\\p{IsHan}) +(?=\\p{IsHan})", "");
        written("\\btop(?=\\d)", "top ");
        written("\\b(20\\d\\d)[- ]?(q[1-4]|h[12])\\b", "$2 $1");
        written("\\b(q[1-4]|h[12])\\s?[/']?\\s?(?:20)?(\\d\\d)\\b", "$1 20$2");
        written("\\bfy\\s?(?:20)?(\\d\\d)\\b", "20$1");
        written("(?<![\\w])'(\\d\\d)\\b", "20$1");
        written("\\bw/o\\b", "without");
        written("\\bw/", "with ");
        written("#\\s?(?:of)?(?=\\s?[a-z])", "number of ");
        written("\\bexcl\\b\\.?", "excluding");
        written("\\bincl\\b\\.?", "including");
        written("\\bprev\\b\\.?", "previous");
        written("\\bhw(?= (?:many|much)\\b)", "how");
        written("\\byrs\\b", "years");
        written("\\byr\\b", "year");
        written("\\bm(?:th|nth)s\\b", "months");
        written("\\bm(?:th|nth)\\b", "month");
        written("\\bqtrs\\b", "quarters");
        written("\\bqtr\\b", "quarter");
        written("\\bwks\\b", "weeks");
        written("\\bwk\\b", "week");
    }

    private Shorthand() {}

    private static void written(String pattern, String words) {
        WORDS.put(Pattern.compile(pattern), words);
    }

    /** A {@linkplain runnel.bi.words.Normal normal} text in whole words. */
    static String written(String normal) {
        var text = normal;
        for (var word : WORDS.entrySet()) {
            text = word.getKey().matcher(text).replaceAll(word.getValue());
        }
        return text;
    }
}
