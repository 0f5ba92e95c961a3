package runnel.markdown;

import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Recognises the start of blocks. Each method looks at what the open containers left of a line. */
final class BlockStarts {
    private static final int MAX_DIGITS = 9;
    private final NoteSection notes;
    private final Definitions definitions;
    private final String copyLabel;
    private final IntSupplier orders;

    BlockStarts(NoteSection notes, Definitions definitions, String copyLabel, IntSupplier orders) {
        this.notes = notes;
        this.definitions = definitions;
        this.copyLabel = copyLabel;
        this.orders = orders;
    }

    /**
     * Blocks that start, outermost first, and the place behind their marker on the line.
     *
     * @param replaces whether the last one takes the place of the paragraph that goes on here, or of its last line
     */
    record Start(List<Block> blocks, Replaces replaces) {
        static Start of(Block... blocks) {
            return new Start(List.of(blocks), Replaces.NOTHING);
        }
    }

    /** What of the paragraph above becomes part of the new block. */
    enum Replaces {
        NOTHING,
        LINE,
        PARAGRAPH
    }

    /**
     * What starts here, if anything; its marker is read off the line.
     *
     * @param matched the innermost block that the line belongs to
     * @param deepest the innermost block that is open
     */
    @Nullable Start start(Line line, Block matched, Block deepest) {
        var paragraph = matched instanceof Paragraph found && found.hasText() ? found : null;
        var start = paragraph == null ? null : table(line, paragraph);
        if (start == null && !line.isIndented()) {
            start = marked(line, paragraph, matched, deepest);
        }
        if (start == null && line.isIndented() && !(deepest instanceof Paragraph)) {
            line.skipToColumn(line.column() + Line.CODE_INDENT);
            start = Start.of(new IndentedCode());
        }
        return start;
    }

    private @Nullable Start marked(Line line, @Nullable Paragraph paragraph, Block matched, Block deepest) {
        if (line.visibleLength() <= Limits.LINE_CHARS) {
            var inText = matched instanceof Paragraph || deepest.isLazy();
            var start = special(line, paragraph, inText);
            if (start != null) {
                return start;
            }
        }
        if (Quote.isMarked(line)) {
            Quote.skipMarker(line);
            return Start.of(new Quote());
        }
        return item(line, paragraph != null, matched);
    }

    /** All but quotes, lists and tables. */
    private @Nullable Start special(Line line, @Nullable Paragraph paragraph, boolean inText) {
        return switch (line.peek()) {
            case '[' -> note(line);
            case '$', '\\' -> formula(line);
            case '#' -> heading(line);
            case '=' -> underline(line, paragraph);
            case '-' -> {
                var heading = underline(line, paragraph);
                yield heading == null ? rule(line) : heading;
            }
            case '*', '_' -> rule(line);
            case '`', '~' -> fence(line);
            case '<' -> html(line, inText);
            default -> null;
        };
    }

    /** A line of dashes and pipes below a line with a pipe. */
    private @Nullable Start table(Line line, Paragraph paragraph) {
        var table = Table.start(paragraph.lastLine(), line.visible(), orders);
        return table.map(found -> new Start(List.of(found), Replaces.LINE)).orElse(null);
    }

    /** {@code [^label]:}, with no space in the label. */
    private @Nullable Start note(Line line) {
        if (line.peek(1) != '^' || definitions.notes() >= Limits.FOOTNOTES) {
            return null;
        }
        var end = 2;
        while (line.peek(end) != ']') {
            if (line.isSpaceAt(end)) {
                return null;
            }
            end++;
        }
        if (end == 2 || line.peek(end + 1) != ':') {
            return null;
        }
        var label = line.visible().substring(2, end);
        line.skipVisible(end + 2);
        line.skipSpace();
        return Start.of(new Note(label, notes));
    }

