package runnel.tool.documents;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;

/**
 * The words of a text as they are looked up: without case and accents, English ones by their stems,
 * Chinese, Japanese and Korean ones as pairs of characters, which needs no dictionary. Thread-safe.
 */
final class Words extends Analyzer {
    /** Words of questions that say nothing about what is asked for. */
    private static final CharArraySet EMPTY =
            CharArraySet.unmodifiableSet(
                    StopFilter.makeStopSet(
                            ("a an and are as at be but by can could do does did for from had has"
                                            + " have how i if in into is it its me my no not of on"
                                            + " or our shall should such that the their them then"
                                            + " there these they this to was we were what when"
                                            + " where which who whose why will with would you your"
                                            + " 什么 是什 怎么 么样 如何 哪些 多少 请问 我们 你们 可以 吗 的 是 了 有")
                                    .split(" "),
                            true));

    private final boolean asked;

    /**
     * @param asked whether it is for questions, where empty words count for nothing
     */
    Words(boolean asked) {
        this.asked = asked;
    }

    @Override
    protected TokenStreamComponents createComponents(String field) {
        var words = new StandardTokenizer();
        TokenStream stream = new CJKWidthFilter(words);
        stream = new LowerCaseFilter(stream);
        stream = new ASCIIFoldingFilter(stream);
        stream = new EnglishPossessiveFilter(stream);
        stream = new CJKBigramFilter(stream);
        if (asked) {
            stream = new StopFilter(stream, EMPTY);
        }
        return new TokenStreamComponents(words, new KStemFilter(stream));
    }
}
