package runnel.markdown;

import java.util.function.Function;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;

/** Writes what stands inside a paragraph, a heading or a table cell as HTML that can do no harm. */
final class InlineHtml {
    private static final String ANCHOR_END = "\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">";
    private final StringBuilder out;
    private final Links links;
    private final String imageLabel;
    private final Function<String, String> footnote;
    private int anchors;

    /**
     * @param imageLabel what the button for a picture without a description says
     * @param footnote the HTML of a reference to the footnote of this name
     */
    InlineHtml(StringBuilder out, Links links, String imageLabel, Function<String, String> footnote) {
        this.out = out;
        this.links = links;
        this.imageLabel = imageLabel;
        this.footnote = footnote;
    }

    void children(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            node(node);
        }
    }

    private void node(Node node) {
        switch (node) {
            case Text text -> Html.text(out, text.getLiteral());
            case Code code -> Html.text(out.append("<code>"), code.getLiteral()).append("</code>");
            case Emphasis emphasis -> element("em", emphasis);
            case StrongEmphasis strong -> element("strong", strong);
            case Strikethrough deleted -> element("del", deleted);
            case Link link -> link(link);
            case Image image -> image(image);
            case SoftLineBreak _ -> out.append('\n');
            case HardLineBreak _ -> out.append("<br>");
            case HtmlInline html -> Html.text(out, html.getLiteral());
            case FootnoteReference reference -> out.append(footnote.apply(reference.getLabel()));
            case Tex tex -> tex(tex);
            default -> children(node);
        }
    }

    private void element(String name, Node node) {
        out.append('<').append(name).append('>');
        children(node);
        out.append("</").append(name).append('>');
    }

    /** An anchor, or just the words where the address may not stand in a page. */
    private void link(Link link) {
        var target = links.check(link.getDestination());
        // An address in angle brackets may stand in the words of a link, but anchors must not nest.
        if (target.isEmpty() || anchors > 0 || isUnfinished(link)) {
            children(link);
            return;
        }
        Html.attribute(out.append("<a href=\""), target.get());
        title(link.getTitle());
        out.append(ANCHOR_END);
        anchors++;
        children(link);
        anchors--;
        out.append("</a>");
    }

    /** Whether a bare address was found inside a link that is still being written: {@code [text](https://exam}. */
    private static boolean isUnfinished(Link link) {
        return link.getPrevious() instanceof Text before
                && link.getFirstChild() instanceof Text address
                && link.getDestination().endsWith(address.getLiteral())
                && (before.getLiteral().endsWith("](") || before.getLiteral().endsWith("<"));
    }

    /** A picture is a promise to fetch something from a stranger: it becomes a button, and inside a link just words. */
    private void image(Image image) {
        var source = links.pictures().check(image.getDestination());
        var words = new StringBuilder();
        words(image, words);
        if (source.isEmpty() || anchors > 0) {
            Html.text(out, words);
            return;
        }
        Html.attribute(out.append("<button type=\"button\" class=\"remote-image\" data-src=\""), source.get());
        title(image.getTitle());
        Html.text(out.append("\">"), words.isEmpty() ? imageLabel : words).append("</button>");
    }

    private void title(@Nullable String title) {
        if (title != null && title.length() <= Limits.TITLE_CHARS) {
            Html.attribute(out.append("\" title=\""), title);
        }
    }

    private void tex(Tex tex) {
        out.append(tex.display() ? "<span class=\"math display\">" : "<span class=\"math\">");
        Html.text(out, tex.source()).append("</span>");
    }

    /** What an image's description says, without its markup. */
    private static void words(Node parent, StringBuilder out) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            switch (node) {
                case Text text -> out.append(text.getLiteral());
                case Code code -> out.append(code.getLiteral());
                case HtmlInline html -> out.append(html.getLiteral());
                case Tex tex -> out.append(tex.source());
                case SoftLineBreak _, HardLineBreak _ -> out.append('\n');
                default -> words(node, out);
            }
        }
    }
}
