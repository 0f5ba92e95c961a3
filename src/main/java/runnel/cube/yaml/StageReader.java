package runnel.cube.yaml;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import runnel.cube.Aggregate;
import runnel.cube.Expression;
import runnel.cube.Interval;
import runnel.cube.MemberName;
import runnel.cube.Nearest;
import runnel.cube.Stage;

/** Reads what a multi-stage measure does with the sums of others. */
final class StageReader {
    private final References references;
    private final Report report;

    StageReader(References references, Report report) {
        this.references = references;
        this.report = report;
    }

    Stage read(Fields fields, Aggregate aggregate) {
        var shifts = fields.items("time_shift", "time_shift", report);
        if (!shifts.isEmpty()) {
            if (shifts.size() > 1) {
                report.error(fields.keyPlace("time_shift"), "model-time-shifts", fields.owner());
            }
            return shift(shifts.getFirst());
        }
        var kept = names(fields, "group_by");
        var dropped = names(fields, "reduce_by");
        var order = order(fields);
        if (aggregate == Aggregate.RANK && order.isEmpty()) {
            report.error(fields.place(), "model-key-missing", "order_by", fields.owner());
        }
        return kept.isEmpty() && dropped.isEmpty() && order.isEmpty()
                ? Stage.NONE
                : new Stage.Over(kept, dropped, order);
    }

    private Stage shift(Fields item) {
        item.check(List.of("time_dimension", "interval", "type"), report);
        var time =
                item.text("time_dimension", report)
                        .flatMap(text -> name(item, "time_dimension", text));
        var interval = item.required("interval", report).flatMap(text -> interval(item, text));
        var type = item.text("type", report).orElse("prior");
        if (!type.equals("prior") && !type.equals("next")) {
            report.error(
                    item.place("type"),
                    "model-value",
                    "type",
                    type,
                    item.owner(),
                    "prior, next",
                    Nearest.text(type, List.of("prior", "next")));
        }
        return interval.map(by -> (Stage) new Stage.Shift(time, by, type.equals("prior")))
                .orElse(Stage.NONE);
    }

    private Optional<Interval> interval(Fields item, String text) {
        var interval = Interval.parse(text);
        if (interval.isEmpty()) {
            report.error(item.place("interval"), "model-interval", text);
        }
        return interval;
    }

    private Set<MemberName> names(Fields fields, String key) {
        var names = new HashSet<MemberName>();
        for (var text : fields.texts(key, report)) {
            name(fields, key, text).ifPresent(names::add);
        }
        return names;
    }

    /** A name of this cube or a full one; reported where it is unknown. */
    private Optional<MemberName> name(Fields fields, String key, String text) {
        var plain = text.replaceAll("[{}]", "");
        var reference = plain.contains(".") ? plain : "CUBE." + plain;
        var pieces = references.resolve("{" + reference + "}", fields.place(key)).pieces();
        return pieces.getFirst() instanceof Expression.Member member
                ? Optional.of(member.name())
                : Optional.empty();
    }

    private List<Stage.Sort> order(Fields fields) {
        var order = new ArrayList<Stage.Sort>();
        for (var item : fields.items("order_by", "order_by", report)) {
            item.check(List.of("sql", "dir"), report);
            var descending = item.text("dir", report).orElse("asc").equalsIgnoreCase("desc");
            item.required("sql", report)
                    .ifPresent(sql ->
                            order.add(
                                    new Stage.Sort(
                                            references.resolve(sql, item.place("sql")),
                                            descending)));
        }
        return order;
    }
}
