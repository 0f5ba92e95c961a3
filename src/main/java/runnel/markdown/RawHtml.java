package runnel.markdown;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of HTML, which are shown as text. */
final class RawHtml extends Verbatim {
    private final @Nullable Pattern end;

    /**
     * @param end what the last line contains, or nothing where a blank line ends the block
     */
    RawHtml(@Nullable Pattern end) {
        this.end = end;
    }

    @Override
    String open() {
        return "<p class=\"html\">";
    }

    @Override
    String close() {
        return "</p>";
    }

    @Override
    boolean takesFirstLine() {
        return true;
    }

    @Override
    Goes goesOn(Line line, Block deepest) {
        line.stay();
        var over = end == null ? line.isBlank() : hasLines() && end.matcher(lastLine()).find();
        return over ? Goes.NO : Goes.ON;
    }

    boolean isFirstLine() {
        return source().text().indexOf("\n") < 0;
    }

    private CharSequence lastLine() {
        var text = source().text();
        return text.subSequence(text.lastIndexOf("\n") + 1, text.length());
    }

    @Override
    void add(Line line) {
        addLine(line.rest());
    }
}
