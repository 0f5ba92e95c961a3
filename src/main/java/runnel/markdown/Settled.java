package runnel.markdown;

import org.commonmark.node.Node;
import org.commonmark.node.Text;

/**
 * Tells whether the meaning of a parsed stretch of text is final, whatever follows it: whether no character in it could
 * still become the start of emphasis, a link, code or a formula. When in doubt, it is not.
 */
final class Settled {
    private int brackets;
    private boolean doubt;

    private Settled() {}

    /** @param text the stretch as written, followed by something that is no part of its last word */
    static boolean is(String text, Node parsed) {
        if (text.indexOf('\\') >= 0 && (text.contains("\\(") || text.contains("\\[") || text.contains("\\]"))) {
            return false;
        }
        if (text.indexOf('&') >= 0 && text.indexOf('[') >= 0) {
            return false;
        }
        var settled = new Settled();
        settled.look(parsed);
        return !settled.doubt && settled.brackets == 0;
    }

    private void look(Node parent) {
        for (var node = parent.getFirstChild(); node != null && !doubt; node = node.getNext()) {
            if (node instanceof Text text) {
                look(text.getLiteral());
            } else {
                look(node);
            }
        }
    }

    private void look(String text) {
        for (var i = 0; i < text.length() && !doubt; i++) {
            var before = i == 0 ? '*' : text.charAt(i - 1);
            var after = i + 1 == text.length() ? '*' : text.charAt(i + 1);
            switch (text.charAt(i)) {
                case '[' -> brackets++;
                case ']' -> brackets = Math.max(0, brackets - 1);
                case '`' , '~' -> doubt = true;
                case '*' -> doubt = !(Character.isWhitespace(before) && Character.isWhitespace(after));
                case '_' -> doubt = !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
                case '<' -> doubt = !(Character.isWhitespace(after) || Character.isDigit(after) || after == '=');
                case '$' -> doubt = !Character.isWhitespace(after);
                default -> {}
            }
        }
    }
}
