package runnel.bi.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import runnel.bi.words.Lexicon;
import runnel.cube.Dimension;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.Segment;
import runnel.cube.ValueType;

/**
 * A member that a question may mean.
 *
 * @param variants the concepts of its name, title, description and synonyms, each by itself
 * @param context the concepts of its cube
 * @param inherited whether an earlier cube declares the same, so that this one must be named
 */
public record Candidate(
        MemberName name,
        Member member,
        List<Set<String>> variants,
        Set<String> context,
        boolean inherited) {
    public boolean isMeasure() {
        return member instanceof Measure;
    }

    public boolean isSegment() {
        return member instanceof Segment;
    }

    public boolean is(ValueType type) {
        return member instanceof Dimension dimension && dimension.type() == type;
    }

    /** Whether rows can be grouped by it. */
    public boolean groups() {
        return member instanceof Dimension dimension
                && (dimension.type() == ValueType.STRING
                        || dimension.type() == ValueType.BOOLEAN
                        || dimension.type() == ValueType.NUMBER);
    }

    public String title() {
        return member.label().title();
    }

    /** What must be said for a variant to be meant: its words but the weak ones, else its cube. */
    public Set<String> strong(Set<String> variant) {
        var strong = new HashSet<>(variant);
        strong.removeAll(Lexicon.WEAK);
        var noun = new HashSet<>(strong);
        noun.removeAll(Lexicon.AGGREGATES);
        var named = new HashSet<>(noun);
        named.removeAll(context);
        if (noun.isEmpty() && variant.contains("score")) {
            // Next to another word it says nothing, alone it is what is asked for.
            strong.add("score");
        } else if (noun.isEmpty()) {
            strong.addAll(context);
        } else if (!named.isEmpty() && !isMeasure()) {
            // "category" is enough for the product's category.
            strong.removeAll(context);
        }
        return strong;
    }
}
