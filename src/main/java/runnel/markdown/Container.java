package runnel.markdown;

import java.util.ArrayList;
import java.util.List;

/** A block made of blocks. */
abstract sealed class Container extends Block permits Document, Quote, Listing, Item, Note, NoteSection, Table, Group {
    private final List<Block> children = new ArrayList<>();
    private int changedFrom;

    /** How many blocks there are for the page to look at. */
    int size() {
        return children.size();
    }

    Block child(int at) {
        return children.get(at);
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    void add(Block child) {
        child.parent = this;
        child.index = children.size();
        children.add(child);
        touch(child.index);
    }

    void removeLast() {
        children.removeLast();
        touch(children.size());
    }

    /** Whether a child shows in this block's content. */
    boolean shows(Block child) {
        return child.isVisible();
    }

    /** Elements inside the content that stand before the first child. */
    int lead() {
        return 0;
    }

    /** Whether such a block may stand directly in this one; the first thing to happen to the child. */
    boolean admits(Block child) {
        return true;
    }

    /** Whether lines are tried for the start of blocks in this one. */
    boolean holdsLines() {
        return true;
    }

    /** The state of the container itself as one number. */
    int flags() {
        return 0;
    }

    void flags(int flags) {}

    @Override
    State save() {
        return new State(children.size(), 0, flags());
    }

    @Override
    void reset(State state) {
        while (children.size() > state.size()) {
            children.removeLast();
        }
        flags(state.flags());
        touch(Math.max(0, children.size() - 1));
    }

    /** Notes that children from this one on may differ from the page. */
    void touch(int child) {
        if (!isChanged() || child < changedFrom) {
            changedFrom = Math.min(changedFrom, child);
            touch();
        }
    }

    /** The first child that may differ from the page. */
    int changedFrom() {
        return changedFrom;
    }

    @Override
    void shown() {
        super.shown();
        changedFrom = Integer.MAX_VALUE;
    }
}
