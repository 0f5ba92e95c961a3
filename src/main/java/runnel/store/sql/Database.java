package runnel.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.OwnerOnly;
import runnel.base.Problem;

/**
 * Connections to the database: a pool for short use, and others on demand. Thread-safe.
 *
 * <p>Opening it brings its {@link Schema} up to date.
 */
public final class Database implements AutoCloseable {
    /** What it is called in its directory. */
    private static final String FILE = "runnel.db";

    /** Pages of the log after which it is begun anew. */
    private static final int LOG_PAGES = 12_288;

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Path file;
    private final Dialect dialect;
    private final DataSource source;
    private final Pool pool;

    /** Those that have another file beside this one. */
    private final List<Database> companions = new CopyOnWriteArrayList<>();

    /**
     * Whose turn it is to write. The database knows that too, but has those who wait sleep for
     * longer and longer, and keep a thread of the machine meanwhile.
     */
    private final ReentrantLock turn = new ReentrantLock();

    private Database(Path file, Dialect dialect, Tables tables) throws SQLException {
        this.file = file;
        this.dialect = dialect;
        this.source = dialect.source("jdbc:sqlite:" + file.toAbsolutePath());
        var first = source.getConnection();
        try {
            first.setAutoCommit(false);
            tables.prepare(first);
            first.commit();
            first.setAutoCommit(true);
        } catch (SQLException | RuntimeException e) {
            first.close();
            throw e;
        }
        this.pool = new Pool(first, source::getConnection);
    }

    /**
     * Opens (and makes, where it does not exist) the database file in a data directory.
     *
     * @param fsync whether a commit must survive the loss of power
     * @throws Problem {@code data-directory} or {@code storage-failed} with what is wrong and where
     */
    public static Database sqlite(Path directory, boolean fsync) {
        try {
            OwnerOnly.directory(directory);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, reason(e))
                    .because(e);
        }
        if (!Files.isWritable(directory)) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, "read-only");
        }
        return open(directory, Dialect.sqlite(fsync));
    }

    /**
     * Opens the database file in a data directory as it is, for those who only copy it: one that an
     * older program made stays of use to that.
     *
     * @throws Problem {@code data-directory} where there is none or it cannot be opened
     */
    public static Database existing(Path directory) {
        var file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Problem(
                    Problem.Kind.INVALID, "data-directory", directory, "no " + FILE + " there");
        }
        try {
            return new Database(file, Dialect.sqlite(false), first -> {});
        } catch (SQLException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, reason(e))
                    .because(e);
        }
    }

    static Database open(Path directory, Dialect dialect) {
        var file = directory.resolve(FILE);
        try {
            return new Database(file, dialect, new Schema(file, dialect)::migrate);
        } catch (SQLException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, reason(e))
                    .because(e);
        }
    }

    /**
     * The same database with a file of that name beside it, for tables that are derived from it:
     * only to those may be written through what is returned, and nobody else waits for that. A file
     * that is broken is made anew.
     *
     * @param script makes its tables where they are missing
     * @throws Problem {@code storage-failed}
     */
    Database beside(String name, String script) {
        var other = file.resolveSibling(name);
        try {
            return companion(other, script);
        } catch (SQLException e) {
            if (!dialect.isBroken(e)) {
                throw failed(e);
            }
            LOG.warn("{} is broken and is made anew: {}", other, reason(e));
        }
        try {
            for (var suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(other.resolveSibling(name + suffix));
            }
            return companion(other, script);
        } catch (SQLException e) {
            throw failed(e);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "storage-failed", reason(e)).because(e);
        }
    }

    private Database companion(Path other, String script) throws SQLException {
        var schema = new Schema(other, dialect);
        var companion =
                new Database(file, dialect.beside(other), first -> schema.complete(first, script));
        companions.add(companion);
        return companion;
    }

    /** Writes a complete and consistent copy to a new file while the server goes on. */
    public void backup(Path copy) {
        use(statements -> {
            statements.run("vacuum into ?", copy.toString());
            statements.run("attach database ? as copy", copy.toString());
            try {
                var searched =
                        statements.list(
                                "select 1 from copy.sqlite_master where name = 'search_state'",
                                row -> true);
                return searched.isEmpty() ? 0 : statements.run("delete from copy.search_state");
            } finally {
                statements.run("detach database copy");
            }
        });
    }

    @Override
    public void close() {
        companions.forEach(Database::close);
        pool.close();
    }

    <T> List<T> list(String sql, Row<T> row, Object... binds) {
        return use(statements -> statements.list(sql, row, binds));
    }

    <T> T query(String sql, Rows<T> rows, Object... binds) {
        return use(statements -> statements.query(sql, rows, binds));
    }

    /**
     * Changes something that is not part of a log, in a transaction of its own.
     *
     * @return how many rows
     */
    int write(String sql, Object... binds) {
        return inTurn(() -> use(statements -> statements.run(sql, binds)));
    }

    /**
     * Does what the database wants done now and then, and what takes long: it copies its log into
     * itself. While others write it never comes to the log's end, so a log that has grown gets its
     * last bit copied in turn with them; then it begins anew.
     */
    void tidy() {
        if (copyLog() > LOG_PAGES) {
            inTurn(this::copyLog);
        }
    }

    /** Pages in the log. */
    private int copyLog() {
        return list(dialect.tidy(), row -> row.getInt(2)).getFirst();
    }

    /** Does several things in one transaction; other writers wait, so it should be short. */
    <T> T together(Work<T> work) {
        return inTurn(() ->
                use(statements -> {
                    statements.run(dialect.begin());
                    try {
                        var result = work.of(statements);
                        statements.run("commit");
                        return result;
                    } catch (SQLException | RuntimeException e) {
                        statements.run("rollback");
                        throw e;
                    }
                }));
    }

    /** Does what writes when nobody else in this process does. */
    <T> T inTurn(Supplier<T> writing) {
        turn.lock();
        try {
            return writing.get();
        } finally {
            turn.unlock();
        }
    }

    private <T> T use(Work<T> work) {
        try {
            return pool.use(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... binds) {
        return list(sql, row, binds).stream().findFirst();
    }

    Problem failed(SQLException e) {
        if (dialect.isFull(e)) {
            return new Problem(Problem.Kind.STORAGE, "storage-full").because(e);
        }
        return dialect.isReadOnly(e)
                ? new Problem(Problem.Kind.STORAGE, "storage-read-only").because(e)
                : new Problem(Problem.Kind.STORAGE, "storage-failed", reason(e)).because(e);
    }

    /** A connection of its own for the caller, without auto-commit. */
    Connection connect() throws SQLException {
        var connection = source.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** Sees to it that the tables are there, over the first connection. */
    private interface Tables {
        void prepare(Connection connection) throws SQLException;
    }

    /** What to do with the statements of a connection. */
    interface Work<T> {
        T of(Statements statements) throws SQLException;
    }

    /** Makes a value of all rows. */
    interface Rows<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Makes a value of the current row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
