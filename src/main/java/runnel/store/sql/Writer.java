package runnel.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import runnel.event.EventJson;
import runnel.log.LogStore;
import runnel.log.Span;

/**
 * The connection that keeps logs, with its statements. Used by the journal's thread only.
 *
 * <p>After a failure it is closed, which undoes what was not committed, and another one is opened:
 * what a failed connection still holds, such as a statement half done, is not worth knowing.
 */
final class Writer implements AutoCloseable {
    /**
     * Rows of the journal that go at once: for fewer it is not worth to write their pages, and more
     * would keep a commit waiting.
     */
    private static final int TRIMMED_ROWS = 64;

    private final Connection connection;
    private final Projection projection;
    private final PreparedStatement addOpen;
    private final PreparedStatement addSettled;
    private final PreparedStatement trim;
    private final PreparedStatement probe;

    /** Rows below this number are gone. */
    private long trimmed;

    /**
     * @param connection without auto-commit; this object closes it
     * @param next number of the next commit
     */
    Writer(Connection connection, long next) throws SQLException {
        this.connection = connection;
        projection = new Projection(new Statements(connection));
        trimmed = Math.min(next, firstOpen(connection));
        addOpen =
                connection.prepareStatement("insert into journal (number, entries) values (?, ?)");
        addSettled =
                connection.prepareStatement(
                        "insert into entry (conversation, last, first, time_millis, event, lengths) values (?, ?, ?, ?, ?, ?)");
        trim = connection.prepareStatement("delete from journal where number < ?");
        probe = connection.prepareStatement("update schema_version set version = version");
    }

    void write(long number, LogStore.Commit commit) throws SQLException {
        if (commit.open().isEmpty() && commit.settled().isEmpty()) {
            // Somebody wants to know whether it can write: so it does.
            probe.executeUpdate();
        }
        if (!commit.open().isEmpty()) {
            addOpen.setLong(1, number);
            addOpen.setString(2, lines(commit.open()));
            addOpen.executeUpdate();
        }
        for (var settled : commit.settled()) {
            for (var span : settled.spans()) {
                settle(settled.conversation(), span);
            }
        }
        if (commit.trimBelow() - TRIMMED_ROWS >= trimmed) {
            trimmed += TRIMMED_ROWS;
            trim.setLong(1, trimmed);
            trim.executeUpdate();
        }
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static long firstOpen(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select coalesce(min(number), 9223372036854775807) from journal")) {
            return rows.getLong(1);
        }
    }

    private void settle(String conversation, Span span) throws SQLException {
        addSettled.setString(1, conversation);
        addSettled.setLong(2, span.last());
        addSettled.setLong(3, span.first());
        addSettled.setLong(4, span.timeMillis());
        addSettled.setString(5, EventJson.write(span.event()));
        addSettled.setString(
                6, span.lengths().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        addSettled.executeUpdate();
        projection.apply(conversation, span.last(), span.timeMillis(), span.event());
    }

    private static String lines(List<LogStore.Piece> pieces) {
        var lines = new StringBuilder(pieces.size() * 128);
        for (var piece : pieces) {
            for (var entry : piece.entries()) {
                lines.append(piece.conversation()).append(' ').append(entry.seq());
                lines.append(' ').append(entry.timeMillis()).append(' ');
                EventJson.write(entry.event(), lines);
                lines.append('\n');
            }
        }
        return lines.toString();
    }
}
