package runnel.bi.answer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import runnel.base.Messages;

/** Sentences about rows, every number of which is computed from them. */
public final class Facts {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int OUTLIER_ROWS = 5;
    private static final BigDecimal OUTLIER_FACTOR = BigDecimal.valueOf(3);

    private final Grid grid;
    private final String grain;
    private final Messages messages;
    private final Wording wording;
    private final List<String> facts = new ArrayList<>();

    private Facts(Grid grid, String grain, Messages messages) {
        this.grid = grid;
        this.grain = grain;
        this.messages = messages;
        this.wording = new Wording(messages);
    }

    /**
     * @param additive measures whose values add up to a total
     */
    public static List<String> of(
            Grid grid, String grain, List<String> additive, Messages messages) {
        var facts = new Facts(grid, grain, messages);
        facts.find(additive);
        return facts.facts;
    }

    private void find(List<String> additive) {
        if (grid.rows().isEmpty()) {
            say("bi.rows.none");
            return;
        }
        var measures =
                grid.columns(Grid.Role.MEASURE).stream()
                        .filter(column -> grid.fields().get(column).type().equals("number"))
                        .toList();
        if (measures.isEmpty()) {
            say("bi.fact.listed", grid.rows().size());
            return;
        }
        if (grid.rows().size() == 1) {
            for (var column : grid.columns(Grid.Role.MEASURE)) {
                var field = grid.fields().get(column);
                var label = wording.label(grid, 0, grain);
                say(
                        "bi.fact.single",
                        label.isEmpty() ? field.title() : label + " · " + field.title(),
                        wording.cell(field, grid.rows().getFirst().get(column), grain));
            }
            return;
        }
        var column = measures.getFirst();
        var rows =
                IntStream.range(0, grid.rows().size())
                        .filter(row -> grid.number(row, column).isPresent())
                        .boxed()
                        .toList();
        if (rows.isEmpty()) {
            return;
        }
        var timed =
                !grid.columns(Grid.Role.TIME).isEmpty()
                        && grid.columns(Grid.Role.DIMENSION).isEmpty();
        var adds = additive.contains(grid.fields().get(column).name());
        if (timed) {
            development(rows, column);
        } else {
            ranking(rows, column, adds);
        }
        if (adds) {
            say("bi.fact.total", Wording.number(sum(rows, column)), grid.rows().size());
        }
    }

    private void ranking(List<Integer> rows, int column, boolean adds) {
        var top =
                rows.stream()
                        .reduce((a, b) -> value(a, column).compareTo(value(b, column)) >= 0 ? a : b)
                        .orElseThrow();
        var bottom =
                rows.stream()
                        .reduce((a, b) -> value(a, column).compareTo(value(b, column)) <= 0 ? a : b)
                        .orElseThrow();
        var total = sum(rows, column);
        if (adds && total.signum() > 0) {
            say(
                    "bi.fact.top-share",
                    wording.label(grid, top, grain),
                    shown(top, column),
                    percent(value(top, column), total));
        } else {
            say("bi.fact.top", wording.label(grid, top, grain), shown(top, column));
        }
        say("bi.fact.bottom", wording.label(grid, bottom, grain), shown(bottom, column));
        outlier(rows, column, top);
    }

    private void outlier(List<Integer> rows, int column, int top) {
        if (rows.size() < OUTLIER_ROWS) {
            return;
        }
        var average =
                sum(rows, column).divide(BigDecimal.valueOf(rows.size()), MathContext.DECIMAL64);
        if (average.signum() > 0
                && value(top, column).compareTo(average.multiply(OUTLIER_FACTOR)) > 0) {
            say(
                    "bi.fact.outlier",
                    wording.label(grid, top, grain),
                    shown(top, column),
                    Wording.number(average));
        }
    }

    private void development(List<Integer> rows, int column) {
        var first = rows.getFirst();
        var last = rows.getLast();
        var from = value(first, column);
        var to = value(last, column);
        var change = to.subtract(from);
        if (change.signum() == 0) {
            say(
                    "bi.fact.change-none",
                    wording.label(grid, first, grain),
                    wording.label(grid, last, grain),
                    shown(first, column));
        } else if (from.signum() > 0) {
            say(
                    change.signum() > 0 ? "bi.fact.change-up" : "bi.fact.change-down",
                    wording.label(grid, first, grain),
                    wording.label(grid, last, grain),
                    percent(change.abs(), from),
                    shown(first, column),
                    shown(last, column));
        }
        if (rows.size() > 2) {
            var peak =
                    rows.stream()
                            .reduce((a, b) ->
                                    value(a, column).compareTo(value(b, column)) >= 0 ? a : b)
                            .orElseThrow();
            say("bi.fact.peak", shown(peak, column), wording.label(grid, peak, grain));
        }
    }

    private BigDecimal value(int row, int column) {
        return grid.number(row, column).orElse(BigDecimal.ZERO);
    }

    private BigDecimal sum(List<Integer> rows, int column) {
        return rows.stream()
                .map(row -> value(row, column))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String shown(int row, int column) {
        return wording.cell(grid.fields().get(column), grid.rows().get(row).get(column), grain);
    }

    private static String percent(BigDecimal part, BigDecimal whole) {
        return Wording.number(part.multiply(HUNDRED).divide(whole, 1, RoundingMode.HALF_UP));
    }

    private void say(String key, Object... values) {
        facts.add(messages.text(key, values));
    }
}
