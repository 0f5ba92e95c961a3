package runnel.markdown;

import java.util.List;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.task.list.items.TaskListItemsExtension;
import org.commonmark.parser.Parser;
import runnel.base.Messages;

/**
 * Markdown to HTML that is safe to put into a page: CommonMark with GitHub's tables, task lists, strikethrough, bare
 * links and footnotes, and TeX.
 *
 * <p>Raw HTML is shown as text, pictures become buttons, links leave the page without telling where they come from.
 */
public final class Markdown {
    static final Parser PARSER = Parser.builder()
            .extensions(List.of(
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

    private Markdown() {}

    /** The whole text as HTML, with English labels. */
    public static String render(String markdown) {
        return render(markdown, "", Messages.of("en"));
    }

    /**
     * The whole text as HTML.
     *
     * @param idPrefix tells the footnotes of one message from those of others in the page: letters, digits, {@code _-}
     */
    public static String render(String markdown, String idPrefix, Messages labels) {
        return new BlockHtml(idPrefix, labels, Links.TARGETS).document(PARSER.parse(markdown));
    }
}
