package runnel.markdown;

import java.util.List;
import runnel.base.Id;
import runnel.base.Messages;

/**
 * One text that arrives in pieces, as HTML at every moment: after each piece the page, with all
 * edits made, shows exactly what {@link Markdown#render} makes of all pieces so far. Not
 * thread-safe.
 *
 * <p>A piece costs work in proportion to its own length, not to the length of the text before it.
 * Half of a surrogate pair at the end of a piece waits for its other half.
 */
public final class MarkdownStream {
    private final Definitions definitions = new Definitions();
    private final BlockParser blocks;
    private final NoteNumbers numbers;
    private final Page page;
    private final Cleaner cleaner = new Cleaner();
    private boolean afterReturn;
    private boolean ended;

    public MarkdownStream() {
        this("", Messages.of("en"));
    }

    /**
     * @param idPrefix tells the footnotes of one message from those of others in the page: empty,
     *     or as {@link Id} allows
     */
    public MarkdownStream(String idPrefix, Messages labels) {
        this(idPrefix, labels, Links.TARGETS, InlineLimits.DEFAULT);
    }

    MarkdownStream(String idPrefix, Messages labels, Links links, InlineLimits limits) {
        if (!idPrefix.isEmpty() && !Id.isSafe(idPrefix)) {
            throw new IllegalArgumentException("not fit for an HTML id: " + idPrefix);
        }
        var footnotes = new Footnotes(idPrefix, labels);
        var section = new NoteSection(footnotes);
        var document = new Document();
        var renderer = new InlineRenderer(new InlineParsing(definitions), footnotes, links, labels);
        var orders = new Orders();
        var starts = new BlockStarts(section, definitions, labels.text("markdown.copy"), orders);
        blocks = new BlockParser(document, definitions, starts, orders);
        numbers = new NoteNumbers(document, section, definitions, renderer, limits, orders);
        page = new Page(document, section, renderer, limits);
    }

    /** Takes the next piece of the text, cut anywhere. */
    public Change append(String piece) {
        if (ended) {
            throw new IllegalStateException("the text has ended");
        }
        read(cleaner.clean(piece));
        return new Change(edits(), page.elementsBefore(blocks.firstOpen()));
    }

    /** There will be no more pieces; all of the page is settled. */
    public Change end() {
        if (ended) {
            throw new IllegalStateException("the text has ended");
        }
        ended = true;
        read(cleaner.rest());
        return new Change(edits(), page.elements());
    }

    /** All of the page as it is now: for a reader who comes later, or needs it whole. */
    public String html() {
        return page.html();
    }

    private List<Edit> edits() {
        blocks.takeDefinitions();
        definitions.stale(blocks.isLineOpen() && !ended).forEach(Inline::restart);
        numbers.update();
        return page.update();
    }

    private void read(String text) {
        var start = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n' && afterReturn && i == start) {
                start++;
            } else if (c == '\n' || c == '\r') {
                blocks.lineEnd(text.substring(start, i));
                start = i + 1;
            }
            afterReturn = c == '\r';
        }
        if (start < text.length()) {
            blocks.text(text.substring(start));
        }
    }
}
