package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** A reader's page: a real document tree to which edits are made as a browser would. */
final class Reader {
    private final Element root = root("");
    private long bytes;
    private int edits;
    private List<Integer> lastPath = List.of(-1);
    private long placed;

    /** A page that shows this HTML, as an HTML parser understands it. */
    static Element root(String html) {
        var document = Jsoup.parseBodyFragment("<div>" + html + "</div>");
        document.outputSettings(new OutputSettings().prettyPrint(false));
        var root = document.body().child(0);
        return root;
    }

    void apply(Change change) {
        for (var edit : change.edits()) {
            apply(edit);
        }
    }

    private void apply(Edit edit) {
        var element = root;
        for (var index : edit.path()) {
            element = element.child(index);
        }
        cut(element, edit);
        var context = element;
        for (var node : Parser.parseFragment(edit.html(), context, "")) {
            element.appendChild(node);
        }
        bytes += edit.html().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        placed += edit.append() && edit.path().equals(lastPath) ? 0 : 1;
        lastPath = edit.path();
        edits++;
    }

    private static void cut(Element element, Edit edit) {
        var elements = edit.elements();
        var chars = edit.chars();
        var gone = new ArrayList<Node>();
        var shortened = false;
        for (var node : element.childNodes()) {
            if (node instanceof Element && elements > 0) {
                elements--;
            } else if (node instanceof TextNode text && elements == 0 && chars > 0) {
                var all = text.getWholeText();
                var kept = Math.min(chars, all.length());
                text.text(all.substring(0, kept));
                shortened |= kept < all.length();
                chars -= kept;
            } else if (elements == 0) {
                gone.add(node);
            }
        }
        if (elements > 0 || chars > 0) {
            throw new IllegalStateException("the page has less than " + edit + " keeps");
        }
        if (edit.append() == (shortened || !gone.isEmpty())) {
            throw new IllegalStateException("cuts " + gone + " though " + edit);
        }
        gone.forEach(Node::remove);
    }

    String html() {
        return root.html();
    }

    long bytes() {
        return bytes;
    }

    int edits() {
        return edits;
    }

    /**
     * How many edits need a place to be told, since they do not go on where the one before ended.
     */
    long placed() {
        return placed;
    }
}
