package runnel.tool.web;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** What a person would read on a page, as plain text with marks for headings, lists and links. */
final class PageText {
    private static final String NOISE =
            "script, style, noscript, template, iframe, svg, canvas, form, button, nav, aside,"
                    + " header, footer, dialog, [hidden], [aria-hidden=true], [role=navigation],"
                    + " [role=banner], [role=contentinfo], [role=dialog]";
    private static final Set<String> BLOCKS =
            Set.of(
                    "p",
                    "div",
                    "section",
                    "article",
                    "main",
                    "ul",
                    "ol",
                    "table",
                    "tr",
                    "pre",
                    "blockquote",
                    "figure",
                    "dl",
                    "dt",
                    "dd",
                    "br",
                    "hr",
                    "h1",
                    "h2",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "li");

    /** An element that holds at least this share of a page's text is what the page is about. */
    private static final double MOST = 0.5;

    private final StringBuilder text = new StringBuilder();

    private PageText() {}

    /**
     * @param title may be empty
     */
    record Content(String title, String text) {}

    static Content of(String html, String url) {
        var page = Jsoup.parse(html, url);
        var title = page.title().strip();
        page.select(NOISE).remove();
        var readable = new PageText();
        readable.write(heart(page));
        var text =
                readable.text
                        .toString()
                        .replaceAll("[ \\t\\u00a0]+", " ")
                        .replaceAll(" ?\\n ?", "\n")
                        .replaceAll("\n{3,}", "\n\n")
                        .strip();
        return new Content(title, text);
    }

    private static Element heart(Document page) {
        var all = page.body().text().length();
        for (var selector : new String[] {"article", "main", "[role=main]", "#content"}) {
            var found = page.select(selector);
            if (found.size() == 1 && found.getFirst().text().length() > all * MOST) {
                return found.getFirst();
            }
        }
        return page.body();
    }

    private void write(Node node) {
        if (node instanceof TextNode words) {
            text.append(words.text());
            return;
        }
        if (!(node instanceof Element element)) {
            return;
        }
        var name = element.normalName();
        var block = BLOCKS.contains(name);
        if (block) {
            text.append(
                    name.length() == 2 && name.startsWith("h") || name.equals("p") ? "\n\n" : "\n");
        }
        if (name.matches("h[1-6]")) {
            text.append("#".repeat(name.charAt(1) - '0')).append(' ');
        } else if (name.equals("li")) {
            text.append("- ");
        }
        if (name.equals("pre")) {
            text.append("```\n").append(element.wholeText()).append("\n```");
        } else {
            element.childNodes().forEach(this::write);
        }
        if (name.equals("td") || name.equals("th")) {
            text.append(" | ");
        } else if (name.equals("a") && element.absUrl("href").startsWith("http")) {
            text.append(" (").append(element.absUrl("href")).append(')');
        }
        if (block) {
            text.append('\n');
        }
    }
}
