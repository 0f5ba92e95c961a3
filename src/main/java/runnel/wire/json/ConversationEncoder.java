package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** A whole conversation on Runnel's own wire: every event, for as long as the reader stays. */
final class ConversationEncoder implements Encoder {
    private final String conversation;
    private final Messages messages;
    private @Nullable ObjectNode reset;

    ConversationEncoder(String conversation, Messages messages) {
        this.conversation = conversation;
        this.messages = messages;
    }

    /** The reader cannot go on from where it thinks it is: it gets this state instead. */
    void reset(ObjectNode state) {
        this.reset = state;
    }

    @Override
    public void open(long seq, FrameBuffer out) {
        var data = Json.object().put("conversation", conversation).put("seq", seq);
        out.id(seq).event("open").data(data.toString()).end();
        if (reset != null) {
            out.id(seq).event("reset").data(reset.toString()).end();
        }
    }

    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        EventData.lost(problem, seq, messages, out);
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        EventData.write(entry, messages, out);
    }
}
