package runnel.cli.terminal;

import runnel.base.Messages;

/**
 * What the model thinks before it answers: one line for the reader, and the end of it kept to be
 * read. Not thread-safe.
 */
final class Thinking {
    /** The last of the model's thinking that is kept. */
    private static final int KEPT_CHARS = 65_536;

    /** Enough of it for one line. */
    private static final int GLANCE_CHARS = 400;

    private final Messages texts;
    private final StringBuilder text = new StringBuilder();
    private boolean open;

    Thinking(Messages texts) {
        this.texts = texts;
    }

    /** Whether it goes on. */
    boolean isOpen() {
        return open;
    }

    void begin() {
        open = true;
        text.setLength(0);
    }

    void add(String piece) {
        if (!open) {
            begin();
        }
        text.append(piece);
        text.delete(0, Math.max(0, text.length() - KEPT_CHARS));
    }

    void end() {
        open = false;
    }

    /** All that is kept of it. */
    String text() {
        return text.toString().strip();
    }

    /** What stays of it on the screen; empty where there was none. */
    String summary() {
        var glance = Clean.line(text.substring(0, Math.min(GLANCE_CHARS, text.length())));
        return glance.isEmpty() ? "" : texts.text("cli.thought", glance);
    }

    /** What is shown of it while it goes on: its end. */
    String line(int columns) {
        var label = texts.text("cli.thinking");
        var glance = Clean.line(text.substring(Math.max(0, text.length() - GLANCE_CHARS)));
        return glance.isEmpty()
                ? label
                : label + " " + tail(glance, columns - Lines.columns(label) - 2);
    }

    private static String tail(String text, int columns) {
        var used = 0;
        for (var from = text.length();
                from > 0;
                from -= Character.charCount(text.codePointBefore(from))) {
            used += Lines.columns(Character.toString(text.codePointBefore(from)));
            if (used > columns) {
                return "…" + text.substring(from);
            }
        }
        return text;
    }
}
