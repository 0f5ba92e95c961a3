package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of a text line by line, after the strategy in the appendix of the CommonMark specification.
 *
 * <p>A line may be given before it is complete. It is then undone once more of it is there, unless its first characters
 * have settled what it is; in that case the rest of it is just added, so that a long line is read only once.
 */
final class BlockParser {
    private final Document document;
    private final Definitions definitions;
    private final BlockStarts starts;
    private final Orders orders;
    private final List<Block> open = new ArrayList<>();
    private final StringBuilder unfinished = new StringBuilder();
    private @Nullable Mark mark;
    private boolean settled;

    /** What is needed to undo a line. */
    private record Mark(List<Block> open, List<Block.State> states, Definitions.Mark definitions, int orders) {}

    BlockParser(Document document, Definitions definitions, BlockStarts starts, Orders orders) {
        this.document = document;
        this.orders = orders;
        this.definitions = definitions;
        this.starts = starts;
        open.add(document);
    }

    /** Takes more of the current line, which holds no line break. */
    void text(String piece) {
        if (settled) {
            extend(piece);
            return;
        }
        undo();
        unfinished.append(piece);
        mark = mark();
        line(new Line(unfinished.toString()));
        if (settled) {
            mark = null;
        }
    }

    /** Takes the rest of the current line, which is complete with it. */
    void lineEnd(String piece) {
        if (settled) {
            extend(piece);
        } else if (mark == null || !piece.isEmpty()) {
            undo();
            line(new Line(unfinished + piece));
        }
        settled = false;
        mark = null;
        unfinished.setLength(0);
    }

    /** Hands over the link definitions of the paragraph at the end of the text, as far as they are there. */
    void takeDefinitions() {
        if (deepest() instanceof Paragraph paragraph) {
            definitions.add(paragraph.takeDefinitions());
            definitions.unfinished(paragraph.unfinishedDefinitions());
        } else {
            definitions.unfinished(List.of());
        }
    }

    /** Whether the last line may go on. */
    boolean isLineOpen() {
        return settled || mark != null;
    }

    /** The first block of the document that may still change, or the number of them. */
    int firstOpen() {
        var blocks = mark == null ? open : mark.open();
        if (blocks.size() == 1) {
            return mark == null ? document.size() : mark.states().getFirst().size();
        }
        var first = blocks.get(1);
        return first instanceof Heading || first instanceof Rule ? first.index + 1 : first.index;
    }

    /** The innermost open block, which takes lines that need no marker. */
    private Block deepest() {
        return open.getLast();
    }

    private void extend(String piece) {
        switch (deepest()) {
            case Paragraph paragraph -> paragraph.extend(piece);
            case Verbatim verbatim -> verbatim.extend(piece);
            default -> throw new IllegalStateException("a line of " + deepest() + " cannot be extended");
        }
    }

    /** Blocks that are not open do not change any more, so that the open ones are all there is to save. */
    private Mark mark() {
        takeDefinitions();
        return new Mark(List.copyOf(open), open.stream().map(Block::save).toList(), definitions.mark(), orders.next());
    }

    /** Makes everything as it was before the unfinished line. */
    private void undo() {
        if (mark == null) {
            return;
        }
        open.clear();
        open.addAll(mark.open());
        for (var i = 0; i < open.size(); i++) {
            open.get(i).reset(mark.states().get(i));
        }
        definitions.reset(mark.definitions());
        orders.undo(mark.orders());
        mark = null;
    }

    /** Finds out which open blocks the line belongs to, then what it is to the innermost of them. */
    private void line(Line line) {
        var deepest = deepest();
        var matched = 1;
        while (matched < open.size()) {
            var goes = open.get(matched).goesOn(line, deepest);
            if (goes == Block.Goes.ENDED) {
                close(matched);
                return;
            }
            if (goes == Block.Goes.NO) {
                break;
            }
            matched++;
        }
        var afterTable = matched < open.size() && open.get(matched) instanceof Table;
        line(line, open.get(matched - 1), matched);
        if (afterTable) {
            // A pipe later on the line makes it a row.
            settled = line.visibleLength() > Limits.LINE_CHARS;
        }
    }

    /** Reads what the containers left of a line. */
    private void line(Line line, Block innermost, int matched) {
        var block = innermost;
        var started = false;
        while (holdsLines(block) || block instanceof Paragraph) {
            var start = start(line, block);
            if (start == null) {
                line.skipSpace();
                break;
            }
            if (!started) {
                close(matched);
                started = true;
            }
            block = open(start);
        }
        if (!started && !line.isBlank() && deepest().isLazy()) {
            take(line, deepest());
        } else if (started) {
            content(line, block, block.takesFirstLine());
        } else {
            close(matched);
            content(line, block, true);
        }
    }

    /** Gives what is left of the line to the block, or to a new paragraph in it. */
    private void content(Line line, Block block, boolean takes) {
        if (!holdsLines(block)) {
            if (takes) {
                take(line, block);
            }
        } else if (!line.isBlank()) {
            var paragraph = new Paragraph(orders.getAsInt());
            push(paragraph);
            take(line, paragraph);
        }
    }

    private static boolean holdsLines(Block block) {
        return block instanceof Container container && container.holdsLines();
    }

    private BlockStarts.@Nullable Start start(Line line, Block matched) {
        var isText = line.isBlank() || !line.isIndented() && Character.isLetter(line.peek());
        return isText || open.size() > Limits.BLOCK_NESTING ? null : starts.start(line, matched, deepest());
    }

    /** Opens blocks, after what they take from the paragraph above is gone from it. */
    private Block open(BlockStarts.Start start) {
        if (start.replaces() != BlockStarts.Replaces.NOTHING && deepest() instanceof Paragraph paragraph) {
            if (start.replaces() == BlockStarts.Replaces.LINE) {
                paragraph.removeLastLine();
            } else {
                paragraph.removeText();
            }
            close(open.size() - 1);
        }
        start.blocks().forEach(this::push);
        return start.blocks().getLast();
    }

    private void take(Line line, Block block) {
        block.add(line);
        settled = LineState.isSettled(line, block);
    }

    /** Appends a block to the deepest open one that admits it. */
    private void push(Block block) {
        while (!(deepest() instanceof Container container && container.admits(block))) {
            close(open.size() - 1);
        }
        ((Container) deepest()).add(block);
        open.add(block);
        if (block instanceof Note note) {
            definitions.add(note);
        }
    }

    /** Closes all open blocks from this one on. */
    private void close(int from) {
        while (open.size() > from) {
            if (open.removeLast() instanceof Paragraph paragraph) {
                definitions.add(paragraph.takeDefinitions());
                definitions.add(paragraph.unfinishedDefinitions());
            }
        }
    }
}
