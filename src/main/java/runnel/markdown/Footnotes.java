package runnel.markdown;

import runnel.base.Messages;

/**
 * The HTML around footnotes. All identifiers carry a prefix, so that no answer can take the place
 * of a part of the page.
 */
final class Footnotes {
    private final String prefix;
    private final Messages labels;

    Footnotes(String idPrefix, Messages labels) {
        this.prefix = "user-content-" + (idPrefix.isEmpty() ? "" : idPrefix + "-");
        this.labels = labels;
    }

    String reference(NoteUse use) {
        var number = use.number();
        return "<sup class=\"footnote-ref\"><a href=\"#"
                + prefix
                + "fn-"
                + number
                + "\" id=\""
                + prefix
                + "fnref-"
                + number
                + "-"
                + use.use()
                + "\">"
                + number
                + "</a></sup>";
    }

    String openSection() {
        var out = new StringBuilder("<div class=\"footnotes\" role=\"group\" aria-label=\"");
        return Html.attribute(out, labels.text("markdown.footnotes")).append("\"><ol>").toString();
    }

    /** The start of one footnote's text, with links back to where it is referred to. */
    String open(int number, int uses) {
        var out = new StringBuilder("<li id=\"").append(prefix).append("fn-").append(number);
        out.append("\"><span class=\"footnote-backlinks\">");
        for (var use = 1; use <= Math.min(uses, Limits.FOOTNOTE_BACKLINKS); use++) {
            out.append("<a href=\"#")
                    .append(prefix)
                    .append("fnref-")
                    .append(number)
                    .append('-')
                    .append(use);
            Html.attribute(out.append("\" aria-label=\""), labels.text("markdown.back", number))
                    .append("\">↩</a>");
        }
        return out.append("</span>").toString();
    }
}
