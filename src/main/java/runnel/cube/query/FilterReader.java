package runnel.cube.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Problem;
import runnel.cube.DateRange;
import runnel.cube.Filter;
import runnel.cube.Nearest;
import runnel.cube.Operator;
import runnel.cube.Values;

/** Reads the filters of one query. */
final class FilterReader {
    /** How deep conditions may be nested. */
    static final int MAX_DEPTH = 16;

    /** The most conditions of one query. */
    static final int MAX_FILTERS = 1_000;

    private static final List<String> KEYS = List.of("member", "dimension", "operator", "values");

    private final Dates dates;
    private int count;

    FilterReader(Dates dates) {
        this.dates = dates;
    }

    List<Filter> read(JsonNode array, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw Shape.wrong(path, "is nested deeper than " + MAX_DEPTH);
        }
        var filters = new ArrayList<Filter>();
        var items = Shape.array(array, path);
        for (var i = 0; i < items.size(); i++) {
            one(items.get(i), path + "[" + i + "]", depth).ifPresent(filters::add);
        }
        return filters;
    }

    private Optional<Filter> one(JsonNode node, String path, int depth) {
        if (!node.isObject()) {
            throw Shape.wrong(path, "must be an object");
        }
        if (++count > MAX_FILTERS) {
            throw Shape.wrong(
                    "filters", "must contain less than or equal to " + MAX_FILTERS + " conditions");
        }
        for (var word : List.of("or", "and")) {
            if (node.has(word)) {
                Shape.keys(node, path, List.of(word));
                var parts = read(node.get(word), path + "." + word, depth + 1);
                return parts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Filter.Group(word.equals("or"), parts, node.toString()));
            }
        }
        return Optional.of(comparison(node, path));
    }

    private Filter comparison(JsonNode node, String path) {
        Shape.keys(node, path, KEYS);
        var key = node.has("member") ? "member" : "dimension";
        if (!node.has(key)) {
            throw new Problem(Problem.Kind.INVALID, "cube-filter-member", node);
        }
        var member = Shape.member(node.get(key), path + "." + key);
        if (!node.has("operator")) {
            throw new Problem(Problem.Kind.INVALID, "cube-filter-operator-missing", node);
        }
        var word = Shape.text(node.get("operator"), path + ".operator");
        var operator =
                Operator.of(word)
                        .orElseThrow(() ->
                                new Problem(
                                        Problem.Kind.INVALID,
                                        "cube-filter-operator",
                                        word,
                                        node,
                                        Nearest.text(word, Operator.words())));
        var values = values(node, path);
        if (operator.needsValues()
                && values.texts().isEmpty()
                && (operator.isOrder() || !values.withNull())) {
            throw new Problem(Problem.Kind.INVALID, "cube-filter-values", node);
        }
        return operator.isDate()
                ? dates(member, operator, values, node)
                : new Filter.Comparison(member, operator, values);
    }

    private Filter dates(String member, Operator operator, Values values, JsonNode node) {
        if (values.texts().isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "cube-filter-values", node);
        }
        var texts = values.texts().size() > 2 ? values.texts().subList(0, 2) : values.texts();
        var range =
                switch (operator) {
                    case IN_DATE_RANGE, NOT_IN_DATE_RANGE, ON_THE_DATE ->
                            texts.size() == 1 ? dates.range(texts.getFirst()) : dates.range(texts);
                    default -> dates.moment(texts.getFirst());
                };
        // After "last month" is after its end; a written date stands for its beginning, though.
        var fromEnd = operator == Operator.AFTER_DATE || operator == Operator.BEFORE_OR_ON_DATE;
        return new Filter.Dates(
                member,
                operator,
                fromEnd && !Dates.isExact(texts.getFirst())
                        ? new DateRange(range.to(), range.to())
                        : range);
    }

    private static Values values(JsonNode node, String path) {
        var texts = new ArrayList<String>();
        var withNull = false;
        var items = Shape.array(node.get("values"), path + ".values");
        if (items.size() > Values.LIMIT) {
            throw Shape.wrong(
                    path + ".values",
                    "must contain less than or equal to " + Values.LIMIT + " items");
        }
        for (var item : items) {
            if (item.isNull()) {
                withNull = true;
            } else if (item.isValueNode()) {
                texts.add(item.asText());
            } else {
                throw Shape.wrong(path + ".values", "must contain strings only");
            }
        }
        return new Values(texts, withNull);
    }
}
