package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.event.EventJson;
import runnel.log.Entry;
import runnel.log.LogStore;
import runnel.log.Span;

/**
 * Logs in two tables: {@code journal} takes the open entries of a commit as one row, {@code entry}
 * the settled ones.
 *
 * <p>One row a commit instead of one an entry is what makes a token cheap: a thousand conversations
 * that grow together touch one page, not a thousand.
 */
public final class SqlLogStore implements LogStore, AutoCloseable {
    private final Database database;
    private @Nullable Writer writer;
    private long lastCommit;

    public SqlLogStore(Database database) {
        this.database = database;
        this.lastCommit =
                database.first(
                                "select coalesce(max(number), 0) from journal",
                                row -> row.getLong(1))
                        .orElse(0L);
    }

    @Override
    public long commit(Commit commit) {
        return database.inTurn(() -> write(commit));
    }

    private long write(Commit commit) {
        var number = lastCommit + 1;
        try {
            if (writer == null) {
                writer = new Writer(database.connect(), number);
            }
            writer.write(number, commit);
            lastCommit = number;
            return number;
        } catch (SQLException e) {
            discardWriter(e);
            throw database.failed(e);
        } catch (RuntimeException e) {
            discardWriter(e);
            throw e;
        }
    }

    /** Closes the writing connection; a later commit would open another. */
    @Override
    public void close() {
        discardWriter(new IllegalStateException("closed"));
    }

    @Override
    public List<Span> read(String conversation, long seq, long through, int chars) {
        return database.query(
                """
                select first, last, time_millis, event, lengths from entry
                where conversation = ? and last > ? and last <= coalesce(
                    (select min(last) from entry where conversation = ? and last >= ?), ?)
                order by last\
                """,
                rows -> spans(rows, chars),
                conversation,
                seq,
                conversation,
                through,
                through);
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
        for (var lines :
                database.list(
                        "select entries from journal order by number", row -> row.getString(1))) {
            for (var line : lines.split("\n")) {
                var fields = line.split(" ", 4);
                var entry =
                        new Entry(
                                Long.parseLong(fields[1]),
                                Long.parseLong(fields[2]),
                                EventJson.read(fields[3]));
                if (entry.seq() > settled.computeIfAbsent(fields[0], this::last)) {
                    pieces.computeIfAbsent(fields[0], conversation -> new ArrayList<>()).add(entry);
                }
            }
        }
        return pieces.entrySet().stream()
                .map(piece -> new Piece(piece.getKey(), piece.getValue()))
                .toList();
    }

    @Override
    public void tidy() {
        database.tidy();
    }

    private static List<Span> spans(ResultSet rows, int chars) throws SQLException {
        var spans = new ArrayList<Span>();
        for (var left = chars; left > 0 && rows.next(); ) {
            var event = rows.getString(4);
            left -= event.length();
            spans.add(
                    new Span(
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3),
                            EventJson.read(event),
                            numbers(rows.getString(5))));
        }
        return spans;
    }

    private void discardWriter(Exception cause) {
        var discarded = writer;
        writer = null;
        if (discarded != null) {
            try {
                discarded.close();
            } catch (SQLException e) {
                cause.addSuppressed(e);
            }
        }
    }

    private static List<Integer> numbers(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(" ")).map(Integer::valueOf).toList();
    }
}
