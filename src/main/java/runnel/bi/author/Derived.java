package runnel.bi.author;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import runnel.bi.answer.Grid;

/**
 * Every number that follows from rows: their values, sums, averages, counts, differences, shares
 * and changes, of single rows and of groups of them.
 */
final class Derived {
    /** Above so many values only neighbours and the ends are compared with each other. */
    static final int MAX_PAIRED = 60;

    private final TreeSet<Double> plain = new TreeSet<>();
    private final TreeSet<Double> percent = new TreeSet<>();

    Derived(Grid grid) {
        count(grid.rows().size());
        var columns = grid.columns(Grid.Role.MEASURE);
        var totals = new ArrayList<Double>();
        for (var column : columns) {
            var values = values(grid, column);
            count(values.size());
            totals.add(series(values));
            groups(grid, column);
        }
        pairs(totals);
        for (var row = 0; row < grid.rows().size(); row++) {
            var cells = new ArrayList<Double>();
            for (var column : columns) {
                grid.number(row, column).ifPresent(number -> cells.add(number.doubleValue()));
            }
            pairs(cells);
        }
    }

    /** Whether a number of the text is one of these, as exactly as it is stated. */
    boolean holds(StatedNumber stated) {
        var near = stated.percent() ? percent : plain;
        return isNear(near, stated);
    }

    private static boolean isNear(TreeSet<Double> numbers, StatedNumber stated) {
        var low = Math.abs(stated.value()) - stated.tolerance();
        var next = numbers.ceiling(low);
        return next != null && next <= Math.abs(stated.value()) + stated.tolerance();
    }

    /** Counts of rows, of some of them too. */
    private void count(int rows) {
        for (var number = 0; number <= rows; number++) {
            plain.add((double) number);
        }
    }

    private static List<Double> values(Grid grid, int column) {
        var values = new ArrayList<Double>();
        for (var row = 0; row < grid.rows().size(); row++) {
            grid.number(row, column).ifPresent(number -> values.add(number.doubleValue()));
        }
        return values;
    }

    /**
     * What follows from values of one kind.
     *
     * @return their sum
     */
    private double series(List<Double> values) {
        var sum = values.stream().mapToDouble(Double::doubleValue).sum();
        values.forEach(this::add);
        add(sum);
        if (values.isEmpty()) {
            return sum;
        }
        add(sum / values.size());
        // A measure may itself be a percentage.
        values.forEach(value -> percent.add(Math.abs(value)));
        percent.add(Math.abs(sum / values.size()));
        var sorted = values.stream().sorted().toList();
        add((sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2);
        running(values, sum);
        running(sorted, sum);
        running(sorted.reversed(), sum);
        for (var value : values) {
            share(value, sum);
            add(value - sum / values.size());
            ratio(value, sum / values.size());
        }
        pairs(values.size() <= MAX_PAIRED ? values : ends(sorted));
        for (var i = 1; i < values.size(); i++) {
            pair(values.get(i - 1), values.get(i));
        }
        return sum;
    }

    /** Sums of the first few values, and what part of all they are. */
    private void running(List<Double> values, double sum) {
        var part = 0.0;
        for (var value : values) {
            part += value;
            add(part);
            add(sum - part);
            share(part, sum);
        }
    }

    private static List<Double> ends(List<Double> sorted) {
        var few = MAX_PAIRED / 4;
        var ends = new ArrayList<>(sorted.subList(0, few));
        ends.addAll(sorted.subList(sorted.size() - few, sorted.size()));
        return ends;
    }

    /** Sums by each value of each dimension, where there are several. */
    private void groups(Grid grid, int column) {
        var keys = new ArrayList<>(grid.columns(Grid.Role.DIMENSION));
        keys.addAll(grid.columns(Grid.Role.TIME));
        if (keys.size() < 2) {
            return;
        }
        for (var key : keys) {
            var sums = new LinkedHashMap<String, Double>();
            for (var row = 0; row < grid.rows().size(); row++) {
                var name = grid.rows().get(row).get(key).orElse("");
                grid.number(row, column)
                        .ifPresent(number -> sums.merge(name, number.doubleValue(), Double::sum));
            }
            series(List.copyOf(((Map<String, Double>) sums).values()));
        }
    }

    private void pairs(List<Double> values) {
        for (var i = 0; i < values.size(); i++) {
            for (var j = i + 1; j < values.size(); j++) {
                pair(values.get(i), values.get(j));
            }
        }
    }

    private void pair(double one, double other) {
        add(one - other);
        add(one + other);
        ratio(one, other);
        ratio(other, one);
    }

    private void ratio(double part, double whole) {
        if (whole != 0) {
            add(part / whole);
            percent.add(Math.abs(100 * part / whole));
            percent.add(Math.abs(100 * (part - whole) / whole));
        }
    }

    private void share(double part, double whole) {
        if (whole != 0) {
            percent.add(Math.abs(100 * part / whole));
        }
    }

    private void add(double number) {
        plain.add(Math.abs(number));
    }
}
