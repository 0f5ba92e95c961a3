package runnel.cube.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import runnel.base.Clock;
import runnel.base.Problem;

/** Opens databases by their JDBC URL, read-only and in UTC. */
public final class Databases {
    /** Connections to one database. */
    public static final int POOL_SIZE = 8;

    /** How long answers may be served from memory while the database may change. */
    public static final long FRESH_MILLIS = 10_000;

    /** How long a query waits for a connection. */
    private static final long CONNECT_MILLIS = 10_000;

    private static final Map<String, String> DIALECTS =
            Map.of(
                    "postgresql",
                    "postgres",
                    "mysql",
                    "mysql",
                    "mariadb",
                    "mysql",
                    "sqlite",
                    "sqlite");

    private Databases() {}

    /**
     * Prepares a source; the database is first reached by the first query.
     *
     * @throws Problem {@code engine-url} when the URL is of no database that is known
     */
    public static JdbcEngine.Source open(String url, Clock clock) {
        var dialect = dialect(url);
        var pool = new HikariDataSource(config(url, dialect));
        return new JdbcEngine.Source(
                dialect,
                pool::getConnection,
                () -> Long.toString(clock.millis() / FRESH_MILLIS),
                pool::close);
    }

    /**
     * Runs a script on a database that has no tables yet; one that has is left as it is.
     *
     * @throws Problem {@code engine-url}, {@code engine-failed}
     */
    public static void fill(String url, String script) {
        dialect(url);
        try (var connection = DriverManager.getConnection(driverUrl(url))) {
            if (hasTables(connection)) {
                return;
            }
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                for (var sql : Script.parse(script).statements()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new Problem(
                            Problem.Kind.UNAVAILABLE,
                            "engine-init",
                            withoutSecrets(url),
                            String.valueOf(e.getMessage()))
                    .because(e);
        }
    }

    private static boolean hasTables(Connection connection) throws SQLException {
        try (var tables =
                connection
                        .getMetaData()
                        .getTables(
                                connection.getCatalog(),
                                connection.getSchema(),
                                "%",
                                new String[] {"TABLE"})) {
            return tables.next();
        }
    }

    private static String driverUrl(String url) {
        // One driver speaks to both.
        return url.replaceFirst("^jdbc:mysql:", "jdbc:mariadb:");
    }

    private static String dialect(String url) {
        var parts = url.split(":", 3);
        var dialect =
                parts.length == 3 && parts[0].equals("jdbc")
                        ? DIALECTS.get(parts[1].toLowerCase(Locale.ROOT))
                        : null;
        if (dialect == null) {
            throw new Problem(Problem.Kind.INVALID, "engine-url", withoutSecrets(url));
        }
        return dialect;
    }

    private static HikariConfig config(String url, String dialect) {
        var config = new HikariConfig();
        config.setJdbcUrl(driverUrl(url));
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(0);
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setPoolName("analytics");
        switch (dialect) {
            case "postgres" -> {
                // Parameters without a type take that of the column they are compared with.
                config.addDataSourceProperty("stringtype", "unspecified");
                // Outside of a transaction that driver reads all rows before it gives the first.
                config.setAutoCommit(false);
                // Or the first rollback would take back what the session was set to.
                config.setIsolateInternalQueries(true);
                config.setConnectionInitSql(
                        "SET TIME ZONE 'UTC'; SET default_transaction_read_only = on");
            }
            case "mysql" -> {
                // Quotients keep four digits more than their parts there, which is too few for
                // averages.
                config.addDataSourceProperty(
                        "sessionVariables", "time_zone='+00:00',div_precision_increment=12");
                // The variable behind it has several names.
                config.setConnectionInitSql("SET SESSION TRANSACTION READ ONLY");
                config.addDataSourceProperty("allowMultiQueries", "false");
            }
            default -> config.setConnectionInitSql("PRAGMA query_only = on");
        }
        return config;
    }

    /** A URL without what may be a password. */
    static String withoutSecrets(String url) {
        return url.replaceAll("//[^/@]*@", "//…@").replaceAll("[?;].*", "");
    }
}
