package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import runnel.bi.words.Normal;
import runnel.cube.Label;

/**
 * All that a model says of what a thing is called.
 *
 * @param written whether the title stands in the model, and was not made from the thing's name
 */
public record Naming(String title, String description, List<String> synonyms, boolean written) {
    private static final int LONGEST_CHINESE = 8;
    private static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]+)[)）]");

    public Naming {
        synonyms = List.copyOf(synonyms);
    }

    public static Naming of(Label label) {
        return new Naming(
                label.title(), label.description(), synonyms(label.meta()), label.written());
    }

    /** Of a member as it is told over the wire, by its short title, or of a cube. */
    public static Naming of(JsonNode told) {
        return new Naming(
                told.path("shortTitle").asText(told.path("title").asText()),
                told.path("description").asText(),
                synonyms(told.path("meta")),
                true);
    }

    /** The name in a language; the title where there is none. */
    public String best(String language) {
        return in(language).orElse(title);
    }

    /** The name in a language, {@code en} or {@code zh}; empty where there is none. */
    Optional<String> in(String language) {
        if (language.equals("zh")) {
            return Stream.of(Stream.of(title, description), bracketed(), synonyms.stream())
                    .flatMap(texts -> texts)
                    .filter(text -> Normal.isChinese(text) && text.length() <= LONGEST_CHINESE)
                    .findFirst();
        }
        return written && !Normal.isChinese(title) ? Optional.of(title) : Optional.empty();
    }

    private Stream<String> bracketed() {
        return BRACKETS.matcher(description).results().map(MatchResult::group).map(Naming::bare);
    }

    private static String bare(String bracketed) {
        return bracketed.substring(1, bracketed.length() - 1);
    }

    private static List<String> synonyms(JsonNode meta) {
        return StreamSupport.stream(meta.path("synonyms").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
