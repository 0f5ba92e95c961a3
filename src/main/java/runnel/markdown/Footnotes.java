package runnel.markdown;

import runnel.base.Messages;

/** The HTML around footnotes. All identifiers carry a prefix, so that no answer can take the place of a part of the page. */
final class Footnotes {
    private Footnotes() {}

    static String reference(String prefix, int number, int use) {
        return "<sup class=\"footnote-ref\"><a href=\"#" + prefix + "fn-" + number + "\" id=\"" + prefix + "fnref-"
                + number + "-" + use + "\">" + number + "</a></sup>";
    }

    static String open(String prefix, int number) {
        return "<li id=\"" + prefix + "fn-" + number + "\">";
    }

    static String backlinks(String prefix, Messages labels, int number, int uses) {
        var out = new StringBuilder("<span class=\"footnote-backlinks\">");
        for (var use = 1; use <= Math.min(uses, Limits.FOOTNOTE_BACKLINKS); use++) {
            out.append("<a href=\"#").append(prefix).append("fnref-").append(number).append('-').append(use);
            Html.escape(out.append("\" aria-label=\""), labels.text("markdown.back", number)).append("\">↩</a>");
        }
        return out.append("</span>").toString();
    }
}
