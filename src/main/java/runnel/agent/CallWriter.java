package runnel.agent;

import java.util.Optional;
import runnel.conversation.Message.Part;
import runnel.event.Event;

/** Writes one tool call as the model asks for it. Used by the reply's thread. */
final class CallWriter {
    private final ReplyWriter reply;
    private final String tool;
    private final StringBuilder arguments = new StringBuilder();
    private String id;
    private String expected = "";
    private int part;
    private boolean ended;

    CallWriter(ReplyWriter reply, String id, String tool) {
        this.reply = reply;
        this.id = id;
        this.tool = tool;
    }

    /** It may be the one that readers have seen already. */
    void repeat(Part.Tool seen) {
        id = seen.call();
        part = seen.index();
        expected = seen.arguments();
        ended = seen.state() != Part.Tool.State.WRITING;
    }

    /** It is new to readers, with the arguments that it has so far. */
    void begin() {
        reply.closePart();
        part = reply.nextPart();
        expected = "";
        ended = false;
        reply.emit(new Event.ToolRequest(reply.id(), part, id, tool));
        show(arguments.toString());
    }

    boolean isRepeating() {
        return arguments.length() < expected.length();
    }

    boolean isEmpty() {
        return arguments.isEmpty();
    }

    void add(String piece) {
        var seen = Math.max(0, Math.min(piece.length(), expected.length() - arguments.length()));
        var known = seen > 0 && expected.startsWith(piece.substring(0, seen), arguments.length());
        var further = ended && piece.length() > seen;
        arguments.append(piece);
        if (seen > 0 && !known || further) {
            reply.branch();
        } else {
            show(piece.substring(seen));
        }
    }

    /** The arguments are complete. */
    Part.Tool end(int step) {
        if (!ended) {
            ended = true;
            reply.emit(new Event.PartEnd(reply.id(), part));
        }
        return new Part.Tool(
                part,
                step,
                id,
                tool,
                arguments.toString(),
                Part.Tool.State.READY,
                Optional.empty(),
                "",
                0);
    }

    /** It was cut off, and is void. */
    void cutOff(int step) {
        end(step);
        reply.emit(new Event.ToolEnd(reply.id(), part, true, "The call was cut off.", 0));
    }

    private void show(String piece) {
        if (!piece.isEmpty()) {
            reply.emit(new Event.ToolDelta(reply.id(), part, piece));
        }
    }
}
