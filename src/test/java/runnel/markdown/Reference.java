package runnel.markdown;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnoteReference;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomNode;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import runnel.base.Messages;

/**
 * The same HTML by another way: the whole text parsed by commonmark-java, blocks and all. To
 * compare with.
 */
final class Reference {
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(
                            List.of(
                                    TablesExtension.create(),
                                    StrikethroughExtension.create(),
                                    TaskListItemsExtension.create(),
                                    AutolinkExtension.create(),
                                    FootnotesExtension.create()))
                    .customInlineContentParserFactory(TexParser.FACTORY)
                    .customBlockParserFactory(TexBlockParser.FACTORY)
                    .maxOpenBlockParsers(Limits.BLOCK_NESTING)
                    .maxInlineNesting(Limits.INLINE_NESTING)
                    .build();

    private final StringBuilder out = new StringBuilder();
    private final Messages labels;
    private final Footnotes footnotes;
    private final InlineHtml inline;
    private final DefinitionMap<FootnoteDefinition> notes =
            new DefinitionMap<>(FootnoteDefinition.class);
    private final Map<FootnoteDefinition, Integer> numbers = new LinkedHashMap<>();
    private final Map<FootnoteDefinition, Integer> uses = new HashMap<>();
    private final Map<FootnoteDefinition, Integer> used = new HashMap<>();

    static String render(String markdown, Links links) {
        return new Reference("", Messages.of("en"), links).document(PARSER.parse(markdown));
    }

    /** Whether a text has HTML in it that is no code. */
    static boolean hasRawHtml(String markdown) {
        var found = new boolean[1];
        PARSER.parse(markdown)
                .accept(
                        new AbstractVisitor() {
                            @Override
                            public void visit(HtmlBlock html) {
                                found[0] = true;
                            }

                            @Override
                            public void visit(HtmlInline html) {
                                found[0] = true;
                            }
                        });
        return found[0];
    }

    private Reference(String idPrefix, Messages labels, Links links) {
        this.footnotes = new Footnotes(idPrefix, labels);
        this.labels = labels;
        this.inline = new InlineHtml(out, links, labels.text("markdown.image"), this::reference);
    }

    private String document(Node document) {
        number(document);
        children(document);
        if (!numbers.isEmpty()) {
            out.append(footnotes.openSection());
            numbers.forEach(this::note);
            out.append("</ol></div>");
        }
        return out.toString();
    }

    private void children(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            block(node);
        }
    }

    private void block(Node node) {
        switch (node) {
            case Paragraph paragraph -> paragraph(paragraph);
            case Heading heading -> inline("h" + heading.getLevel(), heading);
            case BlockQuote quote -> element("blockquote", "", quote);
            case BulletList list -> element("ul", "", list);
            case OrderedList list -> {
                var start = list.getMarkerStartNumber();
                element("ol", start == null || start == 1 ? "" : " start=\"" + start + "\"", list);
            }
            case ListItem item -> element("li", "", item);
            case ThematicBreak _ -> out.append("<hr>");
            case FencedCodeBlock code -> code(code);
            case IndentedCodeBlock code -> {
                out.append("<pre><code>");
                Html.text(out, chop(code.getLiteral())).append("</code></pre>");
            }
            case HtmlBlock html ->
                    Html.text(out.append("<p class=\"html\">"), html.getLiteral()).append("</p>");
            case TexBlock tex ->
                    Html.text(
                                    out.append(
                                            tex.closed
                                                    ? "<div class=\"math\">"
                                                    : "<div class=\"math-source\">"),
                                    tex.source)
                            .append("</div>");
            case TableBlock table -> element("table", "", table);
            case TableHead head -> element("thead", "", head);
            case TableBody body -> element("tbody", "", body);
            case TableRow row -> element("tr", "", row);
            case TableCell cell -> cell(cell);
            case LinkReferenceDefinition _, FootnoteDefinition _, TaskListItemMarker _ -> {}
            default -> throw new IllegalStateException("no HTML for " + node);
        }
    }

    private void element(String name, String attributes, Node node) {
        out.append('<').append(name).append(attributes).append('>');
        children(node);
        out.append("</").append(name).append('>');
    }

    private void inline(String name, Node node) {
        out.append('<').append(name).append('>');
        inline.children(node);
        out.append("</").append(name).append('>');
    }

    private void paragraph(Paragraph paragraph) {
        var tight =
                paragraph.getParent() instanceof ListItem item
                        && item.getParent() instanceof ListBlock list
                        && list.isTight();
        out.append(tight ? "" : "<p>");
        if (paragraph.getPrevious() instanceof TaskListItemMarker marker) {
            out.append(InlineRenderer.box(labels, marker.isChecked())).append(' ');
        }
        inline.children(paragraph);
        out.append(tight ? "" : "</p>");
    }

    private void code(FencedCodeBlock code) {
        var language = CodeFrame.word(code.getInfo() == null ? "" : code.getInfo());
        out.append(
                CodeFrame.open(
                        language,
                        labels.text("markdown.copy"),
                        code.getClosingFenceLength() != null));
        Html.text(out, chop(code.getLiteral())).append(CodeFrame.CLOSE);
    }

    private void cell(TableCell cell) {
        var name = cell.isHeader() ? "th" : "td";
        out.append('<').append(name);
        if (cell.getAlignment() != null) {
            out.append(" class=\"align-")
                    .append(cell.getAlignment().name().toLowerCase(java.util.Locale.ROOT))
                    .append('"');
        }
        out.append('>');
        inline.children(cell);
        out.append("</").append(name).append('>');
    }

    static String chop(String literal) {
        return literal.endsWith("\n") ? literal.substring(0, literal.length() - 1) : literal;
    }

    /**
     * Numbers footnotes by their first reference, those in the text before those in other
     * footnotes.
     */
    private void number(Node document) {
        document.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(org.commonmark.node.CustomBlock block) {
                        if (block instanceof FootnoteDefinition note) {
                            notes.putIfAbsent(note.getLabel(), note);
                        }
                        visitChildren(block);
                    }
                });
        var queue = new ArrayDeque<Node>(List.of(document));
        while (!queue.isEmpty()) {
            var place = queue.removeFirst();
            for (var note : referred(place)) {
                if (numbers.putIfAbsent(note, numbers.size() + 1) == null) {
                    queue.addLast(note);
                }
                uses.merge(note, 1, Integer::sum);
            }
        }
    }

    private List<FootnoteDefinition> referred(Node place) {
        var found = new ArrayList<FootnoteDefinition>();
        place.accept(
                new AbstractVisitor() {
                    @Override
                    public void visit(CustomNode node) {
                        if (node instanceof FootnoteReference reference) {
                            found.add(notes.get(reference.getLabel()));
                        }
                        visitChildren(node);
                    }

                    @Override
                    public void visit(Image image) {}

                    @Override
                    public void visit(org.commonmark.node.CustomBlock block) {
                        if (block == place || !(block instanceof FootnoteDefinition)) {
                            visitChildren(block);
                        }
                    }
                });
        return found;
    }

    private String reference(String label) {
        var note = notes.get(label);
        return footnotes.reference(
                new NoteUse(numbers.get(note), used.merge(note, 1, Integer::sum)));
    }

    private void note(FootnoteDefinition note, int number) {
        out.append(footnotes.open(number, uses.get(note)));
        children(note);
        out.append("</li>");
    }
}
