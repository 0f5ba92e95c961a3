package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemMarker;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Markdown blocks as lines for a terminal.
 *
 * @param style what the text around is styled with
 */
record Blocks(Palette palette, AttributedStyle style) {
    /** Blocks inside blocks, at most; deeper ones are shown as text. */
    private static final int NESTING = 20;

    /** However deep a block is nested, its text keeps this much room. */
    private static final int LEAST_COLUMNS = 10;

    private static final int RULE_COLUMNS = 40;
    private static final String CHART = "chart";
    private static final AttributedString MARGIN = new AttributedString("  ");
    private static final List<Extension> EXTENSIONS =
            List.of(
                    TablesExtension.create(),
                    StrikethroughExtension.create(),
                    TaskListItemsExtension.create());
    private static final Parser PARSER =
            Parser.builder()
                    .extensions(EXTENSIONS)
                    .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                    .maxOpenBlockParsers(NESTING)
                    .maxInlineNesting(NESTING)
                    .build();

    static Document parse(String markdown) {
        return (Document) PARSER.parse(markdown);
    }

    static List<Node> children(Node parent) {
        var children = new ArrayList<Node>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNext()) {
            children.add(child);
        }
        return children;
    }

    /** The lines of one block, none wider than {@code width} except lines of code. */
    List<AttributedString> lines(Node block, int width) {
        var room = Math.max(LEAST_COLUMNS, width);
        return switch (block) {
            case Heading heading ->
                    Wrap.lines(
                            Inline.text(
                                    heading, palette, palette.heading(style, heading.getLevel())),
                            room);
            case ThematicBreak rule -> List.of(faint("─".repeat(Math.min(room, RULE_COLUMNS))));
            case FencedCodeBlock code -> whole(code.getInfo(), code.getLiteral(), room);
            case IndentedCodeBlock code -> whole("", code.getLiteral(), room);
            case HtmlBlock html -> Wrap.lines(Lines.of(html.getLiteral(), style), room);
            case BlockQuote quote -> quote(quote, room);
            case ListBlock list -> list(list, room);
            case TableBlock table -> new TableLines(this, table, room).lines();
            case LinkReferenceDefinition definition -> List.of();
            default -> Wrap.lines(Inline.text(block, palette, style), room);
        };
    }

    /**
     * The line above a code block. Code is set in without a bar beside it, so that it can be
     * copied.
     */
    AttributedString codeHead(String language) {
        return faint(language.isEmpty() ? "┌─" : "┌─ " + language);
    }

    /** One line of code; a chart is drawn. */
    List<AttributedString> code(String language, String line, int width) {
        var bars = language.equals(CHART) ? BarLines.of(line, width) : List.<AttributedString>of();
        return bars.isEmpty()
                ? List.of(Lines.of("  " + line.replace("\t", "    "), style))
                : Lines.indent(bars, MARGIN, MARGIN);
    }

    static String language(String info) {
        return info.strip().split("\\s+", 2)[0];
    }

    AttributedString codeFoot() {
        return faint("└─");
    }

    AttributedString faint(String text) {
        return Lines.of(text, palette.faint(style));
    }

    private List<AttributedString> whole(String info, String literal, int width) {
        var lines = new ArrayList<AttributedString>();
        var language = language(info);
        lines.add(codeHead(language));
        literal.lines().forEach(line -> lines.addAll(code(language, line, width)));
        lines.add(codeFoot());
        return lines;
    }

    private List<AttributedString> quote(BlockQuote quote, int width) {
        var inside = new Blocks(palette, palette.emphasis(style));
        var bar = faint("│ ");
        return Lines.indent(inside.children(quote, width - Lines.columns(bar), true), bar, bar);
    }

    private List<AttributedString> list(ListBlock list, int width) {
        var lines = new ArrayList<AttributedString>();
        var items = children(list);
        var number =
                list instanceof OrderedList ordered
                        ? ordered.getMarkerStartNumber()
                        : Integer.valueOf(0);
        var next = number == null ? 1 : number;
        for (var item : items) {
            var marker = list instanceof OrderedList ? next + ". " : "• ";
            if (!lines.isEmpty() && !list.isTight()) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(item((ListItem) item, Lines.of(marker, style), width, list.isTight()));
            next++;
        }
        return lines;
    }

    private List<AttributedString> item(
            ListItem item, AttributedString mark, int width, boolean tight) {
        var marker = mark;
        if (item.getFirstChild() instanceof TaskListItemMarker task) {
            marker = Lines.of(task.isChecked() ? "☑ " : "☐ ", style);
            task.unlink();
        }
        var hang = Lines.columns(marker);
        var lines = children(item, width - hang, !tight);
        return Lines.indent(
                lines.isEmpty() ? List.of(AttributedString.EMPTY) : lines,
                marker,
                new AttributedString(" ".repeat(hang)));
    }

    private List<AttributedString> children(Node parent, int width, boolean apart) {
        var lines = new ArrayList<AttributedString>();
        for (var child : children(parent)) {
            var block = lines(child, width);
            if (apart && !lines.isEmpty() && !block.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(block);
        }
        return lines;
    }
}
