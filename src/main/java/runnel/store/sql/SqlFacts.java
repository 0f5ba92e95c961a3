package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Facts;

/**
 * Facts about people, one a row; what was read last is known until anything changes, since each
 * answer begins with it. Only one such object may write to a database.
 */
public final class SqlFacts implements Facts {
    private static final int ID_CHARS = 16;

    /** People whose facts are known, at most. */
    private static final int KNOWN = 1_000;

    private static final String ALL =
            """
            select id, text, created_millis from fact
            where owner = ? order by created_millis, id limit ?\
            """;

    private final Database database;

    private final Map<String, Known> known = new HashMap<>();
    private long changes;

    /** What is remembered of a person, and whether anything may be. */
    private record Known(boolean on, List<Fact> facts) {}

    public SqlFacts(Database database) {
        this.database = database;
    }

    @Override
    public boolean isOn(String owner) {
        return known(owner).on();
    }

    @Override
    public void turn(String owner, boolean on) {
        database.write(
                on
                        ? "delete from forgetful where owner = ?"
                        : "insert into forgetful values (?) on conflict do nothing",
                owner);
        changed();
    }

    @Override
    public List<Fact> list(String owner) {
        return known(owner).facts();
    }

    @Override
    public Fact add(String owner, String text, long nowMillis) {
        var checked = Facts.checked(text);
        var added = database.together(statements -> add(statements, owner, checked, nowMillis));
        changed();
        return added;
    }

    private static Fact add(Statements statements, String owner, String checked, long nowMillis)
            throws SQLException {
        var all = statements.list(ALL, SqlFacts::fact, owner, MOST);
        var known = all.stream().filter(fact -> fact.text().equals(checked)).findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        if (all.size() >= MOST) {
            throw new Problem(Problem.Kind.CONFLICT, "facts-full", MOST);
        }
        // Of two in one millisecond, too, the one told first comes first.
        var free = all.isEmpty() ? 0 : all.getLast().createdMillis() + 1;
        var fact = new Fact("f_" + Id.secret(ID_CHARS), checked, Math.max(nowMillis, free));
        statements.run(
                "insert into fact values (?, ?, ?, ?)",
                fact.id(),
                owner,
                checked,
                fact.createdMillis());
        return fact;
    }

    @Override
    public void change(String owner, String id, String text) {
        var checked = Facts.checked(text);
        var changed =
                database.write(
                        "update fact set text = ? where owner = ? and id = ?", checked, owner, id);
        if (changed == 0) {
            throw new Problem(Problem.Kind.NOT_FOUND, "fact-unknown", id);
        }
        changed();
    }

    @Override
    public void remove(String owner, String id) {
        database.write("delete from fact where owner = ? and id = ?", owner, id);
        changed();
    }

    @Override
    public void clear(String owner) {
        database.write("delete from fact where owner = ?", owner);
        changed();
    }

    // What was read while something changed may be of before, so it is not kept.
    private Known known(String owner) {
        long before;
        synchronized (known) {
            var one = known.get(owner);
            if (one != null) {
                return one;
            }
            before = changes;
        }
        var forgetful =
                database.first("select 1 from forgetful where owner = ?", row -> true, owner);
        var read =
                new Known(
                        forgetful.isEmpty(),
                        List.copyOf(database.list(ALL, SqlFacts::fact, owner, MOST)));
        synchronized (known) {
            if (before == changes) {
                if (known.size() >= KNOWN) {
                    known.clear();
                }
                known.put(owner, read);
            }
        }
        return read;
    }

    private void changed() {
        synchronized (known) {
            changes++;
            known.clear();
        }
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(row.getString(1), row.getString(2), row.getLong(3));
    }
}
