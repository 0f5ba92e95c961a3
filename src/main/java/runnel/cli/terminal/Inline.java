package runnel.cli.terminal;

import java.util.function.UnaryOperator;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/**
 * The inside of a paragraph, a heading or a cell as one styled text; line breaks are line feeds.
 */
final class Inline extends AbstractVisitor {
    private final Palette palette;
    private final AttributedStringBuilder out = new AttributedStringBuilder();
    private AttributedStyle style;

    private Inline(Palette palette, AttributedStyle style) {
        this.palette = palette;
        this.style = style;
    }

    static AttributedString text(Node parent, Palette palette, AttributedStyle style) {
        var inline = new Inline(palette, style);
        inline.visitChildren(parent);
        return inline.out.toAttributedString();
    }

    @Override
    public void visit(Text text) {
        add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        styled(palette::code, () -> add(code.getLiteral()));
    }

    @Override
    public void visit(Emphasis emphasis) {
        styled(palette::emphasis, () -> visitChildren(emphasis));
    }

    @Override
    public void visit(StrongEmphasis strong) {
        styled(palette::strong, () -> visitChildren(strong));
    }

    @Override
    public void visit(Link link) {
        var before = out.length();
        styled(palette::link, () -> visitChildren(link));
        address(link.getDestination(), out.subSequence(before, out.length()).toString());
    }

    @Override
    public void visit(Image image) {
        var before = out.length();
        styled(palette::emphasis, () -> visitChildren(image));
        address(image.getDestination(), out.subSequence(before, out.length()).toString());
    }

    @Override
    public void visit(HtmlInline html) {
        add(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak line) {
        add("\n");
    }

    @Override
    public void visit(HardLineBreak line) {
        add("\n");
    }

    @Override
    public void visit(CustomNode node) {
        switch (node) {
            case Strikethrough struck -> styled(palette::struck, () -> visitChildren(struck));
            default -> visitChildren(node);
        }
    }

    /** The address follows its text, unless the text is the address. */
    private void address(String destination, String text) {
        if (!destination.isEmpty() && !destination.equals(text)) {
            styled(
                    palette::faint,
                    () -> add(text.isEmpty() ? destination : " (" + destination + ")"));
        }
    }

    private void styled(UnaryOperator<AttributedStyle> change, Runnable inside) {
        var around = style;
        style = change.apply(around);
        inside.run();
        style = around;
    }

    private void add(String text) {
        // A tab has no width of its own.
        out.append(text.replace("\t", "    "), style);
    }
}
