package runnel.conversation;

import runnel.event.Event;

/**
 * What is known of a message without its content: its place in the tree and in the log.
 *
 * @param parent the message it follows, {@code root} for the first; empty while it waits and this
 *     is undecided
 * @param run the run that answers it, or that writes it
 * @param rank seq at which it was made or last chosen: of several versions, the highest is the
 *     visible one
 * @param firstSeq seq of the first entry that belongs to it
 * @param lastSeq seq of the last entry that belongs to it; grows while it is written
 * @param timeMillis when it was made
 */
public record Header(
        String id,
        String parent,
        Author author,
        String run,
        State state,
        long rank,
        long firstSeq,
        long lastSeq,
        long timeMillis) {

    /** Who wrote a message. */
    public enum Author {
        PERSON,
        AGENT
    }

    /** Where a message is in its life. */
    public enum State {
        /** In the mailbox, waiting for its run. */
        WAITING,
        /** Taken up by its run. */
        SENT,
        /** Taken back while it waited. */
        REMOVED,
        /** Being written by its run. */
        WRITING,
        DONE,
        FAILED,
        CANCELLED,
        TRUNCATED,
        /** Given up for a new attempt; kept as a version. */
        INTERRUPTED
    }

    /** A person's message that waits in the mailbox. */
    public static Header sent(Event.MessageSend send, long seq, long timeMillis) {
        return new Header(
                send.message(),
                send.parent(),
                Author.PERSON,
                send.run(),
                State.WAITING,
                seq,
                seq,
                seq,
                timeMillis);
    }

    Header with(State state) {
        return new Header(id, parent, author, run, state, rank, firstSeq, lastSeq, timeMillis);
    }

    Header with(State state, long lastSeq) {
        return new Header(id, parent, author, run, state, rank, firstSeq, lastSeq, timeMillis);
    }

    Header following(String parent) {
        return new Header(id, parent, author, run, State.SENT, rank, firstSeq, lastSeq, timeMillis);
    }

    Header chosen(long rank) {
        return new Header(id, parent, author, run, state, rank, firstSeq, lastSeq, timeMillis);
    }
}
