package runnel.markdown;

import org.jspecify.annotations.Nullable;

/**
 * A part of a document. While its end may still grow it stands in the parser's list of open blocks.
 *
 * <p>What a block contributes to the page is an element, made of {@link #open}, its content and {@link #close}, or
 * nothing, or, for a paragraph in a tight list, its bare content.
 */
abstract sealed class Block permits Container, Prose, Verbatim, Rule {
    static final int[] DIRECT = {};
    @Nullable Container parent;
    int index;
    private boolean changed = true;

    /** The tags before the content; empty where the content stands bare in the parent. */
    abstract String open();

    abstract String close();

    /** The way from the outermost element of {@link #open} down to the one that holds the content. */
    int[] inner() {
        return DIRECT;
    }

    /** Whether it shows in the page where it stands in the text. */
    boolean isVisible() {
        return true;
    }

    /** Two blocks of one shape differ in content only, so that the page may keep the element. */
    String shape() {
        return open();
    }

    /** Whether the next line goes on in this block; where it does, the marker of a container is read off the line. */
    abstract Goes goesOn(Line line, Block deepest);

    /** What a line means to an open block. */
    enum Goes {
        ON,
        /** The line was the last of this block, and is used up. */
        ENDED,
        NO
    }

    /** Whether a line without the markers of the containers still belongs to it, if it starts no other block. */
    boolean isLazy() {
        return false;
    }

    /** Whether the line that starts it is part of its text. */
    boolean takesFirstLine() {
        return false;
    }

    /** Takes a line of text. Containers have none. */
    void add(Line line) {}

    /** Whatever {@link #reset} needs to undo all that happens to this block from now on. */
    abstract State save();

    abstract void reset(State state);

    /** The fields of a block that a line can change. */
    record State(int size, int count, int flags) {}

    /** Whether the page may show this block as it was before. */
    boolean isChanged() {
        return changed;
    }

    /** Notes that the page does not yet show this block as it is. */
    void touch() {
        changed = true;
        if (parent != null) {
            parent.touch(index);
        }
    }

    /** The page shows this block as it is. */
    void shown() {
        changed = false;
    }
}