    /** A fence alone on its line, or a whole formula. */
    private static @Nullable Start formula(Line line) {
        var text = line.visible().stripTrailing();
        var close = text.startsWith("$$") ? "$$" : text.startsWith("\\[") ? "\\]" : "";
        if (close.isEmpty()) {
            return null;
        }
        if (text.length() == 2) {
            return Start.of(new Formula(close));
        }
        var end = text.indexOf(close, 2);
        var complete = end > 2 && end == text.length() - 2 && !text.substring(2, end).isBlank();
        return complete ? Start.of(Formula.closed(close, text.substring(2, end))) : null;
    }

    /** One to six number signs; some more at the end may close the line. */
    private @Nullable Start heading(Line line) {
        var level = line.run('#');
        if (level > 6 || !line.isSpaceAt(level)) {
            return null;
        }
        var text = Line.trim(line.visible().substring(level));
        var end = text.length();
        while (end > 0 && text.charAt(end - 1) == '#') {
            end--;
        }
        var closing = end < text.length() && (end == 0 || Line.isSpace(text.charAt(end - 1)));
        return Start.of(new Heading(orders.getAsInt(), level, closing ? Line.trim(text.substring(0, end)) : text));
    }

    /** A line of {@code =} or {@code -} below a paragraph. */
    private @Nullable Start underline(Line line, @Nullable Paragraph paragraph) {
        var marker = line.peek();
        if (paragraph == null || !line.isBlankAfter(line.run(marker))) {
            return null;
        }
        var heading = new Heading(orders.getAsInt(), marker == '=' ? 1 : 2, paragraph.text());
        return new Start(List.of(heading), Replaces.PARAGRAPH);
    }

    /** Three or more backticks or tildes. */
    private @Nullable Start fence(Line line) {
        var marker = line.peek();
        var length = line.run(marker);
        var info = line.visible().substring(length);
        if (length < 3 || marker == '`' && info.indexOf('`') >= 0) {
            return null;
        }
        return Start.of(new FencedCode(marker, length, line.indent(), CodeFrame.language(info), copyLabel));
    }

    private static @Nullable Start html(Line line, boolean inText) {
        line.stay();
        return HtmlStarts.of(line.visible(), inText).map(Start::of).orElse(null);
    }

    /** Three or more of one character, with space between. */
    private static @Nullable Start rule(Line line) {
        var marker = line.peek();
        var count = 0;
        for (var i = 0; i < line.visibleLength(); i++) {
            if (line.peek(i) == marker) {
                count++;
            } else if (!line.isSpaceAt(i)) {
                return null;
            }
        }
        return count >= 3 ? Start.of(new Rule()) : null;
    }

    /** A list item, in a new list unless it fits the one that it stands in. */
    private static @Nullable Start item(Line line, boolean inText, Block matched) {
        var list = list(line);
        if (list == null) {
            return null;
        }
        var markerLength = list.isOrdered() ? line.digits() + 1 : 1;
        var content = line.columnAfter(markerLength);
        // What interrupts a paragraph must not be empty, and must count from one.
        if (inText && (content < 0 || list.isOrdered() && list.first() != 1)) {
            return null;
        }
        var afterMarker = line.visibleColumn() + markerLength;
        if (content < 0 || content - afterMarker > Line.CODE_INDENT) {
            content = afterMarker + 1;
        }
        var item = new Item(content - line.column());
        line.skipToColumn(content);
        return matched instanceof Listing open && open.matches(list) ? Start.of(item) : Start.of(list, item);
    }

    private static @Nullable Listing list(Line line) {
        var first = line.peek();
        if (first == '-' || first == '+' || first == '*') {
            return line.isSpaceAt(1) ? new Listing(first, false, 1) : null;
        }
        var digits = line.digits();
        if (digits == 0 || digits > MAX_DIGITS) {
            return null;
        }
        var marker = line.peek(digits);
        return (marker == '.' || marker == ')') && line.isSpaceAt(digits + 1)
                ? new Listing(marker, true, Integer.parseInt(line.visible().substring(0, digits)))
                : null;
    }
}
