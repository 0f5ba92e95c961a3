package runnel.agent;

import runnel.base.Text;

/**
 * Puts characters together again that a provider cut in two: half of one waits for the other half.
 */
final class Halves {
    private String held = "";

    /** The next piece as it can be shown; empty where only half a character came. */
    String join(String piece) {
        var text = held + piece;
        var end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        held = text.substring(end);
        return Text.wellFormed(text.substring(0, end));
    }

    /** What is left when no more will come. */
    String rest() {
        var rest = Text.wellFormed(held);
        held = "";
        return rest;
    }
}
