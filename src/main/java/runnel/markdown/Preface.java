package runnel.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The link definitions that a paragraph begins with.
 *
 * <p>All but the last are read once. The last may still grow: a longer address, a title on the next line.
 */
final class Preface {
    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(Set.of())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS)
            .build();

    private enum Front {
        TEXT,
        /** Too short to say. */
        UNKNOWN,
        /** A label and a colon. */
        LABEL
    }

    private final List<LinkReferenceDefinition> read = new ArrayList<>();
    private final List<LinkReferenceDefinition> last = new ArrayList<>();
    private int taken;
    private int readTo;
    private boolean over;
    private int end;
    private int length;

    /** Where the text behind the definitions starts. */
    int end(StringBuilder text) {
        update(text);
        return end;
    }

    /** The definitions that have become final since this was last asked. */
    List<LinkReferenceDefinition> take(StringBuilder text) {
        update(text);
        var fresh = List.copyOf(read.subList(taken, read.size()));
        taken = read.size();
        return fresh;
    }

    /** What may still change: none or one definition as it is so far. */
    List<LinkReferenceDefinition> unfinished(StringBuilder text) {
        update(text);
        return last;
    }

    /** The text was cut and may have grown again since. */
    void forget() {
        length = -1;
    }

    /** For {@link #reset}, together with {@link #flags}; all definitions must have been taken. */
    int readTo() {
        return readTo;
    }

    int flags() {
        return read.size() << 1 | (over ? 1 : 0);
    }

    void reset(int readTo, int flags) {
        this.readTo = readTo;
        over = (flags & 1) == 1;
        while (read.size() > flags >> 1) {
            read.removeLast();
        }
        taken = Math.min(taken, read.size());
        forget();
    }

    /** Reads what has come since the last time. */
    private void update(StringBuilder text) {
        if (length == text.length()) {
            return;
        }
        length = text.length();
        last.clear();
        end = readTo;
        while (!over) {
            switch (front(text)) {
                case TEXT -> over = true;
                case UNKNOWN -> {
                    return;
                }
                case LABEL -> {
                    if (!parse(text)) {
                        return;
                    }
                }
            }
        }
    }

    /** What begins where the final definitions end. */
    private Front front(StringBuilder text) {
        if (readTo >= length) {
            return Front.UNKNOWN;
        }
        if (text.charAt(readTo) != '[') {
            return Front.TEXT;
        }
        for (var i = readTo + 1; i < length; i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '[' -> {
                    return Front.TEXT;
                }
                case ']' -> {
                    return i + 1 == length ? Front.UNKNOWN : text.charAt(i + 1) == ':' ? Front.LABEL : Front.TEXT;
                }
                default -> {}
            }
        }
        return length - readTo > Limits.DEFINITION_CHARS ? Front.TEXT : Front.UNKNOWN;
    }

    /**
     * Reads definitions from here on; says whether one is complete, so that what follows can be looked at. One that is too
     * long is text.
     */
    private boolean parse(StringBuilder text) {
        var tail = text.substring(readTo, Math.min(length, readTo + Limits.DEFINITION_CHARS));
        last.clear();
        var node = PARSER.parse(tail).getFirstChild();
        while (node instanceof LinkReferenceDefinition definition) {
            last.add(definition);
            node = node.getNext();
        }
        if (last.size() > 1) {
            read(last.size() - 1, start(last.getLast()));
            return true;
        }
        var rest = node instanceof Paragraph ? start(node) : tail.length();
        var untitled = rest < 0;
        if (untitled) {
            rest = withoutTitle(tail);
        }
        over = readTo + tail.length() < length;
        if (!untitled && rest > 0 && rest < tail.length()) {
            read(1, rest);
            over = false;
            return true;
        }
        if (over && untitled) {
            read(1, rest);
        } else if (over) {
            last.clear();
        } else {
            end = readTo + rest;
        }
        return false;
    }

    /** Takes the first so many definitions, which reach that far, as final. */
    private void read(int count, int chars) {
        var complete = last.subList(0, count);
        read.addAll(complete);
        complete.clear();
        readTo += chars;
        end = readTo;
    }

    /** Where a block starts, or −1: the lines of a title without an end count as the definition's, yet are text too. */
    private static int start(Node node) {
        return node.getSourceSpans().isEmpty() ? -1 : node.getSourceSpans().getFirst().getInputIndex();
    }

    /** Reads the last definition again without the lines of its unfinished title, and says where these start. */
    private int withoutTitle(String tail) {
        var start = start(last.getLast());
        for (var end = tail.indexOf('\n', start); end >= 0; end = tail.indexOf('\n', end + 1)) {
            if (PARSER.parse(tail.substring(start, end)).getFirstChild() instanceof LinkReferenceDefinition definition) {
                definition.setSourceSpans(last.removeLast().getSourceSpans());
                last.add(definition);
                return end + 1;
            }
        }
        return tail.length();
    }
}
