package runnel.markdown;

import java.util.regex.Pattern;

/**
 * Keeps back the start of a line while it is nothing but characters that may turn out to be markup.
 *
 * <p>A dash below a paragraph makes it a heading, until the word behind the dash makes it a list.
 * Whoever watches a text arrive should not see that.
 */
final class Holdback {
    private static final Pattern MARKUP =
            Pattern.compile(
                    "[ \t>]{0,64}(?:[-|: \t]{0,256}|=*|[*_+#`~$<\\[\\\\]{1,3}[ \t]?|\\d{1,9}[.)]?[ \t]?)");

    private final StringBuilder held = new StringBuilder();
    private boolean midLine;

    /** What may be shown, once this has come. */
    String release(String piece) {
        held.append(piece);
        var lineStart = Math.max(held.lastIndexOf("\n"), held.lastIndexOf("\r")) + 1;
        if (lineStart > 0) {
            midLine = false;
        }
        var shown =
                midLine || !MARKUP.matcher(held.substring(lineStart)).matches()
                        ? held.length()
                        : lineStart;
        midLine = shown > lineStart;
        return take(shown);
    }

    /** What is kept back, when nothing more comes. */
    String rest() {
        return take(held.length());
    }

    private String take(int chars) {
        var taken = held.substring(0, chars);
        held.delete(0, chars);
        return taken;
    }
}
