package runnel.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.conversation.ConversationStore.Hit;
import runnel.conversation.Header;
import runnel.conversation.SearchQuery;
import runnel.event.Event;
import runnel.event.EventJson;

/**
 * The full-text index over messages and titles.
 *
 * <p>The projection only notes what is due, in the transaction that keeps the events; here it is
 * indexed later, in small transactions, and at the latest when somebody searches. So a token never
 * waits for the index and a search never misses a message. Thread-safe.
 */
final class SearchIndex {
    /** Messages indexed in one transaction. */
    private static final int BATCH_MESSAGES = 40;

    /** The same while tokens may be waiting for their turn. */
    private static final int STEP_MESSAGES = 8;

    /** Transactions that one search waits for, at most: more are due only after an upgrade. */
    private static final int PATIENCE_BATCHES = 25;

    private final Database database;

    /** What is to be indexed. */
    private record Due(String conversation, String message) {}

    SearchIndex(Database database) {
        this.database = database;
    }

    /** Messages that hold all terms, latest indexed first. */
    List<Hit> search(String owner, SearchQuery query, long before, int limit) {
        if (query.terms().isEmpty()) {
            return List.of();
        }
        for (var batch = 0; batch < PATIENCE_BATCHES && advance(BATCH_MESSAGES); batch++) {
            // Until nothing is due.
        }
        return database.list(
                "select "
                        + Rows.COLUMNS
                        + """
                        , s.message, coalesce(m.author, 'PERSON'), s.text, coalesce(m.time_millis, c.created_millis), s.number
                        from search f cross join searchable s on s.number = f.rowid
                            cross join conversation c on c.id = s.conversation
                            left join message m on m.conversation = s.conversation and m.id = s.message
                        where search match ? and f.rowid < ? and c.owner = ? and c.deleted_until = 0 and c.messages > 0
                        order by f.rowid desc limit ?\
                        """,
                row ->
                        new Hit(
                                Rows.summary(row),
                                row.getString(Rows.WIDTH + 1),
                                Header.Author.valueOf(row.getString(Rows.WIDTH + 2)),
                                row.getString(Rows.WIDTH + 3),
                                row.getLong(Rows.WIDTH + 4),
                                row.getLong(Rows.WIDTH + 5)),
                Words.match(query),
                before,
                owner,
                limit);
    }

    /** Indexes a little of what is due; whether more is left. */
    boolean advance() {
        return advance(STEP_MESSAGES);
    }

    private boolean advance(int most) {
        var complete = database.first("select 1 from search_state", row -> true).isPresent();
        var due = due(most);
        if (complete && due.isEmpty()) {
            return false;
        }
        return database.together(statements -> {
            if (!complete) {
                noteAll(statements);
                return true;
            }
            for (var one : due) {
                index(statements, one);
            }
            return due.size() == most;
        });
    }

    /** Takes a conversation out, within the transaction of the caller. */
    void forget(Statements statements, String conversation) throws SQLException {
        for (var entry :
                statements.list(
                        "select message from searchable where conversation = ?",
                        row -> new Due(conversation, row.getString(1)),
                        conversation)) {
            remove(statements, entry);
        }
        statements.run("delete from search_due where conversation = ?", conversation);
    }

    private List<Due> due(int most) {
        return database.list(
                "select conversation, message from search_due limit ?",
                row -> new Due(row.getString(1), row.getString(2)),
                most);
    }

    // A new index knows nothing: all that there is, is due.
    private static void noteAll(Statements statements) throws SQLException {
        statements.run(
                """
                insert or ignore into search_due
                select conversation, id from message where state not in ('WRITING', 'REMOVED')
                union all select id, '' from conversation\
                """);
        statements.run("insert into search_state values (1)");
    }

    private static void index(Statements statements, Due due) throws SQLException {
        remove(statements, due);
        var text = text(statements, due);
        if (text.isPresent() && !text.get().isBlank()) {
            var number =
                    statements
                            .list(
                                    """
                                    insert into searchable (conversation, message, text) values (?, ?, ?)
                                    returning number\
                                    """,
                                    row -> row.getLong(1),
                                    due.conversation(),
                                    due.message(),
                                    text.get())
                            .getFirst();
            statements.run(
                    "insert into search (rowid, text) values (?, ?)",
                    number,
                    Words.spaced(text.get()));
        }
        statements.run(
                "delete from search_due where conversation = ? and message = ?",
                due.conversation(),
                due.message());
    }

    private static void remove(Statements statements, Due due) throws SQLException {
        for (var old :
                statements.list(
                        "select number, text from searchable where conversation = ? and message = ?",
                        row -> new Indexed(row.getLong(1), row.getString(2)),
                        due.conversation(),
                        due.message())) {
            statements.run(
                    "insert into search (search, rowid, text) values ('delete', ?, ?)",
                    old.number(),
                    Words.spaced(old.text()));
            statements.run("delete from searchable where number = ?", old.number());
        }
    }

    /** What is indexed under a number. */
    private record Indexed(long number, String text) {}

    private static Optional<String> text(Statements statements, Due due) throws SQLException {
        if (due.message().isEmpty()) {
            return statements
                    .list(
                            "select title from conversation where id = ?",
                            row -> row.getString(1),
                            due.conversation())
                    .stream()
                    .findFirst();
        }
        var texts = new ArrayList<String>(1);
        statements.list(
                """
                select author, text, first_seq, last_seq from message
                where conversation = ? and id = ? and state not in ('WRITING', 'REMOVED')\
                """,
                row ->
                        texts.add(
                                row.getString(1).equals("PERSON")
                                        ? row.getString(2)
                                        : reply(statements, due, row.getLong(3), row.getLong(4))),
                due.conversation(),
                due.message());
        return texts.stream().findFirst();
    }

    /** The text of an answer, from the log; its reasoning is not searched. */
    private static String reply(Statements statements, Due due, long first, long last)
            throws SQLException {
        var text = new StringBuilder();
        for (var json :
                statements.list(
                        "select event from entry where conversation = ? and last >= ? and last <= ? order by last",
                        row -> row.getString(1),
                        due.conversation(),
                        first,
                        last)) {
            if (EventJson.read(json) instanceof Event.TextDelta delta
                    && delta.message().equals(due.message())) {
                text.append(delta.text());
            }
        }
        return text.toString();
    }
}
