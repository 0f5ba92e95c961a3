package runnel.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statements of one connection, each prepared once: to prepare one costs more than most of them
 * do. Used by whoever holds the connection, within its transaction.
 */
final class Statements implements AutoCloseable {
    /** Those used longest ago are closed beyond that. */
    private static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Statements.class);

    private final Connection connection;
    private final LinkedHashMap<String, PreparedStatement> prepared =
            new LinkedHashMap<>(16, 0.75f, true);

    Statements(Connection connection) {
        this.connection = connection;
    }

    int run(String sql, Object... binds) throws SQLException {
        return bound(sql, binds).executeUpdate();
    }

    <T> List<T> list(String sql, Database.Row<T> row, Object... binds) throws SQLException {
        return query(
                sql,
                rows -> {
                    var list = new ArrayList<T>();
                    while (rows.next()) {
                        list.add(row.of(rows));
                    }
                    return list;
                },
                binds);
    }

    <T> T query(String sql, Database.Rows<T> use, Object... binds) throws SQLException {
        // Whatever is left open would hold the state of the database that it began with.
        try (var rows = bound(sql, binds).executeQuery()) {
            return use.of(rows);
        }
    }

    /** Closes the connection too. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.debug("a connection did not close", e);
        }
    }

    private PreparedStatement bound(String sql, Object... binds) throws SQLException {
        var statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
            if (prepared.size() > MOST) {
                prepared.pollFirstEntry().getValue().close();
            }
        }
        for (var i = 0; i < binds.length; i++) {
            statement.setObject(i + 1, binds[i]);
        }
        return statement;
    }
}
