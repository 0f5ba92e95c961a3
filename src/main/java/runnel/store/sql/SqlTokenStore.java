package runnel.store.sql;

import runnel.auth.TokenStore;

/** Hashes of tokens and sessions, in one table: a token is a session without an end. */
public final class SqlTokenStore implements TokenStore {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Database database;

    public SqlTokenStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean hasToken() {
        return exists("select 1 from access where until_millis = ?", FOR_EVER);
    }

    @Override
    public boolean isToken(String hash) {
        return exists("select 1 from access where hash = ? and until_millis = ?", hash, FOR_EVER);
    }

    @Override
    public void replaceToken(String hash) {
        database.together(statements -> {
            statements.run("delete from access");
            return statements.run("insert into access values (?, ?)", hash, FOR_EVER);
        });
    }

    @Override
    public void addSession(String hash, long nowMillis, long untilMillis) {
        database.together(statements -> {
            statements.run("delete from access where until_millis <= ?", nowMillis);
            return statements.run("insert into access values (?, ?)", hash, untilMillis);
        });
    }

    @Override
    public boolean isSession(String hash, long nowMillis) {
        return exists(
                "select 1 from access where hash = ? and until_millis > ? and until_millis < ?",
                hash,
                nowMillis,
                FOR_EVER);
    }

    @Override
    public void removeSession(String hash) {
        database.write("delete from access where hash = ? and until_millis < ?", hash, FOR_EVER);
    }

    private boolean exists(String sql, Object... binds) {
        return database.first(sql, row -> true, binds).orElse(false);
    }
}
