package runnel.conversation;

import java.util.List;

/**
 * Port to what people keep of their questions about data: the question and its query, which is
 * asked anew whenever somebody looks. Thread-safe.
 */
public interface Board {
    /** Questions of one person, at most. */
    int MOST = 60;

    /** Characters of a question, at most. */
    int QUESTION_CHARS = 2_000;

    /** Characters of a query, at most. */
    int QUERY_CHARS = 20_000;

    /**
     * A question that is kept.
     *
     * @param query a JSON object
     */
    record Kept(String id, String question, String query, long keptMillis) {}

    /** All of a person, the one kept last first. */
    List<Kept> list(String owner);

    /**
     * Keeps a question; one in the same words takes the new query and comes first.
     *
     * @throws runnel.base.Problem {@code board-question}, {@code board-query} or {@code board-full}
     */
    Kept keep(String owner, String question, String query, long nowMillis);

    /** Forgets a question, if it is there. */
    void remove(String owner, String id);
}
