package runnel.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import runnel.cube.Column;
import runnel.cube.ValueType;

/**
 * The chart of an answer: what kinds suit the shape of its rows, which of them is shown, and its
 * parts.
 *
 * @param chosen the kind that was asked for; empty to go by the shape
 */
record ExploreChart(
        List<Column> columns, List<@Nullable Object[]> rows, ExploreCells cells, String chosen) {
    private static final int MAX_BARS = 25;
    private static final int MAX_SLICES = 12;
    private static final int MAX_STACKS = 60;
    private static final int MAX_SERIES = 8;

    /** How numbers can be drawn. */
    enum Kind {
        NUMBER,
        LINE,
        BAR,
        STACKED,
        PIE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is drawn.
     *
     * @param labels along the axis
     * @param measure index of the column that says how values are written
     */
    record Plot(List<String> labels, List<Series> series, int measure) {
        Plot {
            labels = List.copyOf(labels);
            series = List.copyOf(series);
        }

        double value(int series, int label) {
            return this.series.get(series).values()[label];
        }
    }

    /** A value for each label. */
    record Series(String name, double[] values) {
        double total() {
            return Arrays.stream(values).sum();
        }

        double most() {
            return Arrays.stream(values).max().orElse(0);
        }

        double least() {
            return Arrays.stream(values).min().orElse(0);
        }
    }

    /** The kinds that suit these rows, the best first; empty where none does. */
    List<Kind> kinds() {
        var names = of(false);
        var measures = of(true);
        if (rows.isEmpty() || measures.isEmpty() || measures.size() > MAX_SERIES) {
            return List.of();
        }
        if (names.isEmpty()) {
            return List.of(Kind.NUMBER);
        }
        if (rows.size() < 2 || names.size() > 2 || names.size() == 2 && measures.size() > 1) {
            return List.of();
        }
        var plot = plot();
        var kinds = new ArrayList<Kind>();
        var several = plot.series().size() > 1;
        if (plot.series().size() > MAX_SERIES) {
            return List.of();
        }
        if (isTime(axis()) && plot.labels().size() > 1) {
            kinds.add(Kind.LINE);
        }
        if (several && plot.labels().size() <= MAX_STACKS) {
            // Several groups add up to a whole; several measures need not.
            kinds.add(names.size() == 2 ? 0 : kinds.size(), Kind.STACKED);
        }
        if (!several && plot.labels().size() <= MAX_BARS) {
            kinds.add(Kind.BAR);
        }
        var whole = plot.series().stream().allMatch(one -> one.least() >= 0);
        if (!several && whole && plot.labels().size() <= MAX_SLICES) {
            kinds.add(Kind.PIE);
        }
        return kinds;
    }

    /** The kind to show; empty for none. */
    String kind() {
        var kinds = kinds().stream().map(Kind::word).toList();
        return kinds.contains(chosen) ? chosen : kinds.isEmpty() ? "" : kinds.getFirst();
    }

    String html() {
        var kind = kind();
        if (kind.isEmpty()) {
            return "";
        }
        var drawing = new ExploreDrawing(plot(), cells);
        return switch (Kind.valueOf(kind.toUpperCase(Locale.ROOT))) {
            case NUMBER -> numbers();
            case LINE -> drawing.lines();
            case BAR -> drawing.bars();
            case STACKED -> drawing.stacks();
            case PIE -> drawing.pie();
        };
    }

    private String numbers() {
        var html = new StringBuilder("<div class=\"drawing-numbers\">");
        for (var measure : of(true)) {
            html.append("<p><b>")
                    .append(Svg.escaped(cells.text(rows.getFirst()[measure], measure)))
                    .append("</b><span>")
                    .append(Svg.escaped(cells.title(measure)))
                    .append("</span></p>");
        }
        return html.append("</div>").toString();
    }

    private Plot plot() {
        var names = of(false);
        var measures = of(true);
        if (names.isEmpty()) {
            return new Plot(List.of(), List.of(), measures.getFirst());
        }
        var axis = axis();
        var sorted = new ArrayList<>(rows);
        if (isTime(axis)) {
            sorted.sort(Comparator.comparing(row -> String.valueOf(row[axis])));
        }
        var labels = new LinkedHashSet<String>();
        sorted.forEach(row -> labels.add(cells.text(row[axis], axis)));
        var places = new ArrayList<>(labels);
        var series = new LinkedHashMap<String, double[]>();
        for (var row : sorted) {
            var place = places.indexOf(cells.text(row[axis], axis));
            for (var measure : measures) {
                var name =
                        names.size() == 2
                                ? cells.text(row[other(names, axis)], other(names, axis))
                                : cells.title(measure);
                series.computeIfAbsent(name, key -> new double[places.size()])[place] +=
                        row[measure] instanceof Number number ? number.doubleValue() : 0;
            }
        }
        var all = new ArrayList<Series>();
        series.forEach((name, values) -> all.add(new Series(name, values)));
        if (names.size() == 2) {
            // What is most lies at the bottom and has the first colour.
            all.sort(Comparator.comparingDouble(Series::total).reversed());
        }
        return new Plot(places, all, measures.getFirst());
    }

    private static int other(List<Integer> names, int axis) {
        return names.get(0) == axis ? names.get(1) : names.get(0);
    }

    /** Time goes along the axis, where there is one. */
    private int axis() {
        var names = of(false);
        return names.stream().filter(this::isTime).findFirst().orElse(names.getFirst());
    }

    private boolean isTime(int index) {
        return columns.get(index).type() == ValueType.TIME;
    }

    private List<Integer> of(boolean numbers) {
        var indexes = new ArrayList<Integer>();
        for (var i = 0; i < columns.size(); i++) {
            if ((columns.get(i).type() == ValueType.NUMBER) == numbers) {
                indexes.add(i);
            }
        }
        return indexes;
    }
}
