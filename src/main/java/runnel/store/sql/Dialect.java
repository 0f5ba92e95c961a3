package runnel.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * Where SQL databases differ, as far as the store must know.
 *
 * @param name the folder of the schema's migrations
 * @param onConnect statements for each new connection
 * @param begin the statement that begins a transaction which writes
 * @param tables a query for the number of tables named {@code schema_version}
 * @param tidy copies the log into the database; the second column tells the log's pages
 */
record Dialect(String name, List<String> onConnect, String begin, String tables, String tidy) {
    /** Codes of SQLite: the disk is full, or a write failed for want of space. */
    private static final int SQLITE_FULL = 13;

    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_NOTADB = 26;

    /** Space for what its processes share could not be had. */
    private static final int SQLITE_IOERR_SHMSIZE = 4874;

    /** The file cannot be written, or could not be when it was opened. */
    private static final int SQLITE_READONLY = 8;

    private static final int PRIMARY_CODE = 0xff;

    /**
     * @param fsync whether a commit must survive the loss of power, not just the death of the
     *     process
     */
    static Dialect sqlite(boolean fsync) {
        return new Dialect(
                "sqlite",
                List.of(
                        "pragma journal_mode = wal",
                        "pragma synchronous = " + (fsync ? "full" : "normal"),
                        "pragma busy_timeout = 10000",
                        "pragma temp_store = memory",
                        "pragma cache_size = -8000",
                        // A last resort: tidying has done most of it before, and waits for the disk
                        // in the journal's stead.
                        "pragma wal_autocheckpoint = 32768",
                        "pragma journal_size_limit = 67108864",
                        // What is deleted becomes zeros in its page, at no further write.
                        "pragma secure_delete = fast"),
                // The lock at once: a transaction that reads first may find that it cannot write.
                "begin immediate",
                "select count(*) from sqlite_master where name = 'schema_version'",
                "pragma wal_checkpoint(passive)");
    }

    /** The same with more statements for each new connection. */
    Dialect with(String... statements) {
        var all = new ArrayList<>(onConnect);
        all.addAll(List.of(statements));
        return new Dialect(name, all, begin, tables, tidy);
    }

    /**
     * The same with a further file, whose tables are in the schema {@code words}: a transaction
     * locks only what it writes to.
     */
    Dialect beside(Path file) {
        var name = file.toString().replace("'", "''");
        var attached =
                with(
                        "attach database '" + name + "' as words",
                        "pragma words.journal_mode = wal",
                        "pragma words.synchronous = normal",
                        "pragma wal_autocheckpoint = 4096");
        return new Dialect(attached.name, attached.onConnect, "begin", tables, tidy);
    }

    /**
     * Where connections come from, each of which has heard the statements for new ones. Asked for
     * by name, every driver there is would be loaded.
     */
    DataSource source(String url) {
        var source =
                new SQLiteDataSource() {
                    @Override
                    public SQLiteConnection getConnection(
                            @Nullable String user, @Nullable String password) throws SQLException {
                        return prepared(super.getConnection(user, password));
                    }
                };
        source.setUrl(url);
        // To ask for the keys that it made would cost one more query after each row. In the URL
        // this has no effect.
        source.getConfig().setGetGeneratedKeys(false);
        return source;
    }

    private SQLiteConnection prepared(SQLiteConnection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : onConnect) {
                statement.execute(sql);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Whether a file is none that can be read. */
    boolean isBroken(SQLException e) {
        var code = e.getErrorCode() & PRIMARY_CODE;
        return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
    }

    boolean isFull(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_FULL
                || e.getErrorCode() == SQLITE_IOERR_SHMSIZE;
    }

    boolean isReadOnly(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_READONLY;
    }
}
