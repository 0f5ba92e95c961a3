package runnel.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Problem;

/**
 * Connections to the database: a pool for short use, and others on demand. Thread-safe.
 *
 * <p>Opening it brings the schema up to date: migrations {@code schema/DIALECT/NNN.sql} run once
 * each, in order, each in its own transaction; {@code search.sql} runs each time, so that an index
 * that was lost is there again, if empty.
 */
public final class Database implements AutoCloseable {
    private static final int POOL_SIZE = 4;
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final String url;
    private final Dialect dialect;
    private final HikariDataSource pool;

    private Database(String url, Dialect dialect) throws SQLException {
        this.url = url;
        this.dialect = dialect;
        migrate();
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        config.setConnectionInitSql("pragma busy_timeout = 10000");
        config.setInitializationFailTimeout(-1);
        config.setPoolName("pool");
        this.pool = new HikariDataSource(config);
    }

    /**
     * Opens (and makes, where it does not exist) the database file in a data directory.
     *
     * @param fsync whether a commit must survive the loss of power
     * @throws Problem {@code data-directory} or {@code storage-failed} with what is wrong and where
     */
    public static Database sqlite(Path directory, boolean fsync) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, reason(e))
                    .because(e);
        }
        if (!Files.isWritable(directory)) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, "read-only");
        }
        return open(directory, Dialect.sqlite(fsync));
    }

    static Database open(Path directory, Dialect dialect) {
        try {
            return new Database("jdbc:sqlite:" + directory.resolve("runnel.db"), dialect);
        } catch (SQLException e) {
            throw new Problem(Problem.Kind.STORAGE, "data-directory", directory, reason(e))
                    .because(e);
        }
    }

    /** Writes a complete and consistent copy to a new file while the server goes on. */
    public void backup(Path file) {
        read(
                "vacuum into ?",
                statement -> {
                    statement.setString(1, file.toString());
                    return statement.execute();
                });
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Changes several things in one transaction: all of them or none. */
    void write(Change... changes) {
        try (var connection = connect()) {
            for (var change : changes) {
                try (var statement = connection.prepareStatement(change.sql())) {
                    bind(statement, change.binds().toArray());
                    statement.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs one query on a pooled connection. */
    <T> T read(String sql, Use<T> use) {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return use.of(statement);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    <T> List<T> list(String sql, Row<T> row, Object... binds) {
        return read(
                sql,
                statement -> {
                    bind(statement, binds);
                    try (var rows = statement.executeQuery()) {
                        var list = new ArrayList<T>();
                        while (rows.next()) {
                            list.add(row.of(rows));
                        }
                        return list;
                    }
                });
    }

    /** Changes something that is not part of a log, in a transaction of its own. */
    void write(String sql, Object... binds) {
        read(
                sql,
                statement -> {
                    bind(statement, binds);
                    return statement.executeUpdate();
                });
    }

    /** Does what the database wants done now and then, and what takes long. */
    void tidy() {
        read(dialect.tidy(), PreparedStatement::execute);
    }

    /** Does several things in one transaction; other writers wait, so it should be short. */
    <T> T together(Work<T> work) {
        try (var connection = pool.getConnection()) {
            // The lock at once: a transaction that reads first may find that it cannot write.
            try (var statement = connection.createStatement()) {
                statement.execute("begin immediate");
            }
            try {
                var result = work.of(connection);
                end(connection, "commit");
                return result;
            } catch (SQLException | RuntimeException e) {
                end(connection, "rollback");
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void end(Connection connection, String how) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(how);
        }
    }

    <T> Optional<T> first(String sql, Row<T> row, Object... binds) {
        return list(sql, row, binds).stream().findFirst();
    }

    Problem failed(SQLException e) {
        return dialect.isFull(e)
                ? new Problem(Problem.Kind.STORAGE, "storage-full").because(e)
                : new Problem(Problem.Kind.STORAGE, "storage-failed", reason(e)).because(e);
    }

    static void bind(PreparedStatement statement, Object... binds) throws SQLException {
        for (var i = 0; i < binds.length; i++) {
            statement.setObject(i + 1, binds[i]);
        }
    }

    /** A connection of its own for the caller, without auto-commit. */
    Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(url);
        try (var statement = connection.createStatement()) {
            for (var sql : dialect.onConnect()) {
                statement.execute(sql);
            }
        }
        connection.setAutoCommit(false);
        return connection;
    }

    private void migrate() throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            var found = version(statement);
            var newest = newest();
            if (found > newest) {
                throw new Problem(Problem.Kind.STORAGE, "schema-newer", url, found, newest);
            }
            for (var next = found + 1; ; next++) {
                var script = script(file(next));
                if (script.isEmpty()) {
                    break;
                }
                run(statement, script.get());
                statement.execute("update schema_version set version = " + next);
                connection.commit();
                LOG.info("schema version {}", next);
            }
            run(statement, script("search").orElseThrow());
            connection.commit();
        }
    }

    private static void run(Statement statement, String script) throws SQLException {
        for (var sql : script.split(";\\s*(\\n|$)")) {
            if (!sql.isBlank()) {
                statement.execute(sql);
            }
        }
    }

    private int version(Statement statement) throws SQLException {
        try (var tables = statement.executeQuery(dialect.tables())) {
            if (tables.next() && tables.getInt(1) == 0) {
                statement.execute("create table schema_version (version integer not null)");
                statement.execute("insert into schema_version values (0)");
            }
        }
        try (var versions = statement.executeQuery("select version from schema_version")) {
            return versions.next() ? versions.getInt(1) : 0;
        }
    }

    private int newest() {
        var version = 0;
        while (script(file(version + 1)).isPresent()) {
            version++;
        }
        return version;
    }

    private static String file(int version) {
        return "%03d".formatted(version);
    }

    private Optional<String> script(String part) {
        var name = "/schema/%s/%s.sql".formatted(dialect.name(), part);
        try (var in = Database.class.getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(name, e);
        }
    }

    private static String reason(Exception e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    /** One statement of a transaction. */
    record Change(String sql, List<Object> binds) {}

    /** What to do with a prepared statement. */
    interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** What to do with a connection. */
    interface Work<T> {
        T of(Connection connection) throws SQLException;
    }

    /** Makes a value of the current row. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
