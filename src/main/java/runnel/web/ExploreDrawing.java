package runnel.web;

import java.util.Locale;

/** Draws a plot as SVG, with a legend where it has several series. */
record ExploreDrawing(ExploreChart.Plot plot, ExploreCells cells) {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int BAR_HEIGHT = 26;
    private static final int LABEL_WIDTH = 190;
    private static final int VALUE_WIDTH = 110;
    private static final int EDGE = 34;
    private static final int LEFT = 56;

    /** Labels below an axis. */
    private static final int MAX_LABELS = 8;

    String bars() {
        var count = plot.labels().size();
        var most = 0.0;
        for (var i = 0; i < count; i++) {
            most = Math.max(most, Math.abs(plot.value(0, i)));
        }
        var svg = open(count * BAR_HEIGHT);
        for (var i = 0; i < count; i++) {
            var room = WIDTH - LABEL_WIDTH - VALUE_WIDTH;
            var length = most == 0 ? 0 : Math.abs(plot.value(0, i)) / most * room;
            var middle = i * BAR_HEIGHT + BAR_HEIGHT / 2 + 4;
            Svg.text(svg, LABEL_WIDTH - 8, middle, "end", plot.labels().get(i));
            Svg.rect(
                    svg,
                    0,
                    LABEL_WIDTH,
                    i * BAR_HEIGHT + 4.0,
                    length,
                    BAR_HEIGHT - 8.0,
                    title(0, i));
            Svg.text(svg, LABEL_WIDTH + (int) length + 6, middle, "start", value(plot.value(0, i)));
        }
        return svg.append("</svg>").toString();
    }

    String lines() {
        var most = 0.0;
        var least = 0.0;
        for (var series : plot.series()) {
            most = Math.max(most, series.most());
            least = Math.min(least, series.least());
        }
        var scale = ExploreScale.of(least, most);
        var gap = (double) (WIDTH - LEFT - EDGE) / (plot.labels().size() - 1);
        var svg = open(HEIGHT);
        axes(svg, scale, LEFT, gap);
        for (var s = 0; s < plot.series().size(); s++) {
            var dots = new StringBuilder();
            svg.append("<polyline class=\"s").append(s).append("\" points=\"");
            for (var i = 0; i < plot.labels().size(); i++) {
                var x = LEFT + i * gap;
                var y = height(scale, plot.value(s, i));
                svg.append(String.format(Locale.ROOT, i == 0 ? "%.1f,%.1f" : " %.1f,%.1f", x, y));
                dots.append(
                        String.format(
                                Locale.ROOT,
                                "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\">%s</circle>",
                                s,
                                x,
                                y,
                                title(s, i)));
            }
            svg.append("\"/>").append(dots);
        }
        return svg.append("</svg>").append(legend()).toString();
    }

    String stacks() {
        var count = plot.labels().size();
        var most = 0.0;
        for (var i = 0; i < count; i++) {
            most = Math.max(most, total(i));
        }
        var scale = ExploreScale.of(0, most);
        var width = (double) (WIDTH - LEFT - EDGE) / count;
        var svg = open(HEIGHT);
        axes(svg, scale, LEFT + width / 2, width);
        for (var i = 0; i < count; i++) {
            var y = height(scale, 0);
            for (var s = 0; s < plot.series().size(); s++) {
                var part = scale.share(Math.max(0, plot.value(s, i))) * (HEIGHT - 2 * EDGE);
                y -= part;
                Svg.rect(
                        svg,
                        s,
                        LEFT + i * width + width * 0.12,
                        y,
                        width * 0.76,
                        part,
                        title(s, i));
            }
        }
        return svg.append("</svg>").append(legend()).toString();
    }

    /** What a pointer that rests on a value is told. */
    private String title(int series, int label) {
        var name = plot.series().size() < 2 ? "" : plot.series().get(series).name() + ", ";
        return "<title>"
                + Svg.escaped(
                        name + plot.labels().get(label) + ": " + value(plot.value(series, label)))
                + "</title>";
    }

