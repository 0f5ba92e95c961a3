package runnel.markdown;

import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.parser.Parser;

/** The frame around fenced code: its language, a button to copy it. */
final class CodeFrame {
    static final String CLOSE = "</code></pre></figure>";
    private static final Pattern LANGUAGE =
            Pattern.compile(
                    "[\\p{L}\\p{N}+#._-]{1," + Limits.LANGUAGE_CHARS + "}",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private static final Parser PARSER = Parser.builder().build();

    private CodeFrame() {}

    /** The first word after the fence, or nothing where it does not look like a language. */
    static String language(String info) {
        return word(info.indexOf('&') < 0 && info.indexOf('\\') < 0 ? info : unescape(info));
    }

    /** The same, of what is left once escapes are resolved. */
    static String word(String info) {
        var word = info.strip().split("[ \t{]", 2)[0];
        return LANGUAGE.matcher(word).matches() ? word : "";
    }

    private static String unescape(String info) {
        return PARSER.parse("~~~" + info).getFirstChild() instanceof FencedCodeBlock code
                ? code.getInfo()
                : "";
    }

    /**
     * @param closed whether the closing fence was seen: a diagram must not be drawn from half of
     *     its text
     */
    static String open(String language, String copyLabel, boolean closed) {
        var out = new StringBuilder("<figure class=\"code");
        out.append(closed && language.equals("mermaid") ? " mermaid\"" : "\"");
        if (!language.isEmpty()) {
            out.append(" data-language=\"").append(language).append('"');
        }
        out.append("><figcaption><span>")
                .append(language)
                .append("</span><button type=\"button\" class=\"copy\">");
        Html.text(out, copyLabel).append("</button></figcaption><pre><code");
        if (!language.isEmpty()) {
            out.append(" class=\"language-").append(language).append('"');
        }
        return out.append('>').toString();
    }
}
