package runnel.markdown;

import java.util.List;
import java.util.Objects;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.DefinitionMap;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.ParserState;
import org.jspecify.annotations.Nullable;

/**
 * Parses inline text, such as a part of a paragraph, with the definitions of the whole document.
 *
 * <p>To the library each stretch is a document of its own, made of one block that takes every line
 * as it is and hands in the definitions. Not thread-safe.
 */
final class InlineParsing {
    /** A first line that starts the block; it is not part of the text. */
    private static final String STARTER = "!\n";

    private final Definitions definitions;
    private final Parser parser;
    private @Nullable Inline asker;

    InlineParsing(Definitions definitions) {
        this.definitions = definitions;
        this.parser =
                Parser.builder()
                        .enabledBlockTypes(java.util.Set.of())
                        .customBlockParserFactory((_, _) -> BlockStart.of(new Stretch()).atIndex(1))
                        .extensions(
                                List.of(
                                        StrikethroughExtension.create(),
                                        AutolinkExtension.create(),
                                        FootnotesExtension.create()))
                        .customInlineContentParserFactory(TexParser.FACTORY)
                        .maxInlineNesting(Limits.INLINE_NESTING)
                        .build();
    }

    /** The node whose children are what the text says. */
    Node parse(String text, Inline asker) {
        this.asker = asker;
        return Objects.requireNonNull(parser.parse(STARTER + text).getFirstChild());
    }

    private Inline asker() {
        return Objects.requireNonNull(asker);
    }

    /** The one block of such a document. */
    private final class Stretch extends AbstractBlockParser {
        private final Block block = new CustomBlock() {};
        private final SourceLines lines = SourceLines.empty();
        private boolean started;

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.atIndex(0);
        }

        @Override
        public void addLine(SourceLine line) {
            if (started) {
                lines.addLine(line);
            }
            started = true;
        }

        @Override
        public List<DefinitionMap<?>> getDefinitions() {
            return List.of(new LinkLabels(), new NoteLabels());
        }

        @Override
        public void parseInlines(InlineParser inlineParser) {
            inlineParser.parse(lines, block);
        }
    }

    /** The link definitions of the document. */
    private final class LinkLabels extends DefinitionMap<LinkReferenceDefinition> {
        LinkLabels() {
            super(LinkReferenceDefinition.class);
        }

        @Override
        public @Nullable LinkReferenceDefinition get(String label) {
            return definitions.link(label, asker());
        }
    }

    /** The footnotes of the document. To the parser it only matters whether there is one. */
    private final class NoteLabels extends DefinitionMap<FootnoteDefinition> {
        NoteLabels() {
            super(FootnoteDefinition.class);
        }

        @Override
        public @Nullable FootnoteDefinition get(String label) {
            return definitions.hasNote(label, asker()) ? new FootnoteDefinition(label) : null;
        }
    }
}
