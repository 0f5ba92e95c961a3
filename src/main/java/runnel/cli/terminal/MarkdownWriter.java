package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * Lines of markdown that arrives in pieces: a block is settled when the next one begins, a line of
 * code when it ends.
 *
 * <p>Only the open block is read again for each piece, so the work grows with the text and not with
 * its square.
 */
final class MarkdownWriter implements LineWriter {
    /**
     * A block longer than this is settled at its last line feed or blank; what follows is a block
     * of its own.
     */
    static final int OPEN_CHARS = 8_192;

    private final Blocks blocks;
    private final IntSupplier columns;
    private final IntSupplier liveRows;
    private final StringBuilder open = new StringBuilder();
    private final List<AttributedString> settled = new ArrayList<>();
    private List<AttributedString> live = List.of();
    private Optional<Fence> fence = Optional.empty();
    private String language = "";
    private boolean begun;

    /**
     * Lines of the open block that were settled already, because there was no room for them to be
     * live.
     */
    private int given;

    /**
     * @param columns how wide a line may be
     * @param liveRows how many lines may be live
     */
    MarkdownWriter(Palette palette, IntSupplier columns, IntSupplier liveRows) {
        this.blocks = new Blocks(palette, AttributedStyle.DEFAULT);
        this.columns = columns;
        this.liveRows = liveRows;
    }

    @Override
    public List<AttributedString> append(String piece) {
        open.append(piece);
        if (piece.indexOf('\n') >= 0) {
            settleLines();
        }
        if (open.length() > OPEN_CHARS) {
            settleLongBlock();
        }
        live = fence.isPresent() ? liveCode(fence.get()) : liveBlocks();
        return taken();
    }

    @Override
    public List<AttributedString> end() {
        settleLines();
        if (fence.isPresent()) {
            settled.addAll(liveCode(fence.get()));
            settled.add(blocks.codeFoot());
        } else {
            settle(parts(open.toString()));
        }
        open.setLength(0);
        live = List.of();
        fence = Optional.empty();
        begun = false;
        return taken();
    }

    @Override
    public List<AttributedString> live() {
        return live;
    }

    private List<AttributedString> taken() {
        var lines = List.copyOf(settled);
        settled.clear();
        return lines;
    }

    /** Settles what the complete lines decide; the last line may yet turn out to be anything. */
    private void settleLines() {
        while (fence.isEmpty() || settleCode(fence.get())) {
            var parts = parts(open.substring(0, open.lastIndexOf("\n") + 1));
            if (parts.isEmpty()) {
                return;
            }
            settle(parts.subList(0, parts.size() - 1));
            open.delete(0, lineStart(parts.getLast()));
            if (!(parts.getLast() instanceof FencedCodeBlock code)
                    || code.getClosingFenceLength() != null) {
                return;
            }
            enter(code);
        }
    }

    /** From here on, the block of code that begins here is read line by line. */
    private void enter(FencedCodeBlock code) {
        if (begun) {
            settled.add(AttributedString.EMPTY);
        }
        begun = true;
        given = 0;
        language = Blocks.language(code.getInfo());
        settled.add(blocks.codeHead(language));
        fence = Optional.of(Fence.of(code));
        open.delete(0, open.indexOf("\n") + 1);
    }

    /** Settles complete lines of code; whether the block has ended. */
    private boolean settleCode(Fence fence) {
        var from = 0;
        var ended = false;
        for (var feed = open.indexOf("\n"); feed >= 0 && !ended; feed = open.indexOf("\n", from)) {
            var line = open.substring(from, feed);
            from = feed + 1;
            ended = fence.closes(line);
            if (ended) {
                settled.add(blocks.codeFoot());
            } else {
                settled.addAll(blocks.code(language, fence.content(line), columns.getAsInt()));
            }
        }
        open.delete(0, from);
        if (ended) {
            this.fence = Optional.empty();
        }
        return ended;
    }

    private void settle(List<Node> parts) {
        var lines = lines(parts);
        settled.addAll(lines.subList(Math.min(given, lines.size()), lines.size()));
        if (!parts.isEmpty()) {
            given = 0;
            begun |= !lines.isEmpty();
        }
    }

    private void settleLongBlock() {
        var end = Math.max(open.lastIndexOf("\n"), open.lastIndexOf(" ")) + 1;
        var rest = end > 0 ? open.substring(end) : "";
        open.setLength(open.length() - rest.length());
        if (fence.isPresent()) {
            settled.addAll(liveCode(fence.get()));
        } else {
            settle(parts(open.toString()));
        }
        open.setLength(0);
        open.append(rest);
        // The rest goes on where the block was divided, without an empty line.
        begun = false;
    }

    private List<AttributedString> liveCode(Fence fence) {
        var line = open.toString();
        return line.isEmpty() || fence.closes(line)
                ? List.of()
                : blocks.code(language, fence.content(line), columns.getAsInt());
    }

    private List<AttributedString> liveBlocks() {
        var parts = parts(open.toString());
        var lines = lines(parts);
        var spare = Math.max(0, lines.size() - given - liveRows.getAsInt());
        if (spare > 0 && parts.size() == 1 && !(parts.getFirst() instanceof TableBlock)) {
            settled.addAll(lines.subList(given, given + spare));
            given += spare;
            spare = 0;
        }
        return lines.subList(Math.min(given + spare, lines.size()), lines.size());
    }

    /** The lines of some blocks, with an empty one before each but the first of the text. */
    private List<AttributedString> lines(List<Node> parts) {
        var lines = new ArrayList<AttributedString>();
        for (var part : parts) {
            var block = blocks.lines(part, columns.getAsInt());
            if (!block.isEmpty() && (begun || !lines.isEmpty())) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(block);
        }
        return lines;
    }

    private static List<Node> parts(String markdown) {
        return Blocks.children(Blocks.parse(markdown));
    }

    /** Where the first line of a block begins, blanks before it included. */
    private static int lineStart(Node block) {
        var span = block.getSourceSpans().getFirst();
        return span.getInputIndex() - span.getColumnIndex();
    }
}
