package runnel.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.event.Feedback;

/**
 * Port to what can be asked about conversations without reading their logs.
 *
 * <p>These answers are derived from the events of the logs, in the same transaction that keeps
 * them. Thread-safe.
 */
public interface ConversationStore {
    Optional<Summary> find(String conversation);

    /** Conversations of an owner, latest change first; deleted ones are left out. */
    List<Summary> list(String owner, Shelf shelf, Before before, int limit);

    /** Conversations of an owner that are not archived, latest change first. */
    default List<Summary> list(String owner, Before before, int limit) {
        return list(owner, Shelf.OPEN, before, limit);
    }

    /** Names of the folders that an owner has conversations in, by name. */
    List<String> folders(String owner);

    /** Messages that hold all the words of a query, latest first; deleted ones are left out. */
    List<Hit> search(String owner, SearchQuery query, long before, int limit);

    /** The owner has seen everything of a conversation up to this place of its log. */
    void seen(String conversation, long seq);

    /** Deleted conversations that can no more be restored. */
    List<String> expired(long nowMillis);

    /** Takes everything of a conversation out of the store, so that no trace of it is left. */
    void erase(String conversation);

    /** Brings the search index up to date, a little at a time; whether something is left. */
    boolean index();

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

    /**
     * What was noted about replies after they had ended, by message; of all of the conversation.
     */
    Map<String, Note> notes(String conversation);

    /** The conversation that may be read by a link; empty where there is none any more. */
    Optional<Summary> shared(String link);

    /** The files that people send with their messages. */
    FileStore files();

    /** What an earlier message with this idempotency key became. */
    Optional<Accepted> accepted(String owner, String key);

    /**
     * @param updatedMillis time of the last message or answer, milliseconds since 1970
     */
    record Summary(
            String id,
            String owner,
            Profile profile,
            Progress progress,
            long createdMillis,
            long updatedMillis) {
        public String title() {
            return profile.title();
        }
    }

    /**
     * @param running whether a run has not ended
     * @param unread whether an answer has ended that the owner has not seen
     */
    record Progress(boolean running, boolean unread) {
        public static final Progress NONE = new Progress(false, false);
    }

    /**
     * What was noted about a reply after it had ended.
     *
     * @param summary of all that was said up to it; empty for none
     */
    record Note(Feedback feedback, String summary) {
        public static final Note NONE = new Note(Feedback.NONE, "");
    }

    /**
     * Which conversations a list is of.
     *
     * @param folder only those of this folder, {@code ""} being those of none; empty for all
     * @param archived those that were archived instead of the others
     * @param pinned those that are pinned, or those that are not; empty for both
     */
    record Shelf(Optional<String> folder, boolean archived, Optional<Boolean> pinned) {
        /** All that is not archived. */
        public static final Shelf OPEN = new Shelf(Optional.empty(), false, Optional.empty());

        /** All that is archived. */
        public static final Shelf ARCHIVE = new Shelf(Optional.empty(), true, Optional.empty());

        /** What is pinned, in whatever folder. */
        public static final Shelf PINNED = new Shelf(Optional.empty(), false, Optional.of(true));

        /** What is neither pinned nor in a folder. */
        public static final Shelf LOOSE = new Shelf(Optional.of(""), false, Optional.of(false));

        /** What is in a folder and not pinned. */
        public static Shelf folder(String name) {
            return new Shelf(Optional.of(name), false, Optional.of(false));
        }
    }

    /**
     * A message, or a title, in which a query was found.
     *
     * @param message empty where the title is meant
     * @param text the whole text
     * @param place where the rest of a list goes on: what comes after this one
     */
    record Hit(
            Summary conversation,
            String message,
            Header.Author author,
            String text,
            long timeMillis,
            long place) {}

    /** A place in a list ordered by last change: what comes after this one. */
    record Before(long updatedMillis, String id) {
        public static final Before START = new Before(Long.MAX_VALUE, "\uFFFF");

        public boolean isStart() {
            return updatedMillis == Long.MAX_VALUE;
        }
    }
}
