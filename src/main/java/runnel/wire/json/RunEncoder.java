package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.event.Event;
import runnel.http.FrameBuffer;
import runnel.log.Entry;
import runnel.wire.Encoder;

/** One run on Runnel's own wire: from the message that asked for it to its end. */
final class RunEncoder implements Encoder {
    private final Accepted accepted;
    private final Messages messages;

    /** The message that the run writes; empty until it has begun. */
    private String reply = "";

    private @Nullable ObjectNode reset;
    private @Nullable Entry end;

    RunEncoder(Accepted accepted, Messages messages) {
        this.accepted = accepted;
        this.messages = messages;
    }

    /** The reader cannot go on from where it thinks it is: it gets this state instead. */
    void reset(ObjectNode state) {
        this.reset = state;
    }

    /** Takes into account what the reader has seen already. */
    void seen(Entry entry) {
        concerns(entry);
    }

    @Override
    public void open(long seq, FrameBuffer out) {
        var data =
                Json.object()
                        .put("conversation", accepted.conversation())
                        .put("run", accepted.run())
                        .put("message", accepted.message());
        out.id(seq).event("open").data(data.toString()).end();
        if (reset != null) {
            out.id(seq).event("reset").data(reset.toString()).end();
        }
        // Who comes back after the end still learns that it is over.
        if (end != null) {
            EventData.write(end, messages, out);
        }
    }

    @Override
    public void lost(Problem problem, long seq, FrameBuffer out) {
        EventData.lost(problem, seq, messages, out);
    }

    @Override
    public void entry(Entry entry, FrameBuffer out) {
        if (concerns(entry)) {
            EventData.write(entry, messages, out);
        }
    }

    @Override
    public boolean isOver() {
        return end != null;
    }

    private boolean concerns(Entry entry) {
        return switch (entry.event()) {
            case Event.RunStart start when start.run().equals(accepted.run()) -> {
                reply = start.reply();
                yield true;
            }
            case Event.OfReply event -> !reply.isEmpty() && event.isWithin(reply);
            case Event.RunPause pause -> pause.run().equals(accepted.run());
            case Event.RunResume resume -> resume.run().equals(accepted.run());
            case Event.RunProblem problem -> problem.run().equals(accepted.run());
            case Event.RunEnd over when over.run().equals(accepted.run()) -> {
                end = entry;
                yield true;
            }
            default -> false;
        };
    }
}
