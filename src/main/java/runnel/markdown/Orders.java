package runnel.markdown;

import java.util.function.IntSupplier;

/**
 * Gives each piece of inline text of a document a number, in the order they are written, and tells
 * which were undone.
 */
final class Orders implements IntSupplier {
    private int next;
    private int undoneFrom;
    private int undoneTo;

    @Override
    public int getAsInt() {
        return next++;
    }

    int next() {
        return next;
    }

    /** All from this one on are gone. */
    void undo(int from) {
        undoneFrom = from;
        undoneTo = next;
    }

    /** The first one that was undone last; up to {@link #undoneTo}, without it. */
    int undoneFrom() {
        return undoneFrom;
    }

    int undoneTo() {
        return undoneTo;
    }
}
