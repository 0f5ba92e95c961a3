package runnel.markdown;

import java.util.List;
import runnel.base.Messages;

/**
 * One text that arrives in pieces, as HTML at every moment: after each piece the page, with all edits made, shows exactly
 * what {@link Markdown#render} makes of all pieces so far. Not thread-safe.
 *
 * <p>Half of a surrogate pair at the end of a piece waits for its other half.
 */
public final class MarkdownStream {
    private final String idPrefix;
    private final Messages labels;
    private final StringBuilder text = new StringBuilder();
    private String html = "";
    private boolean ended;

    public MarkdownStream() {
        this("", Messages.of("en"));
    }

    /** @param idPrefix tells the footnotes of one message from those of others in the page: letters, digits, {@code _-} */
    public MarkdownStream(String idPrefix, Messages labels) {
        this.idPrefix = idPrefix;
        this.labels = labels;
    }

    /** Takes the next piece of the text, cut anywhere. */
    public Change append(String piece) {
        if (ended) {
            throw new IllegalStateException("the text has ended");
        }
        text.append(piece);
        var complete = text.length();
        if (complete > 0 && Character.isHighSurrogate(text.charAt(complete - 1))) {
            complete--;
        }
        return show(text.substring(0, complete));
    }

    /** There will be no more pieces; all of the page is settled. */
    public Change end() {
        ended = true;
        return show(text.toString());
    }

    /** All of the page as it is now: for a reader who comes later, or needs it whole. */
    public String html() {
        return html;
    }

    private Change show(String shown) {
        var before = html;
        html = Markdown.render(shown, idPrefix, labels);
        return before.equals(html)
                ? new Change(List.of(), 0)
                : new Change(List.of(new Edit(List.of(), 0, 0, html, before.isEmpty())), 0);
    }
}
