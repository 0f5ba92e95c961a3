package runnel.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import runnel.event.Event;

/**
 * Keeps the derived tables in step with the events, in the transaction that keeps the events.
 *
 * <p>What it writes is a function of the log alone, so the tables could be built anew from it. Used
 * by the journal only.
 */
final class Projection {
    private static final String NEW_CONVERSATION =
            """
            insert into conversation (id, owner, title, messages, created_millis, updated_millis)
            values (?, ?, ?, 0, ?, ?)\
            """;
    private static final String NEW_MESSAGE =
            """
            insert into message (conversation, id, parent, author, run, state, rank, first_seq, last_seq, time_millis, text)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing\
            """;
    private static final String UNFINISHED =
            "select id, message, place from run where conversation = ? and outcome = '' order by place";
    private static final String NEW_RUN =
            """
            insert into run (id, conversation, message, reply, agent, model, attempt, paused, outcome, asked_seq,
                place, input_tokens, cached_tokens, output_tokens, reasoning_tokens)
            values (?, ?, ?, '', ?, ?, 0, 0, '', ?, ?, 0, 0, 0, 0)\
            """;

    /**
     * What is to be indexed for the search; that is done elsewhere, since a token must not wait.
     */
    private static final String DUE =
            "insert or replace into search_due (conversation, message) values (?, ?)";

    /** The same of what a run has written last. */
    private static final String REPLY_DUE =
            """
            insert or replace into search_due (conversation, message)
            select conversation, reply from run where id = ? and reply <> ''\
            """;

    private final Statements statements;

    Projection(Statements statements) {
        this.statements = statements;
    }

    void apply(String conversation, long seq, long timeMillis, Event event) throws SQLException {
        switch (event) {
            case Event.ConversationStart start -> {
                run(
                        NEW_CONVERSATION,
                        conversation,
                        start.owner(),
                        start.title(),
                        timeMillis,
                        timeMillis);
                run(DUE, conversation, "");
            }
            case Event.Arrangement change -> arrange(conversation, change);
            case Event.MessageSend send -> send(conversation, seq, timeMillis, send);
            case Event.MessageEdit edit -> {
                run(
                        "update message set text = ? where conversation = ? and id = ?",
                        edit.text(),
                        conversation,
                        edit.message());
                run(DUE, conversation, edit.message());
            }
            case Event.FileAttach file ->
                    run(
                            "insert into attachment values (?, ?, ?, ?, ?, ?, ?)",
                            conversation,
                            file.message(),
                            file.place(),
                            file.file(),
                            file.name(),
                            file.media(),
                            file.bytes());
            case Event.MessageRemove remove -> {
                run(
                        "update message set state = 'REMOVED' where conversation = ? and id = ?",
                        conversation,
                        remove.message());
                run(DUE, conversation, remove.message());
            }
            case Event.MessageMove move -> move(conversation, move);
            case Event.ReplyRequest request ->
                    run(
                            NEW_RUN,
                            request.run(),
                            conversation,
                            request.message(),
                            request.agent(),
                            request.model(),
                            seq,
                            seq);
            case Event.VersionSelect select ->
                    run(
                            "update message set rank = ? where conversation = ? and id = ?",
                            seq,
                            conversation,
                            select.message());
            case Event.SummaryAdd(var message, _, var text) ->
                    note(conversation, message, "summary", text);
            case Event.FeedbackChange(var message, var feedback) ->
                    note(conversation, message, "feedback", feedback.word());
            case Event.RunStart start -> start(conversation, seq, timeMillis, start);
            case Event.RunPause pause -> run("update run set paused = 1 where id = ?", pause.run());
            case Event.RunResume resume ->
                    run("update run set paused = 0 where id = ?", resume.run());
            case Event.RunEnd end -> end(conversation, seq, timeMillis, end);
            case Event.OfReply _, Event.RunProblem _ -> {}
        }
    }

    private void arrange(String conversation, Event.Arrangement change) throws SQLException {
        var set =
                switch (change) {
                    case Event.TitleChange(var title) -> new Assignment("title", title);
                    case Event.FolderChange(var folder) -> new Assignment("folder", folder);
                    case Event.PinChange(var pinned) -> new Assignment("pinned", pinned);
                    case Event.ArchiveChange(var archived) -> new Assignment("archived", archived);
                    case Event.AgentChoice(var agent) -> new Assignment("agent", agent);
                    case Event.ModelChoice(var model) -> new Assignment("model", model);
                    case Event.InstructionChange(var text) -> new Assignment("instruction", text);
                    case Event.ShareChange(var link) -> new Assignment("link", link);
                    case Event.ConversationDelete(var until) ->
                            new Assignment("deleted_until", until);
                    case Event.ConversationRestore() -> new Assignment("deleted_until", 0);
                };
        run(
                "update conversation set " + set.column() + " = ? where id = ?",
                set.value(),
                conversation);
        if (change instanceof Event.TitleChange) {
            run(DUE, conversation, "");
        }
    }

