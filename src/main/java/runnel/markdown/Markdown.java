package runnel.markdown;

import runnel.base.Messages;

/**
 * Markdown to HTML that is safe to put into a page: CommonMark with GitHub's tables, task lists,
 * strikethrough, bare links and footnotes, and TeX.
 *
 * <p>Raw HTML is shown as text, pictures become buttons, links leave the page without telling where
 * they come from.
 */
public final class Markdown {
    private Markdown() {}

    /** The whole text as HTML, with English labels. */
    public static String render(String markdown) {
        return render(markdown, "", Messages.of("en"));
    }

    /**
     * The whole text as HTML.
     *
     * @param idPrefix tells the footnotes of one message from those of others in the page
     */
    public static String render(String markdown, String idPrefix, Messages labels) {
        var stream = new MarkdownStream(idPrefix, labels);
        stream.append(markdown);
        stream.end();
        return stream.html();
    }
}
