package runnel.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import runnel.base.Lazy;
import runnel.conversation.ConversationStore.Hit;
import runnel.conversation.Header;
import runnel.conversation.SearchQuery;

/**
 * The full-text index over messages and titles, in a file beside the database.
 *
 * <p>The projection only notes what is due, in the transaction that keeps the events; here it is
 * indexed later, and at the latest when somebody searches. So a token never waits for the index and
 * a search never misses a message. Thread-safe.
 */
final class SearchIndex {
    /** Messages indexed in one transaction: what a transaction costs is shared by so many. */
    private static final int BATCH_MESSAGES = 40;

    /** Characters after which one is full where nobody waits for it but perhaps for the machine. */
    private static final int STEP_CHARS = 10_000;

    /** Transactions that one search waits for, at most: more are due only after an upgrade. */
    private static final int PATIENCE_BATCHES = 25;

    private final Database database;
    private final SearchTexts texts;

    /** The same with the file of the index: nobody else writes to that. */
    private final Lazy<Database> words;

    /** What is to be indexed, and the number of its latest change. */
    private record Due(long number, String conversation, String message) {}

    /** What is to be indexed, and what it says; empty for what is no more. */
    private record Said(Due due, Optional<String> text) {}

    SearchIndex(Database database) {
        this.database = database;
        this.texts = new SearchTexts(database);
        this.words = new Lazy<>(() -> database.beside("search.db", "search"));
    }

    /** Messages that hold all terms, latest indexed first. */
    List<Hit> search(String owner, SearchQuery query, long before, int limit) {
        if (query.terms().isEmpty()) {
            return List.of();
        }
        for (var batch = 0; batch < PATIENCE_BATCHES && advance(Integer.MAX_VALUE); batch++) {
            // Until nothing is due.
        }
        return words.get()
                .list(
                        "select "
                                + Rows.COLUMNS
                                + """
                                , s.message, coalesce(m.author, 'PERSON'), s.text, coalesce(m.time_millis, c.created_millis), s.number
                                from search f cross join searchable s on s.number = f.rowid
                                    cross join conversation c on c.id = s.conversation
                                    left join message m on m.conversation = s.conversation and m.id = s.message
                                where search match ? and f.rowid < ? and c.owner = ? and c.deleted_until = 0 and c.messages > 0
                                    and (s.message = '' or m.id is not null)
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
        return advance(STEP_CHARS);
    }

    private boolean advance(int chars) {
        return words.get().inTurn(() -> step(chars));
    }

    private boolean step(int chars) {
        if (!isComplete()) {
            begin();
            return true;
        }
        var due =
                database.list(
                        "select number, conversation, message from search_due order by number limit ?",
                        row -> new Due(row.getLong(1), row.getString(2), row.getString(3)),
                        BATCH_MESSAGES);
        if (due.isEmpty()) {
            return false;
        }
        var said = said(due, chars);
        words.get()
                .together(statements -> {
                    // Numbered here: to ask the database for each number costs more than the rest.
                    var number =
                            statements
                                    .list(
                                            "select coalesce(max(number), 0) from searchable",
                                            row -> row.getLong(1))
                                    .getFirst();
                    for (var one : said) {
                        index(statements, one, ++number);
                    }
                    return said.size();
                });
        // What has changed meanwhile has another number, and is still due.
        database.together(statements -> {
            for (var one : said) {
                statements.run(
                        "delete from search_due where number = ? and conversation = ? and message = ?",
                        one.due().number(),
                        one.due().conversation(),
                        one.due().message());
            }
            return said.size();
        });
        return said.size() < due.size() || due.size() == BATCH_MESSAGES;
    }

    /** What the first of them say, until it is more than so many characters; at least one. */
    private List<Said> said(List<Due> due, int chars) {
        var said = new ArrayList<Said>(due.size());
        var left = chars;
        for (var i = 0; i < due.size() && left > 0; i++) {
            var one = due.get(i);
            var text = texts.of(one.conversation(), one.message());
            left -= text.map(String::length).orElse(0);
            said.add(new Said(one, text));
        }
        return said;
    }

    /**
     * Takes a conversation out, then does what takes it out of the database; meanwhile nothing is
     * indexed.
     */
    void forget(String conversation, Runnable rest) {
        words.get()
                .inTurn(() -> {
                    words.get()
                            .together(statements -> {
                                for (var message :
                                        statements.list(
                                                "select message from searchable where conversation = ?",
                                                row -> row.getString(1),
                                                conversation)) {
                                    remove(statements, conversation, message);
                                }
                                return conversation;
                            });
                    rest.run();
                    return conversation;
                });
    }

    /** The file of the index, for who wants it clean. */
    Database file() {
        return words.get();
    }

    private boolean isComplete() {
        return words.get()
                .first("select 1 from search_state cross join indexed", row -> true)
                .isPresent();
    }

    // An index that knows nothing, or is of another database: all that there is, is due.
    private void begin() {
        words.get()
                .together(statements -> {
                    statements.run("insert into search (search) values ('delete-all')");
                    statements.run("delete from searchable");
                    statements.run("delete from indexed");
                    return statements.run("insert into indexed values (1)");
                });
        database.together(statements -> {
            statements.run(
                    """
                    insert or ignore into search_due (conversation, message)
                    select conversation, id from message where state not in ('WRITING', 'REMOVED')
                    union all select id, '' from conversation\
                    """);
            statements.run("delete from search_state");
            return statements.run("insert into search_state values (1)");
        });
    }

    private static void index(Statements statements, Said said, long number) throws SQLException {
        var due = said.due();
        remove(statements, due.conversation(), due.message());
        var text = said.text().orElse("");
        if (!text.isBlank()) {
            statements.run(
                    "insert into searchable (number, conversation, message, text) values (?, ?, ?, ?)",
                    number,
                    due.conversation(),
                    due.message(),
                    text);
            statements.run(
                    "insert into search (rowid, text) values (?, ?)", number, Words.spaced(text));
        }
    }

    private static void remove(Statements statements, String conversation, String message)
            throws SQLException {
        for (var old :
                statements.list(
                        "select number, text from searchable where conversation = ? and message = ?",
                        row -> new Indexed(row.getLong(1), row.getString(2)),
                        conversation,
                        message)) {
            statements.run(
                    "insert into search (search, rowid, text) values ('delete', ?, ?)",
                    old.number(),
                    Words.spaced(old.text()));
            statements.run("delete from searchable where number = ?", old.number());
        }
    }

    /** What is indexed under a number. */
    private record Indexed(long number, String text) {}
}
