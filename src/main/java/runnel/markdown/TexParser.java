package runnel.markdown;

import java.util.Set;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;
import org.jspecify.annotations.Nullable;

/**
 * Finds formulas: {@code $…$}, {@code $$…$$}, {@code \(…\)} and {@code \[…\]}.
 *
 * <p>So that prices and shell variables stay text, a single dollar sign opens only after a non-word
 * character and before a visible one, and closes only after a visible character and before a
 * non-word one.
 */
final class TexParser implements InlineContentParser {
    static final InlineContentParserFactory FACTORY =
            new InlineContentParserFactory() {
                @Override
                public Set<Character> getTriggerCharacters() {
                    return Set.of('$', '\\');
                }

                @Override
                public InlineContentParser create() {
                    return new TexParser();
                }
            };

    /** How formulas open and close. */
    private enum Fence {
        DOLLAR("$"),
        DOLLARS("$$"),
        ROUND("\\)"),
        SQUARE("\\]");

        private final String close;

        Fence(String close) {
            this.close = close;
        }
    }

    /**
     * So many searches may run into the limit of length before formulas are given up in this
     * stretch of text.
     */
    private static final int SEARCHES = 4;

    /** One bit for each fence that is known to close nowhere in the rest of this text. */
    private int hopeless;

    private int searches;

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        var scanner = state.scanner();
        var before = scanner.peekPreviousCodePoint();
        var fence = open(scanner, before);
        if (fence == null || searches >= SEARCHES || (hopeless & 1 << fence.ordinal()) != 0) {
            return ParsedInline.none();
        }
        var source = body(scanner, fence);
        if (source == null || source.isBlank()) {
            return ParsedInline.none();
        }
        return ParsedInline.of(
                new Tex(source, fence == Fence.DOLLARS || fence == Fence.SQUARE),
                scanner.position());
    }

    private static @Nullable Fence open(Scanner scanner, int before) {
        if (scanner.next('\\')) {
            return scanner.next('(') ? Fence.ROUND : scanner.next('[') ? Fence.SQUARE : null;
        }
        scanner.next();
        if (scanner.next('$')) {
            return Fence.DOLLARS;
        }
        var after = scanner.peek();
        return isWord(before) || after == Scanner.END || Character.isWhitespace(after)
                ? null
                : Fence.DOLLAR;
    }

    /** The text up to the closing fence, which is consumed. */
    private @Nullable String body(Scanner scanner, Fence fence) {
        var source = new StringBuilder();
        while (source.length() < Limits.MATH_CHARS) {
            var c = scanner.peek();
            if (c == Scanner.END) {
                hopeless |= 1 << fence.ordinal();
                return null;
            }
            if (c == fence.close.charAt(0) && closes(scanner, fence, source)) {
                return source.toString();
            }
            if (c == '\\') {
                scanner.next();
                source.append(c);
                c = scanner.peek();
                if (c == Scanner.END) {
                    continue;
                }
            }
            scanner.next();
            source.append(c);
        }
        searches++;
        return null;
    }

    private static boolean closes(Scanner scanner, Fence fence, StringBuilder source) {
        var here = scanner.position();
        var closed = scanner.next(fence.close);
        if (closed && fence == Fence.DOLLAR) {
            closed =
                    !Character.isWhitespace(source.charAt(source.length() - 1))
                            && !isWord(scanner.peekCodePoint());
        }
        if (!closed) {
            scanner.setPosition(here);
        }
        return closed;
    }

    private static boolean isWord(int c) {
        return c != Scanner.END && (Character.isLetterOrDigit(c) || c == '_');
    }
}
