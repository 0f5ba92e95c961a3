package runnel.markdown;

import org.commonmark.node.CustomNode;

/** A formula inside a line: TeX as written, for the page to typeset. */
final class Tex extends CustomNode {
    private final String source;
    private final boolean display;

    Tex(String source, boolean display) {
        this.source = source;
        this.display = display;
    }

    String source() {
        return source;
    }

    /** Whether it wants a line of its own, as {@code $$} and {@code \[} ask. */
    boolean display() {
        return display;
    }
}
