package runnel.cube.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import runnel.base.Problem;

/**
 * A DuckDB database in this process, whose statements can reach nothing but its own tables.
 *
 * <p>Files, network, extensions and settings are closed to all statements once it is open; data is
 * loaded before. Thread-safe.
 */
public final class DuckDb implements AutoCloseable {
    /** What the database may take of the machine. */
    public record Limits(String memory, int threads) {
        public static final Limits DEFAULT = new Limits("1GB", 2);

        public Limits {
            if (!memory.matches("\\d{1,6}(KB|MB|GB)") || threads < 1) {
                throw new IllegalArgumentException("limits: " + memory + ", " + threads);
            }
        }
    }

    private final Path file;
    private final DuckDBConnection root;

    private DuckDb(Path file, DuckDBConnection root) {
        this.file = file;
        this.root = root;
    }

    /**
     * Opens a database file for reading.
     *
     * @throws Problem {@code engine-open} when the file is missing, broken or open elsewhere for
     *     writing
     */
    public static DuckDb open(Path file, Limits limits) {
        if (!Files.isRegularFile(file)) {
            throw new Problem(Problem.Kind.NOT_FOUND, "engine-open", file, "no such file");
        }
        return open(file, limits, true, List.of());
    }

    /**
     * Makes a database file by statements; it appears when it is complete.
     *
     * @throws Problem {@code engine-open} when it cannot be written or a statement fails
     */
    public static void create(Path file, Limits limits, List<String> statements) {
        var part = file.resolveSibling(file.getFileName() + ".part");
        try {
            var folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.deleteIfExists(part);
            open(part, limits, false, statements).close();
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Problem(Problem.Kind.STORAGE, "engine-open", file, e.toString()).because(e);
        }
    }

    /** A database in memory, filled by statements before it is locked. */
    public static DuckDb inMemory(Limits limits, List<String> statements) {
        return open(Path.of(""), limits, false, statements);
    }

    private static DuckDb open(
            Path file, Limits limits, boolean readOnly, List<String> statements) {
        var properties = new Properties();
        properties.setProperty("duckdb.read_only", Boolean.toString(readOnly));
        properties.setProperty("jdbc_stream_results", "true");
        try {
            var root =
                    DriverManager.getConnection("jdbc:duckdb:" + file, properties)
                            .unwrap(DuckDBConnection.class);
            try (var statement = root.createStatement()) {
                statement.execute("SET memory_limit = '" + limits.memory() + "'");
                statement.execute("SET threads = " + limits.threads());
                statement.execute("SET GLOBAL TimeZone = 'UTC'");
                // DuckDB 1.5 takes joins for the same that show different columns, and then
                // answers with the rows of the wrong one (duckdb/duckdb#25819).
                statement.execute("SET GLOBAL disabled_optimizers = 'common_subplan'");
                for (var sql : statements) {
                    statement.execute(sql);
                }
                statement.execute("SET autoinstall_known_extensions = false");
                statement.execute("SET autoload_known_extensions = false");
                statement.execute("SET enable_external_access = false");
                statement.execute("SET lock_configuration = true");
            }
            return new DuckDb(file, root);
        } catch (SQLException e) {
            var reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new Problem(Problem.Kind.UNAVAILABLE, "engine-open", file, reason).because(e);
        }
    }

    /** A connection of its own for one statement. */
    public Connection connect() throws SQLException {
        return root.duplicate();
    }

    /** Changes with the file. */
    public String version() {
        if (file.toString().isEmpty()) {
            return "memory";
        }
        try {
            return Files.getLastModifiedTime(file).toMillis() + "-" + Files.size(file);
        } catch (IOException e) {
            return "missing";
        }
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new Problem(
                            Problem.Kind.UNAVAILABLE,
                            "engine-open",
                            file,
                            String.valueOf(e.getMessage()))
                    .because(e);
        }
    }
}
