package runnel.web;

import java.util.Locale;

/** The shapes that drawings are made of, as text. */
final class Svg {
    /** Characters of one text; what exceeds them is cut. */
    private static final int MAX_LABEL = 24;

    private Svg() {}

    static void rect(
            StringBuilder svg,
            int series,
            double x,
            double y,
            double width,
            double height,
            String title) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<rect class=\"s%d\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">%s</rect>",
                        series,
                        x,
                        y,
                        width,
                        height,
                        title));
    }

    static void text(StringBuilder svg, int x, int y, String anchor, String text) {
        var shown = text.length() > MAX_LABEL ? text.substring(0, MAX_LABEL - 1) + "…" : text;
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

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
