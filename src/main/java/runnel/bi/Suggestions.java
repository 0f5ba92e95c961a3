package runnel.bi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import runnel.base.Messages;
import runnel.bi.author.CertifiedQuestion;
import runnel.bi.words.Normal;
import runnel.cube.Aggregate;
import runnel.cube.Catalog;
import runnel.cube.Cube;
import runnel.cube.Dimension;
import runnel.cube.Label;
import runnel.cube.Measure;
import runnel.cube.Member;
import runnel.cube.ValueType;

/** Questions to begin with, made from the labels of a model; each is one that can be answered. */
final class Suggestions {
    private static final int MOST = 6;
    private static final int YEARS = 2;
    private static final int LONGEST_CHINESE = 8;
    private static final Pattern BRACKETS = Pattern.compile("[(（]([^)）]+)[)）]");

    private final Catalog catalog;
    private final QuestionParser parser;
    private final List<CertifiedQuestion> certified;
    private final Messages messages;

    Suggestions(
            Catalog catalog,
            QuestionParser parser,
            List<CertifiedQuestion> certified,
            Messages messages) {
        this.catalog = catalog;
        this.parser = parser;
        this.certified = certified;
        this.messages = messages;
    }

    List<String> list() {
        var found = new ArrayList<String>();
        var chinese = messages.language().equals("zh");
        certified.stream()
                .filter(CertifiedQuestion::suggested)
                .map(CertifiedQuestion::question)
                .filter(question -> Normal.isChinese(question) == chinese && isSure(question))
                .limit(MOST)
                .forEach(found::add);
        for (var cube : catalog.cubes()) {
            if (cube.head().shown()) {
                for (var question : of(cube).toList()) {
                    if (found.size() < MOST - YEARS && isSure(question)) {
                        found.add(question);
                        break;
                    }
                }
            }
        }
        for (var cube : catalog.cubes().reversed()) {
            for (var measure : measures(cube)) {
                var question = messages.text("bi.suggest.year", measure);
                if (cube.head().shown() && found.size() < MOST && isSure(question)) {
                    found.add(question);
                    break;
                }
            }
        }
        return found;
    }

    private Stream<String> of(Cube cube) {
        var dimensions =
                cube.dimensions()
                        .filter(Member::shown)
                        .filter(d -> d.type() == ValueType.STRING && !d.traits().primaryKey())
                        .map(Dimension::label)
                        .flatMap(label -> called(label).stream())
                        .toList();
        return measures(cube).stream()
                .flatMap(measure ->
                        dimensions.stream()
                                .filter(by -> !says(measure, by))
                                .map(by -> messages.text("bi.suggest.by", measure, by)));
    }

    /** The number of customers by customer is of no interest to anybody. */
    private static boolean says(String measure, String dimension) {
        if (Normal.isChinese(dimension)) {
            return measure.startsWith(dimension.substring(0, Math.min(2, dimension.length())));
        }
        return measure.toLowerCase(Locale.ROOT).contains(dimension.toLowerCase(Locale.ROOT));
    }

    private List<String> measures(Cube cube) {
        return cube.measures()
                .filter(Member::shown)
                .filter(measure -> measure.type() == ValueType.NUMBER && !measure.isRolling())
                .sorted(Comparator.comparing(measure -> !isMoney(measure)))
                .map(Measure::label)
                .flatMap(label -> called(label).stream())
                .toList();
    }

    /** What most people want to know first. */
    private static boolean isMoney(Measure measure) {
        return measure.aggregate() == Aggregate.SUM
                && measure.traits().format().name().equals("currency");
    }

    /** What it is called in the language of the texts; empty where it has no such name. */
    private Optional<String> called(Label label) {
        if (messages.language().equals("zh")) {
            var bracketed = BRACKETS.matcher(label.description()).results();
            var synonyms = label.meta().path("synonyms").spliterator();
            return Stream.of(
                            Stream.of(label.title(), label.description()),
                            bracketed.map(MatchResult::group).map(Suggestions::bare),
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

    private boolean isSure(String question) {
        return parser.read(question, Optional.empty()) instanceof Reading.Answerable;
    }
}
