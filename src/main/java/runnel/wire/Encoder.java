package runnel.wire;

import runnel.base.Problem;
import runnel.http.FrameBuffer;
import runnel.log.Entry;

/**
 * Turns the entries of a log into the frames of one protocol, for one reader. Used by one thread;
 * may remember what it has said.
 */
public interface Encoder {
    /** Before anything else, at the place where the reader begins. */
    default void open(long seq, FrameBuffer out) {}

    /** Entries come in order; neighbouring deltas of one part may have been joined. */
    void entry(Entry entry, FrameBuffer out);

    /**
     * Up to here everything was told, perhaps beyond the last entry given: entries begin behind it.
     */
    default long covered() {
        return 0;
    }

    /**
     * The log cannot be followed any more, and the stream ends: says why, if the protocol has words
     * for it. Otherwise the connection breaks off, which every client understands.
     *
     * @param seq where the reader has come to
     */
    default void lost(Problem problem, long seq, FrameBuffer out) {}

    /** Whether the last entry was the last of interest: the stream ends then. */
    default boolean isOver() {
        return false;
    }
}
