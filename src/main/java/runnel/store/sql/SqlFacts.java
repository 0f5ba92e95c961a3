package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Facts;

/** Facts about people, one a row. */
public final class SqlFacts implements Facts {
    private static final int ID_CHARS = 16;

    private static final String ALL =
            """
            select id, text, created_millis from fact
            where owner = ? order by created_millis, id limit ?\
            """;

    private final Database database;

    public SqlFacts(Database database) {
        this.database = database;
    }

    @Override
    public boolean isOn(String owner) {
        return database.first("select 1 from forgetful where owner = ?", row -> true, owner)
                .isEmpty();
    }

    @Override
    public void turn(String owner, boolean on) {
        database.write(
                on
                        ? "delete from forgetful where owner = ?"
                        : "insert into forgetful values (?) on conflict do nothing",
                owner);
    }

    @Override
    public List<Fact> list(String owner) {
        return database.list(ALL, SqlFacts::fact, owner, MOST);
    }

    @Override
    public Fact add(String owner, String text, long nowMillis) {
        var checked = Facts.checked(text);
        return database.together(statements -> {
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
        });
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
    }

    @Override
    public void remove(String owner, String id) {
        database.write("delete from fact where owner = ? and id = ?", owner, id);
    }

    @Override
    public void clear(String owner) {
        database.write("delete from fact where owner = ?", owner);
    }

    private static Fact fact(ResultSet row) throws SQLException {
        return new Fact(row.getString(1), row.getString(2), row.getLong(3));
    }
}
