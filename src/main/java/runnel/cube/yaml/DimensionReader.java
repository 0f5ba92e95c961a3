package runnel.cube.yaml;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import runnel.cube.Dimension;
import runnel.cube.Expression;
import runnel.cube.Format;
import runnel.cube.Granularity;
import runnel.cube.Interval;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.ValueType;

/** Reads the dimensions of one cube. */
final class DimensionReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "sql",
                    "type",
                    "title",
                    "description",
                    "public",
                    "shown",
                    "primary_key",
                    "sub_query",
                    "propagate_filters_to_sub_query",
                    "case",
                    "latitude",
                    "longitude",
                    "format",
                    "currency",
                    "meta",
                    "granularities",
                    "suggest_filter_values",
                    "links",
                    "order",
                    "alias");
    private static final List<String> TYPES =
            Arrays.stream(ValueType.values()).map(ValueType::word).toList();
    private static final List<String> REFUSED =
            List.of("multi_stage", "time_shift", "mask", "add_group_by");

    private final References references;
    private final Report report;

    DimensionReader(References references, Report report) {
        this.references = references;
        this.report = report;
    }

    /** Reads one dimension; null after a report where it cannot be used. */
    @Nullable Dimension read(String cube, String name, Fields fields) {
        if (fields.has(REFUSED, report)) {
            return null;
        }
        fields.check(KEYS, report);
        var type = type(fields);
        var body = body(fields, type);
        if (type == null || body == null) {
            return null;
        }
        var key = fields.flag("primary_key", false, report);
        var format = fields.text("format", report).map(Format::of).orElse(Format.NONE);
        return new Dimension(
                new MemberName(cube, name),
                Labels.read(fields, name, report),
                Labels.shown(fields, !key, report),
                type,
                body,
                new Dimension.Traits(
                        key,
                        format,
                        granularities(fields),
                        fields.flag("suggest_filter_values", true, report)),
                fields.place());
    }

    private @Nullable ValueType type(Fields fields) {
        var word = fields.required("type", report);
        if (word.isEmpty()) {
            return null;
        }
        var index = TYPES.indexOf(word.get());
        if (index < 0) {
            report.error(
                    fields.place("type"),
                    "model-value",
                    "type",
                    word.get(),
                    fields.owner(),
                    String.join(", ", TYPES),
                    Nearest.text(word.get(), TYPES));
            return null;
        }
        return ValueType.values()[index];
    }

    private Dimension.@Nullable Body body(Fields fields, @Nullable ValueType type) {
        if (fields.has("case")) {
            return fields.mapping("case", report).map(this::cases).orElse(null);
        }
        if (type == ValueType.GEO) {
            return geo(fields);
        }
        var sql = fields.required("sql", report);
        if (sql.isEmpty()) {
            return null;
        }
        var expression = references.resolve(sql.get(), fields.place("sql"));
        return fields.flag("sub_query", false, report)
                ? new Dimension.SubQuery(
                        expression, fields.flag("propagate_filters_to_sub_query", false, report))
                : new Dimension.Column(expression);
    }

    private Dimension.@Nullable Body geo(Fields fields) {
        var latitude = coordinate(fields, "latitude");
        var longitude = coordinate(fields, "longitude");
        return latitude.isEmpty() || longitude.isEmpty()
                ? null
                : new Dimension.Geo(latitude.get(), longitude.get());
    }

    private Optional<Expression> coordinate(Fields fields, String key) {
        if (!fields.has(key)) {
            report.error(fields.place(), "model-key-missing", key, fields.owner());
            return Optional.empty();
        }
        return fields.mapping(key, report)
                .flatMap(part ->
                        part.required("sql", report)
                                .map(sql -> references.resolve(sql, part.place("sql"))));
    }

    private Dimension.@Nullable Body cases(Fields fields) {
        fields.check(List.of("when", "else"), report);
        var branches = new ArrayList<Dimension.When>();
        for (var when : fields.items("when", "when", report)) {
            when.check(List.of("sql", "label"), report);
            var sql = when.required("sql", report);
            var label = result(when);
            if (sql.isPresent() && label.isPresent()) {
                branches.add(
                        new Dimension.When(
                                references.resolve(sql.get(), when.place("sql")), label.get()));
            }
        }
        if (branches.isEmpty()) {
            report.error(fields.place(), "model-key-missing", "when", fields.owner());
            return null;
        }
        var otherwise = fields.mapping("else", report).flatMap(this::result);
        return new Dimension.Case(branches, otherwise.stream().toList());
    }

    /** A label is a text, or a mapping with {@code sql}. */
    private Optional<Dimension.Result> result(Fields fields) {
        var label = fields.node("label");
        if (label.isPresent() && label.get() instanceof MappingNode) {
            return fields.mapping("label", report)
                    .flatMap(inner ->
                            inner.required("sql", report)
                                    .map(sql ->
                                            new Dimension.Result(
                                                    "",
                                                    references.resolve(sql, inner.place("sql")))));
        }
        if (label.isPresent() && label.get() instanceof ScalarNode scalar) {
            return Optional.of(new Dimension.Result(scalar.getValue(), Expression.NONE));
        }
        report.error(fields.place(), "model-key-missing", "label", fields.owner());
        return Optional.empty();
    }

    private Map<String, Granularity> granularities(Fields fields) {
        var all = new LinkedHashMap<String, Granularity>();
        for (var item : fields.items("granularities", "granularity", report)) {
            item.check(List.of("name", "title", "interval", "offset", "origin", "sql"), report);
            var name = item.required("name", report);
            var interval =
                    item.required("interval", report)
                            .flatMap(text -> interval(item, "interval", text));
            if (name.isPresent() && !MemberName.isWord(name.get())) {
                report.error(item.place("name"), "model-name", name.get());
            } else if (name.isPresent() && interval.isPresent()) {
                all.put(name.get(), granularity(item, name.get(), interval.get()));
            }
        }
        return all;
    }

    private Granularity granularity(Fields item, String name, Interval interval) {
        if (interval.isZero()
                || interval.months() < 0
                || interval.seconds() < 0
                || interval.months() > 0 && interval.seconds() > 0) {
            report.error(item.place("interval"), "model-granularity", interval.text());
        }
        return new Granularity.Custom(
                item.text("title", report).orElseGet(() -> runnel.cube.Titles.of(name)),
                interval,
                item.text("offset", report).flatMap(text -> interval(item, "offset", text)),
                item.text("origin", report).flatMap(text -> origin(item, text)),
                item.text("origin", report).orElse(""));
    }

    private Optional<Interval> interval(Fields fields, String key, String text) {
        var interval = Interval.parse(text);
        if (interval.isEmpty()) {
            report.error(fields.place(key), "model-interval", text);
        }
        return interval;
    }

    private Optional<LocalDateTime> origin(Fields fields, String text) {
        try {
            var plain = text.replace(' ', 'T');
            return Optional.of(
                    plain.contains("T")
                            ? LocalDateTime.parse(plain)
                            : LocalDate.parse(plain).atStartOfDay());
        } catch (DateTimeParseException e) {
            report.error(fields.place("origin"), "model-date", text);
            return Optional.empty();
        }
    }
}
