package runnel.conversation;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What somebody searches for: terms that must all be there. Words in quotes are one term.
 *
 * @param terms each with at least one letter or digit
 */
public record SearchQuery(List<String> terms) {
    /** Terms of one query, at most; the rest is ignored. */
    public static final int TERMS = 12;

    /** Characters of a query, at most; the rest is ignored. */
    public static final int CHARS = 400;

    private static final Pattern TERM = Pattern.compile("[\"“”]([^\"“”]*)[\"“”]|[^\\s\"“”]+");

    public SearchQuery {
        terms = List.copyOf(terms);
    }

    /** Reads what was typed; there is no wrong query, only an empty one. */
    public static SearchQuery of(String typed) {
        var text = typed.length() > CHARS ? typed.substring(0, CHARS) : typed;
        return new SearchQuery(
                TERM.matcher(text.strip())
                        .results()
                        .map(match -> match.group(1) == null ? match.group() : match.group(1))
                        .map(String::strip)
                        .filter(term -> term.codePoints().anyMatch(Character::isLetterOrDigit))
                        .limit(TERMS)
                        .toList());
    }
}
