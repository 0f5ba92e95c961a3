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
        if (entry.event() instanceof Event.ShareChange
                || entry.event() instanceof Event.ConversationDelete) {
            over = over || !permitted.getAsBoolean();
        }
        if (!over) {
            encoder.entry(entry, out);
        }
    }

    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        encoder.lost(problem, seq, out);
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
