package runnel.tool.documents.read;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** HTML; its places are headings. */
final class HtmlReader implements DocumentReader {
    private static final String NOISE = "script, style, noscript, template, svg, nav, [hidden]";
    private static final Set<String> INLINE_BREAKS = Set.of("td", "th");

    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        try {
            var page = Jsoup.parse(new ByteArrayInputStream(file), null, "");
            page.select(NOISE).remove();
            if (!page.title().isBlank()) {
                passages.at(page.title().strip());
            }
            var blocks = new Blocks(passages);
            page.body().traverse(blocks);
            blocks.flush();
        } catch (IOException e) {
            throw new Unreadable(Unreadable.Reason.DAMAGED);
        }
    }

    /** Gathers what stands in one line on the page. */
    private static final class Blocks implements NodeVisitor {
        private final Passages passages;
        private final Headings headings = new Headings();
        private final StringBuilder line = new StringBuilder();

        private Blocks(Passages passages) {
            this.passages = passages;
        }

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                line.append(words.text());
            } else if (node instanceof Element element && breaks(element)) {
                flush();
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) {
                return;
            }
            var name = element.normalName();
            if (name.matches("h[1-6]")) {
                passages.at(headings.enter(name.charAt(1) - '0', line.toString()));
                flush();
            } else if (INLINE_BREAKS.contains(name)) {
                line.append(" | ");
            } else if (breaks(element)) {
                flush();
            }
        }

        private void flush() {
            passages.add(line.toString().replaceAll("[\\s\\u00a0]+", " "));
            line.setLength(0);
        }

        private static boolean breaks(Element element) {
            return element.isBlock() && !INLINE_BREAKS.contains(element.normalName())
                    || element.normalName().equals("br");
        }
    }
}
