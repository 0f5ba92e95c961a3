package runnel.wire.json;

import runnel.base.Json;
import runnel.base.Messages;
import runnel.event.EventJson;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** A whole conversation on Runnel's own wire: every event, for as long as the reader stays. */
final class ConversationEncoder implements Encoder {
    private final String conversation;
    private final Messages messages;

    ConversationEncoder(String conversation, Messages messages) {
        this.conversation = conversation;
        this.messages = messages;
    }

    @Override
    public void open(long seq, FrameBuffer out) {
        out.frame(
                seq,
                "open",
                Json.object().put("conversation", conversation).put("seq", seq).toString());
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        out.frame(entry.seq(), EventJson.name(entry.event()), EventData.of(entry.event(), messages));
    }
}
