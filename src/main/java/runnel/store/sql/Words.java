package runnel.store.sql;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import runnel.conversation.SearchQuery;

/**
 * What the index of the search takes for a word.
 *
 * <p>Scripts that put no space between words are indexed by character; a word of a query is then a
 * row of such characters, so any stretch of Chinese is found, however short. All other words are
 * left to the index's own rules.
 */
final class Words {
    private static final Set<UnicodeScript> UNSPACED =
            EnumSet.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.BOPOMOFO,
                    UnicodeScript.HANGUL);

    private Words() {}

    /** The text with its words set apart. */
    static String spaced(String text) {
        var spaced = new StringBuilder(text.length() + 16);
        text.codePoints()
                .forEach(character -> {
                    if (isWord(character)) {
                        spaced.append(' ').appendCodePoint(character).append(' ');
                    } else {
                        spaced.appendCodePoint(character);
                    }
                });
        return spaced.toString();
    }

    /** A query in the language of the index: all terms, each perhaps the beginning of a word. */
    static String match(SearchQuery query) {
        return query.terms().stream()
                .map(term -> '"' + spaced(term).replace('"', ' ') + "\"*")
                .collect(Collectors.joining(" "));
    }

    private static boolean isWord(int character) {
        return character > 0x2e00 && UNSPACED.contains(UnicodeScript.of(character));
    }
}
