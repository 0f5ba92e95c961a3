package runnel.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port to what can be asked about conversations without reading their logs.
 *
 * <p>These answers are derived from the events of the logs, in the same transaction that keeps
 * them. Thread-safe.
 */
public interface ConversationStore {
    Optional<Summary> find(String conversation);

    /** Conversations of an owner, latest change first. */
    List<Summary> list(String owner, Before before, int limit);

    /** All messages of a conversation, in the order of their making. */
    List<Header> headers(String conversation);

    /** Runs of a conversation that have not ended, in the order in which they were asked for. */
    List<RunState> unfinishedRuns(String conversation);

    /** Conversations that have runs which have not ended. */
    List<String> unfinished();

    /** Where a run belongs, whether or not it has ended. */
    Optional<Accepted> run(String run);

    /**
     * The run of a conversation that had been asked for last when the entry at {@code seq} was
     * written.
     */
    Optional<Accepted> runAt(String conversation, long seq);

    /** Texts of people's messages, by id. */
    Map<String, String> texts(String conversation, List<String> messages);

    /** What an earlier message with this idempotency key became. */
    Optional<Accepted> accepted(String owner, String key);

    /**
     * @param updatedMillis time of the last message or answer, milliseconds since 1970
     */
    record Summary(String id, String owner, String title, long createdMillis, long updatedMillis) {}

    /** A place in a list ordered by last change: what comes after this one. */
    record Before(long updatedMillis, String id) {
        public static final Before START = new Before(Long.MAX_VALUE, "\uFFFF");
    }
}
