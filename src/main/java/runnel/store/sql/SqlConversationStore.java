package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.base.Json;
import runnel.conversation.Accepted;
import runnel.conversation.ConversationStore;
import runnel.conversation.Header;
import runnel.conversation.RunState;

/** Answers about conversations from the derived tables. */
public final class SqlConversationStore implements ConversationStore {
    private final Database database;

    public SqlConversationStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Summary> find(String conversation) {
        return database.first(
                "select id, owner, title, created_millis, updated_millis from conversation where id = ?",
                SqlConversationStore::summary,
                conversation);
    }

    @Override
    public List<Summary> list(String owner, Before before, int limit) {
        return database.list(
                """
                select id, owner, title, created_millis, updated_millis from conversation
                where owner = ? and messages > 0 and (updated_millis, id) < (?, ?)
                order by updated_millis desc, id desc limit ?\
                """,
                SqlConversationStore::summary,
                owner,
                before.updatedMillis(),
                before.id(),
                limit);
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
                where conversation = ? and outcome = '' order by asked_seq\
                """,
                row ->
                        new RunState(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getInt(6),
                                row.getBoolean(7),
                                null),
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
        database.list(
                """
                select id, text from message
                where conversation = ? and id in (select value from json_each(?))\
                """,
                row -> texts.put(row.getString(1), row.getString(2)),
                conversation,
                Json.write(messages));
        return texts;
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

    private static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getLong(4),
                row.getLong(5));
    }
}
