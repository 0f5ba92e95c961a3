package runnel.bi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

    private Optional<String> called(Label label) {
        return Naming.of(label).in(messages.language());
    }

    private boolean isSure(String question) {
        return parser.read(question, Optional.empty()) instanceof Reading.Answerable;
    }
}
