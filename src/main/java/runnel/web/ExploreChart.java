package runnel.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import runnel.cube.Column;
import runnel.cube.ValueType;

/**
 * A drawing of an answer, as SVG: a line along periods, bars for anything else. It suits answers
 * with one column of names or periods and at least one measure.
 */
record ExploreChart(List<Column> columns, List<@Nullable Object[]> rows, ExploreCells cells) {
    private static final int MAX_BARS = 25;
    private static final int WIDTH = 720;
    private static final int LINE_HEIGHT = 260;
    private static final int BAR_HEIGHT = 26;
    private static final int LABEL_WIDTH = 190;
    private static final int VALUE_WIDTH = 110;
    private static final int EDGE = 34;

    String html() {
        var names = of(false);
        var measures = of(true);
        if (rows.size() < 2 || names.size() != 1 || measures.isEmpty()) {
            return "";
        }
        var name = names.getFirst();
        var measure = measures.getFirst();
        if (columns.get(name).type() == ValueType.TIME) {
            return line(name, measure);
        }
        return rows.size() <= MAX_BARS ? bars(name, measure) : "";
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

    private String bars(int name, int measure) {
        var most = rows.stream().mapToDouble(row -> Math.abs(value(row, measure))).max().orElse(0);
        var svg = new StringBuilder();
        open(svg, rows.size() * BAR_HEIGHT, measure);
        for (var i = 0; i < rows.size(); i++) {
            var row = rows.get(i);
            var room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
            var length = most == 0 ? 0 : Math.abs(value(row, measure)) / most * room;
            var middle = i * BAR_HEIGHT + BAR_HEIGHT / 2 + 4;
            text(svg, LABEL_WIDTH - 8, middle, "end", cells.text(row[name], name));
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
                            LABEL_WIDTH,
                            i * BAR_HEIGHT + 4,
                            length,
                            BAR_HEIGHT - 8));
            var end = LABEL_WIDTH + (int) length + 6;
            text(svg, end, middle, "start", cells.text(row[measure], measure));
        }
        return svg.append("</svg>").toString();
    }

    private String line(int name, int measure) {
        var ordered = new ArrayList<>(rows);
        ordered.sort((a, b) -> String.valueOf(a[name]).compareTo(String.valueOf(b[name])));
        var most = ordered.stream().mapToDouble(row -> value(row, measure)).max().orElse(0);
        var least =
                Math.min(
                        0,
                        ordered.stream().mapToDouble(row -> value(row, measure)).min().orElse(0));
        var span = most == least ? 1 : most - least;
        var points = new StringBuilder();
        for (var i = 0; i < ordered.size(); i++) {
            var x = EDGE + (double) i / (ordered.size() - 1) * (WIDTH - 2 * EDGE);
            var share = (value(ordered.get(i), measure) - least) / span;
            var y = LINE_HEIGHT - EDGE - share * (LINE_HEIGHT - 2 * EDGE);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        var svg = new StringBuilder();
        open(svg, LINE_HEIGHT, measure);
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
                        EDGE,
                        WIDTH - EDGE,
                        LINE_HEIGHT - EDGE,
                        LINE_HEIGHT - EDGE));
        svg.append("<polyline points=\"").append(points.toString().strip()).append("\"/>");
        var first = cells.text(ordered.getFirst()[name], name);
        var last = cells.text(ordered.getLast()[name], name);
        text(svg, EDGE, LINE_HEIGHT - 12, "start", first);
        text(svg, WIDTH - EDGE, LINE_HEIGHT - 12, "end", last);
        text(svg, EDGE, EDGE - 12, "start", cells.text(most, measure));
        return svg.append("</svg>").toString();
    }

    private void open(StringBuilder svg, int height, int measure) {
        svg.append("<svg class=\"drawing\" role=\"img\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" aria-label=\"")
                .append(escaped(cells.title(measure)))
                .append("\">");
    }

    private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        var most = 24;
        var shown = text.length() > most ? text.substring(0, most - 1) + "…" : text;
        svg.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(escaped(shown))
                .append("</text>");
    }

    private static double value(@Nullable Object[] row, int index) {
        return row[index] instanceof Number number ? number.doubleValue() : 0;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
