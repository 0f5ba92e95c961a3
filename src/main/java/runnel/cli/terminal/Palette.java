package runnel.cli.terminal;

import org.jline.utils.AttributedStyle;

/** The styles of everything that is shown, as additions to the style around it. */
public enum Palette {
    COLOURFUL,
    /** For {@code NO_COLOR}: no style at all. */
    PLAIN;

    AttributedStyle strong(AttributedStyle around) {
        return this == PLAIN ? around : around.bold();
    }

    AttributedStyle emphasis(AttributedStyle around) {
        return this == PLAIN ? around : around.italic();
    }

    AttributedStyle struck(AttributedStyle around) {
        return this == PLAIN ? around : around.crossedOut();
    }

    AttributedStyle code(AttributedStyle around) {
        return this == PLAIN ? around : around.foreground(AttributedStyle.CYAN);
    }

    AttributedStyle link(AttributedStyle around) {
        return this == PLAIN ? around : around.underline();
    }

    AttributedStyle faint(AttributedStyle around) {
        return this == PLAIN ? around : around.faint();
    }

    AttributedStyle error(AttributedStyle around) {
        return this == PLAIN ? around : around.foreground(AttributedStyle.RED);
    }

    AttributedStyle prompt(AttributedStyle around) {
        return this == PLAIN ? around : around.bold().foreground(AttributedStyle.GREEN);
    }

    AttributedStyle heading(AttributedStyle around, int level) {
        return this == PLAIN ? around : level == 1 ? around.bold().underline() : around.bold();
    }
}
