package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import runnel.bi.words.Normal;
import runnel.cube.Catalog;
import runnel.cube.Label;
import runnel.cube.Member;
import runnel.cube.MemberName;

/**
 * What people call the members of a model.
 *
 * @param language in which they ask: {@code en} or {@code zh}
 */
record Titles(Catalog catalog, String language) {
    private static final int LONGEST_CHINESE = 8;
    private static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]+)[)）]");

    String of(MemberName name) {
        return member(name)
                .map(Member::label)
                .map(label -> called(label, language).orElse(label.title()))
                .orElse(name.toString());
    }

    Optional<Member> member(MemberName name) {
        return catalog.entity(name.cube()).map(entity -> entity.byName().get(name.member()));
    }

    /** What a thing is called in a language; empty where it has no such name. */
    static Optional<String> called(Label label, String language) {
        if (language.equals("zh")) {
            var bracketed = BRACKETS.matcher(label.description()).results();
            var synonyms = label.meta().path("synonyms").spliterator();
            return Stream.of(
                            Stream.of(label.title(), label.description()),
                            bracketed.map(MatchResult::group).map(Titles::bare),
                            StreamSupport.stream(synonyms, false).map(JsonNode::asText))
                    .flatMap(texts -> texts)
                    .filter(text -> Normal.isChinese(text) && text.length() <= LONGEST_CHINESE)
                    .findFirst();
        }
        return label.written() && !Normal.isChinese(label.title())
                ? Optional.of(label.title())
                : Optional.empty();
    }

    private static String bare(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }
}
