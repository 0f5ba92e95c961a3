package runnel.bi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.bi.model.Vocabulary;
import runnel.bi.question.Draft;
import runnel.bi.question.Interpreter;
import runnel.bi.question.QueryJson;
import runnel.cube.Catalog;
import runnel.cube.Dimension;
import runnel.cube.Member;
import runnel.cube.MemberName;
import runnel.cube.SecurityContext;
import runnel.cube.ValueType;
import runnel.cube.analytics.Analytics;

/**
 * Reads questions in Chinese and English without any model: words of the data model, of its values
 * and of time, put together by a grammar. What it is not sure of it asks back. Thread-safe.
 */
public final class QuestionParser {
    /** Below this confidence the parser asks instead of answering. */
    public static final double CONFIDENCE = 0.6;

    private final Analytics analytics;
    private final SecurityContext viewer;
    private final Clock clock;
    private final Interpreter interpreter;
    private final Vocabulary vocabulary;

    private QuestionParser(
            Analytics analytics, SecurityContext viewer, Clock clock, Vocabulary vocabulary) {
        this.analytics = analytics;
        this.viewer = viewer;
        this.clock = clock;
        this.vocabulary = vocabulary;
        this.interpreter = new Interpreter(vocabulary, this::isPossible, CONFIDENCE);
    }

    /** A parser for one model, with the values that its text columns have now. */
    public static QuestionParser of(
            Catalog catalog, Analytics analytics, SecurityContext viewer, Clock clock)
            throws InterruptedException {
        return new QuestionParser(
                analytics,
                viewer,
                clock,
                new Vocabulary(catalog, values(catalog, analytics, viewer)));
    }

    private static Map<MemberName, List<String>> values(
            Catalog catalog, Analytics analytics, SecurityContext viewer)
            throws InterruptedException {
        var values = new LinkedHashMap<MemberName, List<String>>();
        for (var entity : catalog.entities()) {
            if (!entity.head().shown()) {
                continue;
            }
            for (var entry : entity.byName().entrySet()) {
                var name = new MemberName(entity.name(), entry.getKey());
                var known = values.containsKey(entry.getValue().name());
                if (!known
                        && entry.getValue() instanceof Dimension dimension
                        && isNamed(dimension)) {
                    values.put(name, values(name, analytics, viewer));
                }
            }
        }
        return values;
    }

    private static boolean isNamed(Dimension dimension) {
        return ((Member) dimension).shown()
                && dimension.type() == ValueType.STRING
                && !dimension.traits().primaryKey()
                && dimension.traits().suggestValues();
    }

    private static List<String> values(MemberName name, Analytics analytics, SecurityContext viewer)
            throws InterruptedException {
        var query = Json.object();
        query.putArray("dimensions").add(name.toString());
        query.put("limit", Vocabulary.MAX_VALUES);
        try {
            return analytics.rows(query, viewer).rows().stream()
                    .filter(row -> row[0] != null && !row[0].toString().isBlank())
                    .map(row -> String.valueOf(row[0]))
                    .toList();
        } catch (Problem e) {
            // A column that cannot be read now has no values to name; questions without it still
            // work.
            return List.of();
        }
    }

    private boolean isPossible(Draft draft) {
        try {
            analytics.dryRun(QueryJson.of(draft), viewer);
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    /**
     * Reads a question.
     *
     * @param previous what the question before was read as, for a question that follows up on it
     */
    public Reading read(String question, Optional<Draft> previous) {
        return interpreter.read(question, previous, today());
    }

    /** The day that relative times start from. */
    LocalDate today() {
        return LocalDate.ofInstant(clock.now(), ZoneOffset.UTC);
    }

    /** What a dimension holds, as far as it was read. */
    List<String> values(String dimension) {
        return MemberName.isPath(dimension)
                ? vocabulary.values(MemberName.of(dimension))
                : List.of();
    }

    /** The query of a reading. */
    public static ObjectNode query(Reading.Answerable reading) {
        return QueryJson.of(reading.draft());
    }
}
