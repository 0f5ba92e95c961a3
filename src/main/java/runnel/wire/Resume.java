package runnel.wire;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import runnel.conversation.Accepted;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
import runnel.event.Event;
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

    /**
     * The run of which a reader of one run has come to {@code seq}: that of the entry there, which
     * need not be the one that was writing. Other runs may wait or have been asked for meanwhile.
     */
    public static Optional<Accepted> run(
            Conversation conversation, ConversationStore store, long seq) {
        var entries = conversation.log().range(seq - 1, seq).spliterator();
        return StreamSupport.stream(entries, false)
                .findFirst()
                .flatMap(entry -> run(entry.event(), conversation))
                .flatMap(store::run)
                .or(() -> writing(conversation, store, seq));
    }

    /**
     * The run that was writing when the entry at {@code seq} came, or had been last; before the
     * first reply, the one that had been asked for.
     */
    public static Optional<Accepted> writing(
            Conversation conversation, ConversationStore store, long seq) {
        return store.runAt(conversation.id(), seq);
    }

    /** The entries of a run that a reader has seen who comes back at {@code seq}. */
    public static Iterable<Entry> seen(Conversation conversation, Accepted run, long seq) {
        return conversation.log().range(run.seq() - 1, seq);
    }

    private static Optional<String> run(Event event, Conversation conversation) {
        return switch (event) {
            case Event.MessageSend send -> Optional.of(send.run());
            case Event.ReplyRequest request -> Optional.of(request.run());
            case Event.RunStart start -> Optional.of(start.run());
            case Event.RunPause pause -> Optional.of(pause.run());
            case Event.RunResume resume -> Optional.of(resume.run());
            case Event.RunProblem problem -> Optional.of(problem.run());
            case Event.RunEnd end -> Optional.of(end.run());
            case Event.OfReply part -> conversation.find(part.owner()).map(Header::run);
            default -> Optional.empty();
        };
    }
}
