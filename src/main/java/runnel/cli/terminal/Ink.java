package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** Makes lines of texts, in the colours of a palette and the width of a screen. */
record Ink(Palette palette, Screen screen) {
    /** Stands before what the person writes. */
    static final String PROMPT = "❯ ";

    List<AttributedString> question(String text) {
        var body =
                Wrap.lines(
                        Lines.of(text, palette.strong(AttributedStyle.DEFAULT)),
                        screen.columns() - 2);
        return Lines.indent(
                body,
                Lines.of(PROMPT, palette.prompt(AttributedStyle.DEFAULT)),
                new AttributedString("  "));
    }

    /** A problem and what can be done about it. */
    List<AttributedString> complaint(String message, String hint) {
        var lines = new ArrayList<>(wrapped(message, palette.error(AttributedStyle.DEFAULT)));
        if (!hint.isEmpty()) {
            lines.addAll(faintLines(hint));
        }
        return paragraph(lines);
    }

    List<AttributedString> faintLines(String text) {
        return wrapped(text, palette.faint(AttributedStyle.DEFAULT));
    }

    /** One line, however long. */
    AttributedString faint(String text) {
        return Lines.of(text, palette.faint(AttributedStyle.DEFAULT));
    }

    /** Lines and an empty one after them. */
    static List<AttributedString> paragraph(List<AttributedString> lines) {
        var more = new ArrayList<>(lines);
        more.add(AttributedString.EMPTY);
        return more;
    }

    private List<AttributedString> wrapped(String text, AttributedStyle style) {
        return Wrap.lines(Lines.of(Clean.text(text), style), screen.columns());
    }
}
