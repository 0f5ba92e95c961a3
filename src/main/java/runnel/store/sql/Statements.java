package runnel.store.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Statements on a connection that the caller holds, within the caller's transaction. */
final class Statements {
    private Statements() {}

    static int run(Connection connection, String sql, Object... binds) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            Database.bind(statement, binds);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> list(Connection connection, String sql, Database.Row<T> row, Object... binds)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            Database.bind(statement, binds);
            try (var rows = statement.executeQuery()) {
                var list = new ArrayList<T>();
                while (rows.next()) {
                    list.add(row.of(rows));
                }
                return list;
            }
        }
    }
}
