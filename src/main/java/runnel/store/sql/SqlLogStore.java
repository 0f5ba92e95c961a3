package runnel.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import runnel.event.EventJson;
import runnel.log.Entry;
import runnel.log.LogStore;
import runnel.log.Span;

/**
 * Logs in two tables: {@code journal} takes the open entries of a commit as one row, {@code entry} the settled ones.
 *
 * <p>One row a commit instead of one an entry is what makes a token cheap: a thousand conversations that grow together
 * touch one page, not a thousand.
 */
public final class SqlLogStore implements LogStore {
    private final Database database;
    private final Projection projection;
    private final PreparedStatement addOpen;
    private final PreparedStatement addSettled;
    private final PreparedStatement trim;
    private long lastCommit;

    public SqlLogStore(Database database) {
        this.database = database;
        try {
            var writer = database.writer();
            this.projection = new Projection(writer);
            this.addOpen = writer.prepareStatement("insert into journal (number, entries) values (?, ?)");
            this.addSettled = writer.prepareStatement(
                    "insert into entry (conversation, last, first, time_millis, event, lengths) values (?, ?, ?, ?, ?, ?)");
            this.trim = writer.prepareStatement("delete from journal where number < ?");
            this.lastCommit =
                    database.first("select coalesce(max(number), 0) from journal", row -> row.getLong(1)).orElse(0L);
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    @Override
    public long commit(Commit commit) {
        var number = lastCommit + 1;
        try {
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
            trim.setLong(1, commit.trimBelow());
            trim.executeUpdate();
            database.writer().commit();
            lastCommit = number;
            return number;
        } catch (SQLException e) {
            rollBack(e);
            throw database.failed(e);
        } catch (RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    @Override
    public List<Span> read(String conversation, long seq, long through, int limit) {
        return database.list(
                """
                select first, last, time_millis, event, lengths from entry
                where conversation = ? and last > ? and last <= ? order by last limit ?""",
                row -> new Span(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        EventJson.read(row.getString(4)),
                        numbers(row.getString(5))),
                conversation,
                seq,
                through,
                limit);
    }

    @Override
    public long last(String conversation) {
        return database.first(
                        "select coalesce(max(last), 0) from entry where conversation = ?",
                        row -> row.getLong(1),
                        conversation)
                .orElse(0L);
    }

    @Override
    public List<Piece> open() {
        var pieces = new LinkedHashMap<String, List<Entry>>();
        var settled = new HashMap<String, Long>();
        for (var lines : database.list("select entries from journal order by number", row -> row.getString(1))) {
            for (var line : lines.split("\n")) {
                var fields = line.split(" ", 4);
                var entry = new Entry(
                        Long.parseLong(fields[1]), Long.parseLong(fields[2]), EventJson.read(fields[3]));
                if (entry.seq() > settled.computeIfAbsent(fields[0], this::last)) {
                    pieces.computeIfAbsent(fields[0], conversation -> new ArrayList<>()).add(entry);
                }
            }
        }
        return pieces.entrySet().stream()
                .map(piece -> new Piece(piece.getKey(), piece.getValue()))
                .toList();
    }

    private void settle(String conversation, Span span) throws SQLException {
        addSettled.setString(1, conversation);
        addSettled.setLong(2, span.last());
        addSettled.setLong(3, span.first());
        addSettled.setLong(4, span.timeMillis());
        addSettled.setString(5, EventJson.write(span.event()));
        addSettled.setString(6, span.lengths().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        addSettled.executeUpdate();
        projection.apply(conversation, span.last(), span.timeMillis(), span.event());
    }

    private void rollBack(Exception cause) {
        try {
            database.writer().rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private static String lines(List<Piece> pieces) {
        var lines = new StringBuilder(pieces.size() * 128);
        for (var piece : pieces) {
            for (var entry : piece.entries()) {
                lines.append(piece.conversation()).append(' ').append(entry.seq());
                lines.append(' ').append(entry.timeMillis()).append(' ');
                lines.append(EventJson.write(entry.event())).append('\n');
            }
        }
        return lines.toString();
    }

    private static List<Integer> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
