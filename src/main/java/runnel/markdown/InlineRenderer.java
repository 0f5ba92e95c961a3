package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.jspecify.annotations.Nullable;
import runnel.base.Messages;

/** Makes HTML of inline text, for one document. Not thread-safe. */
final class InlineRenderer {
    private static final Pattern TASK = Pattern.compile("\\[([xX\\s])]\\s+(.*)", Pattern.DOTALL);
    private static final boolean[] MARKUP = new boolean[128];

    static {
        "\\`*_~[<&$\n@".chars().forEach(c -> MARKUP[c] = true);
    }

    private final InlineParsing parsing;
    private final Footnotes footnotes;
    private final Links links;
    private final Messages labels;

    InlineRenderer(InlineParsing parsing, Footnotes footnotes, Links links, Messages labels) {
        this.parsing = parsing;
        this.footnotes = footnotes;
        this.links = links;
        this.labels = labels;
    }

    /** A stretch of text and what it means, or no meaning where it is plain. */
    record Parsed(String text, @Nullable Node meaning) {
        /** How many characters there are since the last one whose meaning is not final. */
        int quiet() {
            return meaning == null ? Settled.FINAL : Settled.quiet(text, meaning);
        }
    }

    Parsed parse(String text, Inline asker) {
        return new Parsed(text, isPlain(text) ? null : parsing.parse(text, asker));
    }

    /**
     * @param start where the text starts in its block
     * @param before what stands before it in its block, if anything
     * @param uses the references to footnotes in the whole block
     */
    Segment render(
            Parsed parsed,
            int start,
            @Nullable Segment before,
            boolean taskAllowed,
            List<NoteUse> uses) {
        var out = new StringBuilder(parsed.text().length() + 32);
        var notes = new ArrayList<String>();
        var notesBefore = before == null ? 0 : before.notesEnd();
        var meaning = parsed.meaning();
        if (meaning == null) {
            Html.text(out, parsed.text(), 0, visibleLength(parsed.text()));
        } else {
            if (taskAllowed) {
                task(meaning, out);
            }
            var html =
                    new InlineHtml(
                            out,
                            links,
                            labels.text("markdown.image"),
                            label -> {
                                var at = notesBefore + notes.size();
                                if (at == Limits.BLOCK_REFERENCES) {
                                    return Html.text(new StringBuilder(), "[^" + label + "]")
                                            .toString();
                                }
                                notes.add(label);
                                return footnotes.reference(
                                        at < uses.size() ? uses.get(at) : NoteUse.UNKNOWN);
                            });
            html.children(meaning);
        }
        var html = out.toString();
        var end = (before == null ? Place.START : before.end()).after(html);
        return new Segment(
                start,
                parsed.text().length(),
                html,
                List.copyOf(notes),
                notesBefore + notes.size(),
                end);
    }

    private static int visibleLength(String text) {
        var length = text.length();
        while (length > 0 && (text.charAt(length - 1) == ' ' || text.charAt(length - 1) == '\t')) {
            length--;
        }
        return length;
    }

    private void task(Node meaning, StringBuilder out) {
        if (meaning.getFirstChild() instanceof Text first) {
            var task = TASK.matcher(first.getLiteral());
            if (task.matches()) {
                var checked = task.group(1).equalsIgnoreCase("x");
                out.append(box(labels, checked)).append(' ');
                first.setLiteral(task.group(2));
            }
        }
    }

    /** The box before a task, with a name for those who do not see whether it is checked. */
    static String box(Messages labels, boolean checked) {
        var name = new StringBuilder();
        Html.attribute(name, labels.text(checked ? "markdown.done" : "markdown.open"));
        return "<input type=\"checkbox\" class=\"task\" aria-label=\""
                + name
                + "\" disabled"
                + (checked ? " checked>" : ">");
    }

    /** Whether the text surely has no markup, so that it need not be parsed. */
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == ':' && text.startsWith("//", i + 1)
                    || c == '.' && i > 0 && (text.charAt(i - 1) | 0x20) == 'w'
                    || c < MARKUP.length && MARKUP[c]) {
                return false;
            }
        }
        return true;
    }
}
