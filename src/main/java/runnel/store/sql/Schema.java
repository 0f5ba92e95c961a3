package runnel.store.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Problem;

/**
 * The tables of a database file, as scripts {@code schema/DIALECT/NAME.sql} make them.
 *
 * @param file is named where something is wrong with it
 */
record Schema(Path file, Dialect dialect) {
    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /**
     * Brings the tables up to date: migrations {@code NNN.sql} run once each, in order, each in its
     * own transaction.
     *
     * @param connection without auto-commit
     * @throws Problem {@code schema-newer} where a newer program has been here
     */
    void migrate(Connection connection) throws SQLException {
        var found = version(connection);
        var newest = newest();
        if (found > newest) {
            throw new Problem(Problem.Kind.STORAGE, "schema-newer", file, found, newest);
        }
        for (var next = found + 1; next <= newest; next++) {
            run(connection, script(migration(next)));
            run(connection, "update schema_version set version = " + next);
            connection.commit();
            LOG.info("schema version {}", next);
        }
    }

    /** Makes tables where they are missing, by a script that says so itself. */
    void complete(Connection connection, String name) throws SQLException {
        run(connection, script(name));
    }

    private static void run(Connection connection, String script) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var sql : script.split(";\\s*(\\n|$)")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    private int version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
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
    }

    private int newest() {
        var version = 0;
        while (Schema.class.getResource(path(migration(version + 1))) != null) {
            version++;
        }
        return version;
    }

    /** A version in three digits. */
    private static String migration(int version) {
        return Integer.toString(1_000 + version).substring(1);
    }

    private String path(String name) {
        return "/schema/" + dialect.name() + '/' + name + ".sql";
    }

    private String script(String name) {
        var path = path(name);
        try (var in = Objects.requireNonNull(Schema.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