    private void note(String conversation, String message, String column, String value)
            throws SQLException {
        run(
                """
                insert into note (conversation, message, %1$s) values (?, ?, ?)
                on conflict do update set %1$s = excluded.%1$s\
                """
                        .formatted(column),
                conversation,
                message,
                value);
    }

    /** One column and what it is to hold. */
    private record Assignment(String column, Object value) {}

    // The places stay; the runs that have not ended are dealt out over them anew.
    private void move(String conversation, Event.MessageMove move) throws SQLException {
        var runs = new ArrayList<String>();
        var places = new ArrayList<Long>();
        String moved = null;
        String successor = null;
        for (var waiting :
                statements.list(
                        UNFINISHED,
                        row -> new Waiting(row.getString(1), row.getString(2), row.getLong(3)),
                        conversation)) {
            runs.add(waiting.run());
            places.add(waiting.place());
            if (waiting.message().equals(move.message())) {
                moved = waiting.run();
            } else if (waiting.message().equals(move.before())) {
                successor = waiting.run();
            }
        }
        if (moved == null) {
            return;
        }
        runs.remove(moved);
        runs.add(successor == null ? runs.size() : runs.indexOf(successor), moved);
        for (var i = 0; i < runs.size(); i++) {
            run("update run set place = ? where id = ?", places.get(i), runs.get(i));
        }
    }

    private void send(String conversation, long seq, long timeMillis, Event.MessageSend send)
            throws SQLException {
        run(
                NEW_MESSAGE,
                conversation,
                send.message(),
                send.parent(),
                "PERSON",
                send.run(),
                "WAITING",
                seq,
                seq,
                seq,
                timeMillis,
                send.text());
        run(
                NEW_RUN,
                send.run(),
                conversation,
                send.message(),
                send.agent(),
                send.model(),
                seq,
                seq);
        run(
                "update conversation set messages = messages + 1, updated_millis = ? where id = ?",
                timeMillis,
                conversation);
        run(DUE, conversation, send.message());
        if (!send.key().isEmpty()) {
            run(
                    "insert into idempotency values (?, ?, ?, ?, ?, ?)",
                    send.author(),
                    send.key(),
                    conversation,
                    send.message(),
                    send.run(),
                    seq);
        }
    }

    private void start(String conversation, long seq, long timeMillis, Event.RunStart start)
            throws SQLException {
        run(
                """
                update message set parent = ?, state = 'SENT'
                where conversation = ? and id = ? and state = 'WAITING'\
                """,
                start.parent(),
                conversation,
                start.message());
        interrupt(conversation, seq, start);
        run(
                "update run set reply = ?, agent = ?, model = ?, attempt = ?, paused = 0 where id = ?",
                start.reply(),
                start.agent(),
                start.model(),
                start.attempt(),
                start.run());
        run(
                NEW_MESSAGE,
                conversation,
                start.reply(),
                start.message(),
                "AGENT",
                start.run(),
                "WRITING",
                seq,
                seq,
                seq,
                timeMillis,
                "");
    }

    /** What the run wrote before, if it did, stays as it is. */
    private void interrupt(String conversation, long seq, Event.RunStart start)
            throws SQLException {
        var interrupted =
                statements.run(
                        """
                        update message set state = 'INTERRUPTED', last_seq = ?
                        where conversation = ? and id = (select reply from run where id = ?) and state = 'WRITING' and id <> ?\
                        """,
                        seq,
                        conversation,
                        start.run(),
                        start.reply());
        if (interrupted > 0) {
            run(REPLY_DUE, start.run());
        }
    }

    private void end(String conversation, long seq, long timeMillis, Event.RunEnd end)
            throws SQLException {
        run(
                """
                update run set outcome = ?, input_tokens = ?, cached_tokens = ?, output_tokens = ?, reasoning_tokens = ?
                where id = ?\
                """,
                end.outcome().word(),
                end.inputTokens(),
                end.cachedTokens(),
                end.outputTokens(),
                end.reasoningTokens(),
                end.run());
        run(
                """
                update message set state = ?, last_seq = ?
                where conversation = ? and id = (select reply from run where id = ?) and state = 'WRITING'\
                """,
                end.outcome().name(),
                seq,
                conversation,
                end.run());
        // A run that was taken back before it had begun has answered nothing.
        run(
                """
                update conversation set updated_millis = ?, answered_seq = ?
                where id = ? and exists (select 1 from run where run.id = ? and reply <> '')\
                """,
                timeMillis,
                seq,
                conversation,
                end.run());
        run(REPLY_DUE, end.run());
    }

    private void run(String sql, Object... binds) throws SQLException {
        statements.run(sql, binds);
    }

    /** A run that has not ended, and its place among them. */
    private record Waiting(String run, String message, long place) {}
}
