package runnel.tool.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * A question in words as a query: any of the words may be there, the rarer the better, best next to
 * each other; what stands in quotation marks must be there as it is.
 */
final class Question {
    /** Words that are looked up; more are left out. */
    private static final int WORDS = 64;

    private static final float HEADING = 1.5f;
    private static final float NEIGHBOURS = 1.5f;
    private static final Pattern QUOTED = Pattern.compile("[\"“”]([^\"“”]{2,})[\"“”]");
    private static final Words ASKED = new Words(true);
    private static final Words LITERAL = new Words(false);

    private Question() {}

    /** Empty where the question has no words. */
    static Optional<Query> of(String text) {
        var query = new BooleanQuery.Builder();
        var any = false;
        for (var quoted : QUOTED.matcher(text).results().toList()) {
            var words = words(quoted.group(1), LITERAL);
            if (!words.isEmpty()) {
                query.add(phrase(words), BooleanClause.Occur.MUST);
                any = true;
            }
        }
        var words = words(text, ASKED);
        if (words.isEmpty()) {
            words = words(text, LITERAL);
        }
        for (var i = 0; i < words.size(); i++) {
            var word = words.get(i);
            any = true;
            query.add(new TermQuery(new Term("text", word)), BooleanClause.Occur.SHOULD);
            query.add(
                    new BoostQuery(new TermQuery(new Term("heading", word)), HEADING),
                    BooleanClause.Occur.SHOULD);
            if (i > 0) {
                query.add(
                        new BoostQuery(phrase(List.of(words.get(i - 1), word)), NEIGHBOURS),
                        BooleanClause.Occur.SHOULD);
            }
        }
        return any ? Optional.of(query.build()) : Optional.empty();
    }

    private static Query phrase(List<String> words) {
        return words.size() == 1
                ? new TermQuery(new Term("text", words.getFirst()))
                : new PhraseQuery(1, "text", words.toArray(String[]::new));
    }

    private static List<String> words(String text, Words analysis) {
        var words = new ArrayList<String>();
        try (var stream = analysis.tokenStream("text", text)) {
            var word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < WORDS && stream.incrementToken()) {
                words.add(word.toString());
            }
            if (words.size() < WORDS) {
                stream.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
