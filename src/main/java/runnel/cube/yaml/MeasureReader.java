package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.cube.Aggregate;
import runnel.cube.Expression;
import runnel.cube.Format;
import runnel.cube.Granularity;
import runnel.cube.Interval;
import runnel.cube.Measure;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.RollingWindow;

/** Reads the measures of one cube. */
final class MeasureReader {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "sql",
                    "type",
                    "title",
                    "description",
                    "public",
                    "shown",
                    "filters",
                    "rolling_window",
                    "format",
                    "currency",
                    "meta",
                    "drill_members",
                    "drill_member_references",
                    "drill_filters",
                    "cumulative",
                    "alias",
                    "multi_stage",
                    "time_shift",
                    "group_by",
                    "reduce_by",
                    "order_by");
    private static final List<String> TYPES =
            List.of(
                    "count",
                    "number",
                    "string",
                    "boolean",
                    "time",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "count_distinct",
                    "count_distinct_approx",
                    "rank");
    private static final List<String> REFUSED = List.of("add_group_by", "case", "mask");

    private final References references;
    private final Report report;

    MeasureReader(References references, Report report) {
        this.references = references;
        this.report = report;
    }

    /** Reads one measure; null after a report where it cannot be used. */
    @Nullable Measure read(String cube, String name, Fields fields) {
        if (fields.has(REFUSED, report)) {
            return null;
        }
        fields.check(KEYS, report);
        var aggregate = aggregate(fields);
        if (aggregate == null) {
            return null;
        }
        var bare = aggregate == Aggregate.COUNT || aggregate == Aggregate.RANK;
        var sql = bare ? fields.text("sql", report) : fields.required("sql", report);
        if (!bare && sql.isEmpty()) {
            return null;
        }
        if (aggregate.isFormula() && fields.has("rolling_window")) {
            report.error(
                    fields.keyPlace("rolling_window"), "model-rolling", name, aggregate.word());
            return null;
        }
        var formula =
                new Measure.Formula(
                        sql.filter(text -> !text.isBlank())
                                .map(text -> references.resolve(text, fields.place("sql")))
                                .orElse(Expression.NONE),
                        filters(fields),
                        window(fields),
                        new StageReader(references, report).read(fields, aggregate));
        return new Measure(
                new MemberName(cube, name),
                Labels.read(fields, name, report),
                Labels.shown(fields, true, report),
                aggregate,
                formula,
                new Measure.Traits(
                        fields.text("format", report).map(Format::of).orElse(Format.NONE),
                        drillMembers(cube, fields)),
                fields.place());
    }

    private @Nullable Aggregate aggregate(Fields fields) {
        var word = fields.required("type", report);
        if (word.isEmpty()) {
            return null;
        }
        var plain =
                word.get().replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
        var found =
                Arrays.stream(Aggregate.values())
                        .filter(aggregate -> aggregate.word().equals(plain))
                        .findFirst();
        if (found.isEmpty()) {
            report.error(
                    fields.place("type"),
                    "model-value",
                    "type",
                    word.get(),
                    fields.owner(),
                    String.join(", ", TYPES),
                    Nearest.text(word.get(), TYPES));
        }
        return found.orElse(null);
    }

    private List<Expression> filters(Fields fields) {
        var filters = new ArrayList<Expression>();
        for (var item : fields.items("filters", "filter", report)) {
            item.check(List.of("sql"), report);
            item.required("sql", report)
                    .ifPresent(sql -> filters.add(references.resolve(sql, item.place("sql"))));
        }
        return filters;
    }

    /** Drill members are names of this cube, or full ones; what is in braces is the same. */
    private List<String> drillMembers(String cube, Fields fields) {
        var key = fields.has("drill_members") ? "drill_members" : "drill_member_references";
        return fields.texts(key, report).stream()
                .map(text -> text.replaceAll("[{}]", "").replaceFirst("^CUBE\\.", cube + "."))
                .map(text -> text.contains(".") ? text : cube + "." + text)
                .toList();
    }

    private Optional<RollingWindow> window(Fields fields) {
        var window = fields.mapping("rolling_window", report);
        if (window.isEmpty()) {
            return Optional.empty();
        }
        var inner = window.get();
        inner.check(List.of("type", "trailing", "leading", "offset", "granularity"), report);
        var type = inner.text("type", report).orElse("fixed");
        if (type.equals("to_date")) {
            var word = inner.required("granularity", report).orElse("");
            var since = Granularity.Standard.of(word);
            if (since.isEmpty() && !word.isEmpty()) {
                report.error(
                        inner.place("granularity"),
                        "model-value",
                        "granularity",
                        word,
                        inner.owner(),
                        String.join(", ", Granularity.STANDARD),
                        Nearest.text(word, Granularity.STANDARD));
            }
            return since.map(RollingWindow.ToDate::new);
        }
        if (!type.equals("fixed")) {
            report.error(
                    inner.place("type"),
                    "model-value",
                    "type",
                    type,
                    inner.owner(),
                    "fixed, to_date",
                    Nearest.text(type, List.of("fixed", "to_date")));
        }
        var offset = inner.text("offset", report).orElse("end");
        if (!offset.equals("start") && !offset.equals("end")) {
            report.error(
                    inner.place("offset"),
                    "model-value",
                    "offset",
                    offset,
                    inner.owner(),
                    "start, end",
                    Nearest.text(offset, List.of("start", "end")));
        }
        return Optional.of(
                new RollingWindow.Moving(
                        reach(inner, "trailing"), reach(inner, "leading"), offset.equals("start")));
    }

    private Optional<RollingWindow.Reach> reach(Fields window, String key) {
        var text = window.text(key, report);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().equals("unbounded")) {
            return Optional.of(new RollingWindow.Unbounded());
        }
        var interval = Interval.parse(text.get());
        if (interval.isEmpty()) {
            report.error(window.place(key), "model-interval", text.get());
        }
        return interval.map(RollingWindow.By::new);
    }
}
