package runnel.wire.html;

import java.util.function.BooleanSupplier;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** What a guest sees of a conversation: the same as its owner, for as long as they may. */
final class GuestEncoder implements Encoder {
    private final Encoder encoder;
    private final BooleanSupplier permitted;
    private boolean over;

    /**
     * @param permitted whether they may read now; asked when the log says that something changes
     */
    GuestEncoder(Encoder encoder, BooleanSupplier permitted) {
        this.encoder = encoder;
        this.permitted = permitted;
    }

    @Override
    public void open(long seq, FrameBuffer out) {
        encoder.open(seq, out);
    }

    // An entry may be of earlier, and the link be there again: what counts is now.
    @Override
    public void entry(Entry entry, FrameBuffer out) {
        var changes =
                entry.event() instanceof Event.ShareChange
                        || entry.event() instanceof Event.ConversationDelete;
        if (changes && !permitted.getAsBoolean()) {
            end(entry.seq(), out);
        } else {
            encoder.entry(entry, out);
        }
    }

    // The frame that said so may itself have been refused to who may read no more.
    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        if (over || problem.kind() == Problem.Kind.NOT_FOUND) {
            end(seq, out);
        } else {
            encoder.lost(problem, seq, out);
        }
    }

    /** The page need not come again to learn that there is nothing for it any more. */
    private void end(long seq, FrameBuffer out) {
        over = true;
        out.id(seq).event("gone").open().number(0).end();
    }

    @Override
    public long covered() {
        return encoder.covered();
    }

    @Override
    public boolean isOver() {
        return over;
    }
}