    private static double height(ExploreScale scale, double value) {
        return HEIGHT - EDGE - scale.share(value) * (HEIGHT - 2 * EDGE);
    }

    /** Slices from the top, clockwise; the legend says their shares. */
    String pie() {
        var count = plot.labels().size();
        var whole = 0.0;
        for (var i = 0; i < count; i++) {
            whole += plot.value(0, i);
        }
        var radius = HEIGHT / 2.0 - 12;
        var svg =
                new StringBuilder("<svg class=\"drawing drawing-pie\" role=\"img\" viewBox=\"")
                        .append(String.format("0 0 %d %d", HEIGHT, HEIGHT))
                        .append("\" aria-label=\"")
                        .append(Svg.escaped(cells.title(plot.measure())))
                        .append("\">");
        var legend = new StringBuilder("<ul class=\"drawing-legend\">");
        var turned = 0.0;
        for (var i = 0; i < count; i++) {
            var share = whole == 0 ? 0 : plot.value(0, i) / whole;
            svg.append(slice(i, turned, share, radius));
            turned += share;
            legend.append("<li><i class=\"s").append(i).append("\"></i>");
            legend.append(Svg.escaped(plot.labels().get(i))).append(" <small>");
            legend.append(Svg.escaped(value(plot.value(0, i))));
            legend.append(String.format(Locale.ROOT, " · %.1f %%</small></li>", share * 100));
        }
        return svg.append("</svg>").append(legend).append("</ul>").toString();
    }

    private static String slice(int index, double from, double share, double radius) {
        var middle = HEIGHT / 2.0;
        if (share > 0.9999) {
            return String.format(
                    Locale.ROOT,
                    "<circle class=\"s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>",
                    index,
                    middle,
                    middle,
                    radius);
        }
        var a = 2 * Math.PI * from;
        var b = 2 * Math.PI * (from + share);
        return String.format(
                Locale.ROOT,
                "<path class=\"s%d\" d=\"M%.1f %.1fL%.2f %.2fA%.1f %.1f 0 %d 1 %.2f %.2fZ\"/>",
                index,
                middle,
                middle,
                middle + radius * Math.sin(a),
                middle - radius * Math.cos(a),
                radius,
                radius,
                share > 0.5 ? 1 : 0,
                middle + radius * Math.sin(b),
                middle - radius * Math.cos(b));
    }

    private double total(int label) {
        var sum = 0.0;
        for (var s = 0; s < plot.series().size(); s++) {
            sum += Math.max(0, plot.value(s, label));
        }
        return sum;
    }

    private String legend() {
        if (plot.series().size() < 2) {
            return "";
        }
        var html = new StringBuilder("<ul class=\"drawing-legend\">");
        for (var s = 0; s < plot.series().size(); s++) {
            html.append("<li><i class=\"s").append(s).append("\"></i>");
            html.append(Svg.escaped(plot.series().get(s).name())).append("</li>");
        }
        return html.append("</ul>").toString();
    }

    /** Round values with a line each, and as many labels below as there is room for. */
    private void axes(StringBuilder svg, ExploreScale scale, double first, double gap) {
        for (var tick : scale.ticks()) {
            var y = height(scale, tick);
            svg.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"%s\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                            tick == 0 ? "zero" : "grid",
                            LEFT,
                            WIDTH - EDGE,
                            y,
                            y));
            Svg.text(svg, LEFT - 8, (int) y + 4, "end", cells.round(tick, plot.measure()));
        }
        var every = (plot.labels().size() + MAX_LABELS - 1) / MAX_LABELS;
        for (var i = 0; i < plot.labels().size(); i += every) {
            Svg.text(svg, (int) (first + i * gap), HEIGHT - 12, "middle", plot.labels().get(i));
        }
    }

    private String value(double number) {
        return cells.text(number, plot.measure());
    }

    private StringBuilder open(int height) {
        return new StringBuilder("<svg class=\"drawing\" role=\"img\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(height)
                .append("\" aria-label=\"")
                .append(Svg.escaped(cells.title(plot.measure())))
                .append("\">");
    }
}
