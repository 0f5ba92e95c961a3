package runnel.cube.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.cube.Granularity;
import runnel.cube.Measure;
import runnel.cube.RollingWindow;

/** The windows of time over which measures run, as conditions. */
record Reach(Dialect dialect) {
    /** The coarsest unit by which rows may be summed up before. */
    static Granularity.Standard unit(Measure measure, Selection.Group group) {
        var unit = Grains.unit(group.grain().orElseThrow());
        return switch (measure.formula().window().orElseThrow()) {
            case RollingWindow.ToDate toDate -> Grains.common(unit, toDate.since());
            case RollingWindow.Moving moving -> {
                for (var reach : List.of(moving.trailing(), moving.leading())) {
                    if (reach.orElse(null) instanceof RollingWindow.By by) {
                        unit = Grains.common(unit, Grains.unit(by.interval()));
                    }
                }
                yield unit;
            }
        };
    }

    /** The window of one period. */
    List<String> of(Measure measure, String time, String from, String to) {
        return switch (measure.formula().window().orElseThrow()) {
            case RollingWindow.ToDate toDate ->
                    List.of(
                            time + " >= " + dialect.truncate(toDate.since(), from),
                            time + " <= " + to);
            case RollingWindow.Moving moving -> {
                var conditions = new ArrayList<String>();
                var anchor = moving.fromStart() ? from : to;
                lower(moving, anchor)
                        .ifPresent(bound ->
                                conditions.add(
                                        time + (moving.fromStart() ? " >= " : " > ") + bound));
                upper(moving, anchor)
                        .ifPresent(bound ->
                                conditions.add(
                                        time + (moving.fromStart() ? " < " : " <= ") + bound));
                yield conditions;
            }
        };
    }

    /** The windows of all periods together. */
    List<String> outer(Measure measure, String time, String first, String last) {
        return switch (measure.formula().window().orElseThrow()) {
            case RollingWindow.ToDate toDate -> of(measure, time, first, last);
            case RollingWindow.Moving moving -> {
                var conditions = new ArrayList<String>();
                lower(moving, first).ifPresent(bound -> conditions.add(time + " >= " + bound));
                upper(moving, last).ifPresent(bound -> conditions.add(time + " <= " + bound));
                yield conditions;
            }
        };
    }

    private Optional<String> lower(RollingWindow.Moving moving, String anchor) {
        var reach = moving.trailing();
        if (reach.isEmpty()) {
            return Optional.of(anchor);
        }
        return reach.get() instanceof RollingWindow.By by
                ? Optional.of(dialect.move(anchor, by.interval(), true))
                : Optional.empty();
    }

    private Optional<String> upper(RollingWindow.Moving moving, String anchor) {
        var reach = moving.leading();
        if (reach.isEmpty()) {
            return Optional.of(anchor);
        }
        return reach.get() instanceof RollingWindow.By by
                ? Optional.of(dialect.move(anchor, by.interval(), false))
                : Optional.empty();
    }
}
