package runnel.store.sql;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.sqlite.SQLiteDataSource;

/**
 * Where SQL databases differ, as far as the store must know.
 *
 * @param name the folder of the schema's migrations
 * @param onConnect statements for each new connection
 * @param tables a query for the number of tables named {@code schema_version}
 */
record Dialect(String name, List<String> onConnect, String tables, String tidy) {
    /** To ask for keys that the database made costs one more query after each change. */
    static final String SQLITE_OPTIONS = "?jdbc.get_generated_keys=false";

    /** Codes of SQLite: the disk is full, or a write failed for want of space. */
    private static final int SQLITE_FULL = 13;

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
                        "pragma wal_autocheckpoint = 8192",
                        "pragma journal_size_limit = 67108864",
                        // What is deleted becomes zeros in its page, at no further write.
                        "pragma secure_delete = fast"),
                "select count(*) from sqlite_master where name = 'schema_version'",
                "pragma wal_checkpoint(passive)");
    }

    /** The same with one more statement for each new connection. */
    Dialect with(String statement) {
        var statements = new ArrayList<>(onConnect);
        statements.add(statement);
        return new Dialect(name, statements, tables, tidy);
    }

    /** Where connections come from: asked by name, every driver there is would be loaded. */
    DataSource source(String url) {
        var source = new SQLiteDataSource();
        source.setUrl(url);
        return source;
    }

    boolean isFull(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_FULL
                || e.getErrorCode() == SQLITE_IOERR_SHMSIZE;
    }

    boolean isReadOnly(SQLException e) {
        return (e.getErrorCode() & PRIMARY_CODE) == SQLITE_READONLY;
    }
}
