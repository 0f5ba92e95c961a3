package runnel.store.sql;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Takes a conversation out of every table, and its bytes out of the files.
 *
 * <p>What SQLite frees is overwritten with zeros, the index drops its words at once, whole pages
 * that are free are used once for zeros, since the journal and the index once had words in them,
 * and the write-ahead log is emptied. Copies that somebody else made, such as backups, are out of
 * reach.
 */
final class Eraser {
    /** Entries deleted in one transaction, so that other writers never wait for long. */
    private static final int BATCH_ENTRIES = 2_000;

    /**
     * Bytes of zeros in one transaction: as many as fill their pages to the last byte, which are of
     * 4096 bytes and hold 4092 of a long value each.
     */
    private static final int ZEROS = 4_000 + 1_000 * 4_092;

    private static final List<String> DERIVED =
            List.of("message", "run", "note", "idempotency", "reading", "search_due");

    private final Database database;
    private final SearchIndex index;

    Eraser(Database database, SearchIndex index) {
        this.database = database;
        this.index = index;
    }

    void erase(String conversation) {
        // Its row goes last: as long as there is one, a start after a crash erases on.
        while (entries(conversation) == BATCH_ENTRIES) {
            // Until none is left.
        }
        index.forget(conversation, () -> rows(conversation));
        scrub(database, "main");
        scrub(index.file(), "words");
        index.file().list("pragma wal_checkpoint(truncate)", row -> row.getInt(1));
    }

    private void rows(String conversation) {
        database.together(statements -> {
            secure(statements);
            for (var table : DERIVED) {
                statements.run("delete from " + table + " where conversation = ?", conversation);
            }
            open(statements, conversation);
            return statements.run("delete from conversation where id = ?", conversation);
        });
    }

    // A page that was freed keeps its bytes until it is used again.
    private static void scrub(Database database, String schema) {
        var table = schema + ".scrub";
        database.write("create table if not exists " + table + " (zeros blob)");
        for (var free = free(database, schema); free > 0; free = free(database, schema)) {
            var zeros = Math.min(ZEROS, 4_000 + Math.max(0, free - 1) * 4_092L);
            database.write("insert into " + table + " values (zeroblob(?))", zeros);
        }
        database.write("drop table " + table);
    }

    private static long free(Database database, String schema) {
        return database.list("pragma " + schema + ".freelist_count", row -> row.getLong(1))
                .getFirst();
    }

    private int entries(String conversation) {
        return database.together(statements -> {
            secure(statements);
            return statements.run(
                    """
                    delete from entry where conversation = ? and last in
                        (select last from entry where conversation = ? limit ?)\
                    """,
                    conversation,
                    conversation,
                    BATCH_ENTRIES);
        });
    }

    private static void secure(Statements statements) throws SQLException {
        statements.list("pragma secure_delete = on", row -> row.getInt(1));
    }

    // Rows of the journal hold entries of several conversations.
    private static void open(Statements statements, String conversation) throws SQLException {
        var mark = conversation + " ";
        for (var row :
                statements.list(
                        "select number, entries from journal",
                        row -> new Row(row.getLong(1), row.getString(2)))) {
            var kept =
                    row.entries()
                            .lines()
                            .filter(line -> !line.startsWith(mark))
                            .map(line -> line + "\n")
                            .collect(Collectors.joining());
            if (kept.isEmpty()) {
                statements.run("delete from journal where number = ?", row.number());
            } else if (kept.length() < row.entries().length()) {
                statements.run(
                        "update journal set entries = ? where number = ?", kept, row.number());
            }
        }
    }

    /** One row of the journal. */
    private record Row(long number, String entries) {}
}
