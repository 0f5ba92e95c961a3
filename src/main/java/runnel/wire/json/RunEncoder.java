package runnel.wire.json;

import runnel.base.Json;
import runnel.base.Messages;
import runnel.conversation.Accepted;
import runnel.event.Event;
import runnel.event.EventJson;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** One run on Runnel's own wire: from the message that asked for it to its end. */
final class RunEncoder implements Encoder {
    private final Accepted accepted;
    private final Messages messages;
    /** The message that the run writes; empty until it has begun. */
    private String reply = "";

    private boolean over;

    RunEncoder(Accepted accepted, Messages messages) {
        this.accepted = accepted;
        this.messages = messages;
    }

    @Override
    public void open(long seq, FrameBuffer out) {
        var data = Json.object()
                .put("conversation", accepted.conversation())
                .put("run", accepted.run())
                .put("message", accepted.message());
        out.frame(seq, "open", data.toString());
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        if (concerns(entry.event())) {
            out.frame(entry.seq(), EventJson.name(entry.event()), EventData.of(entry.event(), messages));
        }
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private boolean concerns(Event event) {
        return switch (event) {
            case Event.RunStart start when start.run().equals(accepted.run()) -> {
                reply = start.reply();
                yield true;
            }
            // Only one run of a conversation writes at a time, but a reader who resumed has not seen which message.
            case Event.Delta delta -> reply.isEmpty() || delta.message().equals(reply);
            case Event.PartEnd end -> reply.isEmpty() || end.message().equals(reply);
            case Event.RunPause pause -> pause.run().equals(accepted.run());
            case Event.RunResume resume -> resume.run().equals(accepted.run());
            case Event.RunProblem problem -> problem.run().equals(accepted.run());
            case Event.RunEnd end when end.run().equals(accepted.run()) -> {
                over = true;
                yield true;
            }
            default -> false;
        };
    }
}
