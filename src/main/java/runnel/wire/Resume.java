package runnel.wire;

import java.util.Optional;
import java.util.OptionalLong;
import runnel.conversation.Accepted;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.http.Request;
import runnel.log.Entry;

/** Where a reader says it has come to. */
public final class Resume {
    private Resume() {}

    /**
     * The cursor of a request: {@code Last-Event-ID}, else {@code ?after=}; empty where there is
     * none.
     */
    public static Optional<String> given(Request request) {
        return request.lastEventId()
                .or(() -> request.query("after"))
                .filter(cursor -> !cursor.isEmpty());
    }

    /** The given cursor as a place in the log; empty where it is none of this log's places. */
    public static OptionalLong place(String given, Conversation conversation) {
        if (given.isEmpty()
                || given.length() > 18
                || !given.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalLong.empty();
        }
        var seq = Long.parseLong(given);
        return seq <= conversation.log().durable() ? OptionalLong.of(seq) : OptionalLong.empty();
    }

    /** The run that had been asked for last when the entry at {@code seq} was written. */
    public static Optional<Accepted> run(
            Conversation conversation, ConversationStore store, long seq) {
        return store.runAt(conversation.id(), seq);
    }

    /** The entries of a run that a reader has seen who comes back at {@code seq}. */
    public static Iterable<Entry> seen(Conversation conversation, Accepted run, long seq) {
        return conversation.log().range(run.seq() - 1, seq);
    }
}
