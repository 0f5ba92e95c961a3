package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import runnel.base.Json;
import runnel.conversation.Accepted;
import runnel.conversation.ConversationStore;
import runnel.conversation.FileStore;
import runnel.conversation.Header;
import runnel.conversation.RunState;
import runnel.conversation.SearchQuery;
import runnel.event.Feedback;

/** Answers about conversations from the derived tables. */
public final class SqlConversationStore implements ConversationStore {
    private static final String TEXT =
            "select id, text from message where conversation = ? and id = ?";
    private static final String TEXTS =
            """
            select id, text from message
            where conversation = ? and id in (select value from json_each(?))\
            """;

    private final Database database;
    private final FileStore files;
    private final Consumer<String> leaving;
    private final SearchIndex index;

    /** One of conversations without files. */
    public SqlConversationStore(Database database) {
        this(database, FileStore.none(), conversation -> {});
    }

    /**
     * @param leaving is told of a conversation before it is erased, and erases what it has of it
     */
    public SqlConversationStore(Database database, FileStore files, Consumer<String> leaving) {
        this.database = database;
        this.files = files;
        this.leaving = leaving;
        this.index = new SearchIndex(database);
    }

    @Override
    public Optional<Summary> find(String conversation) {
        return database.first(
                Rows.SUMMARIES + "where c.id = ?", row -> Rows.summary(row), conversation);
    }

    @Override
    public List<Summary> list(String owner, Shelf shelf, Before before, int limit) {
        return database.list(
                Rows.SUMMARIES
                        + """
                        where c.owner = ? and c.messages > 0 and c.deleted_until = 0 and c.archived = ?
                            and (? or c.folder = ?) and (? or c.pinned = ?)
                            and (c.updated_millis, c.id) < (?, ?)
                        order by c.updated_millis desc, c.id desc limit ?\
                        """,
                row -> Rows.summary(row),
                owner,
                shelf.archived(),
                shelf.folder().isEmpty(),
                shelf.folder().orElse(""),
                shelf.pinned().isEmpty(),
                shelf.pinned().orElse(false),
                before.updatedMillis(),
                before.id(),
                limit);
    }

    @Override
    public List<String> folders(String owner) {
        return database.list(
                """
                select distinct folder from conversation
                where owner = ? and folder <> '' and deleted_until = 0 order by folder\
                """,
                row -> row.getString(1),
                owner);
    }

    @Override
    public List<Hit> search(String owner, SearchQuery query, long before, int limit) {
        return index.search(owner, query, before, limit);
    }

    @Override
    public boolean index() {
        return index.advance();
    }

    @Override
    public void seen(String conversation, long seq) {
        database.write(
                """
                insert into reading values (?, ?)
                on conflict do update set seq = max(seq, excluded.seq)\
                """,
                conversation,
                seq);
    }

    @Override
    public List<String> expired(long nowMillis) {
        return database.list(
                "select id from conversation where deleted_until > 0 and deleted_until <= ?",
                row -> row.getString(1),
                nowMillis);
    }

    @Override
    public void erase(String conversation) {
        leaving.accept(conversation);
        files.erase(conversation);
        new Eraser(database, index).erase(conversation);
    }

    @Override
    public List<Header> headers(String conversation) {
        return database.list(
                """
                select id, parent, author, run, state, rank, first_seq, last_seq, time_millis from message
                where conversation = ? order by first_seq\
                """,
                row ->
                        new Header(
                                row.getString(1),
                                row.getString(2),
                                Header.Author.valueOf(row.getString(3)),
                                row.getString(4),
                                Header.State.valueOf(row.getString(5)),
                                row.getLong(6),
                                row.getLong(7),
                                row.getLong(8),
                                row.getLong(9)),
                conversation);
    }

    @Override
    public List<RunState> unfinishedRuns(String conversation) {
        return database.list(
                """
                select id, message, reply, agent, model, attempt, paused from run
                where conversation = ? and outcome = '' order by place\
                """,
                row ->
                        new RunState(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getBoolean(7)),
                conversation);
    }

    @Override
    public List<String> unfinished() {
        return database.list(
                "select distinct conversation from run where outcome = ''",
                row -> row.getString(1));
    }

    @Override
    public Optional<Accepted> run(String run) {
        return database.first(
                "select conversation, message, id, asked_seq from run where id = ?",
                SqlConversationStore::accepted,
                run);
    }

    @Override
    public Optional<Accepted> runAt(String conversation, long seq) {
        return database.first(
                """
                select conversation, message, id, asked_seq from run
                where conversation = ?1 and asked_seq <= ?2
                order by id = (
                    select run from message
                    where conversation = ?1 and author = 'AGENT' and first_seq <= ?2
                    order by first_seq desc limit 1) desc, asked_seq desc limit 1\
                """,
                SqlConversationStore::accepted,
                conversation,
                seq);
    }

    @Override
    public Map<String, String> texts(String conversation, List<String> messages) {
        var texts = new HashMap<String, String>();
        if (messages.isEmpty()) {
            return texts;
        }
        // Each answer begins with a question for one, which costs less without a list.
        var one = messages.size() == 1;
        database.list(
                one ? TEXT : TEXTS,
                row -> texts.put(row.getString(1), row.getString(2)),
                conversation,
                one ? messages.getFirst() : Json.write(messages));
        return texts;
    }

    @Override
    public Map<String, Note> notes(String conversation) {
        var notes = new HashMap<String, Note>();
        database.list(
                "select message, feedback, summary from note where conversation = ?",
                row ->
                        notes.put(
                                row.getString(1),
                                new Note(Feedback.ofWord(row.getString(2)), row.getString(3))),
                conversation);
        return notes;
    }

    @Override
    public Optional<Summary> shared(String link) {
        return database.first(
                Rows.SUMMARIES + "where c.link = ? and c.link <> '' and c.deleted_until = 0",
                row -> Rows.summary(row),
                link);
    }

    @Override
    public FileStore files() {
        return files;
    }

    @Override
    public Optional<Accepted> accepted(String owner, String key) {
        return database.first(
                "select conversation, message, run, seq from idempotency where owner = ? and key = ?",
                SqlConversationStore::accepted,
                owner,
                key);
    }

    private static Accepted accepted(ResultSet row) throws SQLException {
        return new Accepted(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    }
}
