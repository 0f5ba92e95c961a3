package runnel.wire;

import runnel.event.Event;

/**
 * Knows, while a log goes by, which reply of which run is being written. For encoders that show
 * replies only.
 */
public final class ReplyFollower {
    private String run = "";
    private String reply = "";
    private int part = -1;

    /**
     * Takes an event into account; whether a new reply, or a new version of one, begins with it.
     */
    public boolean begins(Event event) {
        if (event instanceof Event.RunStart start) {
            var another = !start.reply().equals(reply);
            run = start.run();
            reply = start.reply();
            part = another ? -1 : part;
            return another;
        }
        return false;
    }

    /** Whether it belongs to the reply that is being written. */
    public boolean isOfReply(Event.OfReply event) {
        return event.message().equals(reply);
    }

    /** A piece as it follows what came before: another part is another paragraph. */
    public String joined(Event.TextDelta delta) {
        var apart = part >= 0 && part != delta.part();
        part = delta.part();
        return apart ? "\n\n" + delta.text() : delta.text();
    }

    /** The run that writes; empty before the first. */
    public String run() {
        return run;
    }
}
