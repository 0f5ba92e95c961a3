package runnel.markdown;

import org.commonmark.node.Block;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockParserFactory;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.ParserState;

/** Parses formulas on lines of their own. A blank line ends one that is not closed. */
final class TexBlockParser extends AbstractBlockParser {
    static final BlockParserFactory FACTORY =
            (state, matched) -> {
                if (state.getIndent() >= 4) {
                    return BlockStart.none();
                }
                var line = state.getLine().getContent();
                var rest =
                        line.subSequence(state.getNextNonSpaceIndex(), line.length())
                                .toString()
                                .stripTrailing();
                var close = rest.startsWith("$$") ? "$$" : rest.startsWith("\\[") ? "\\]" : "";
                if (close.isEmpty()) {
                    return BlockStart.none();
                }
                var parser = new TexBlockParser(close);
                if (rest.length() == 2) {
                    return BlockStart.of(parser).atIndex(line.length());
                }
                var end = rest.indexOf(close, 2);
                if (end < 3 || end != rest.length() - 2 || rest.substring(2, end).isBlank()) {
                    return BlockStart.none();
                }
                parser.block.source.append(rest, 2, end);
                parser.block.closed = true;
                return BlockStart.of(parser).atIndex(line.length());
            };

    private final TexBlock block = new TexBlock();
    private final String close;

    private TexBlockParser(String close) {
        this.close = close;
    }

    @Override
    public Block getBlock() {
        return block;
    }

    @Override
    public BlockContinue tryContinue(ParserState state) {
        if (block.closed || state.isBlank()) {
            return BlockContinue.none();
        }
        var line = state.getLine().getContent();
        var rest = line.subSequence(state.getIndex(), line.length()).toString();
        if (!rest.stripTrailing().endsWith(close)) {
            return BlockContinue.atIndex(state.getIndex());
        }
        block.closed = true;
        add(rest.stripTrailing().substring(0, rest.stripTrailing().length() - 2));
        return BlockContinue.finished();
    }

    @Override
    public void addLine(SourceLine line) {
        add(line.getContent());
    }

    private void add(CharSequence line) {
        if (!line.toString().isBlank()) {
            block.source.append(block.source.isEmpty() ? "" : "\n").append(line);
        }
    }
}
