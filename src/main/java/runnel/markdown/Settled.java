package runnel.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Tells which characters in a parsed stretch of text could still become the start of emphasis, a
 * link, code or a formula by what follows it. When in doubt, a character could.
 */
final class Settled {
    /** What {@link #quiet} says of a text whose meaning is final. */
    static final int FINAL = Integer.MAX_VALUE;

    private final Deque<Integer> brackets = new ArrayDeque<>();
    private int length;
    private int doubt = -1;

    private Settled() {}

    /**
     * How many characters there are since the last one in doubt.
     *
     * @param text the stretch as written, followed by something that is no part of its last word
     */
    static int quiet(String text, Node parsed) {
        if (isEscaped(text)) {
            return 0;
        }
        var settled = new Settled();
        settled.look(parsed);
        var last =
                Math.max(
                        settled.doubt,
                        settled.brackets.isEmpty() ? -1 : settled.brackets.getLast());
        return last < 0 ? FINAL : settled.length - last;
    }

    /**
     * Whether it has escapes that hide in the parsed text what they were, and may or may not
     * matter.
     */
    private static boolean isEscaped(String text) {
        return text.indexOf('\\') >= 0
                        && (text.contains("\\(") || text.contains("\\[") || text.contains("\\]"))
                || text.indexOf('&') >= 0 && text.indexOf('[') >= 0;
    }

    private void look(Node parent) {
        for (var node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                look(text.getLiteral());
            } else {
                look(node);
                length++;
            }
        }
    }

    private void look(String text) {
        for (var i = 0; i < text.length(); i++) {
            var here = text.charAt(i);
            if (here == '[') {
                brackets.addLast(length + i);
            } else if (here == ']') {
                brackets.pollLast();
            } else if (here < 0x7F && isInDoubt(text, i)) {
                doubt = length + i;
            }
        }
        length += text.length();
    }

    private static boolean isInDoubt(String text, int at) {
        var before = at == 0 ? '*' : text.charAt(at - 1);
        var after = at + 1 == text.length() ? '*' : text.charAt(at + 1);
        return switch (text.charAt(at)) {
            case '`', '~' -> true;
            case '*' -> !(Character.isWhitespace(before) && Character.isWhitespace(after));
            case '_' -> !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
            case '<' ->
                    !(Character.isWhitespace(after) || Character.isDigit(after) || after == '=');
            case '$' -> !Character.isWhitespace(after);
            default -> false;
        };
    }
}
