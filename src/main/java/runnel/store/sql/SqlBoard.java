package runnel.store.sql;

import java.util.List;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.conversation.Board;

/** Questions that people keep, one a row. */
public final class SqlBoard implements Board {
    private static final int ID_CHARS = 16;

    private final Database database;

    public SqlBoard(Database database) {
        this.database = database;
    }

    @Override
    public List<Kept> list(String owner) {
        return database.list(
                """
                select id, question, query, kept_millis from kept_question
                where owner = ? order by kept_millis desc, id limit ?\
                """,
                row ->
                        new Kept(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getLong(4)),
                owner,
                MOST);
    }

    @Override
    public Kept keep(String owner, String question, String query, long nowMillis) {
        var line = Text.wellFormed(question.strip());
        if (line.isEmpty() || line.length() > QUESTION_CHARS) {
            throw new Problem(
                    Problem.Kind.INVALID, "board-question", line.length(), QUESTION_CHARS);
        }
        if (query.length() > QUERY_CHARS) {
            throw new Problem(Problem.Kind.INVALID, "board-query", query.length(), QUERY_CHARS);
        }
        var all = list(owner);
        if (all.size() >= MOST && all.stream().noneMatch(kept -> kept.question().equals(line))) {
            throw new Problem(Problem.Kind.CONFLICT, "board-full", MOST);
        }
        // Of two in one millisecond, too, the one kept last comes first.
        var first = all.isEmpty() ? 0 : all.getFirst().keptMillis() + 1;
        database.write(
                """
                insert into kept_question values (?, ?, ?, ?, ?)
                on conflict (owner, question) do update
                set query = excluded.query, kept_millis = excluded.kept_millis\
                """,
                "q_" + Id.secret(ID_CHARS),
                owner,
                line,
                query,
                Math.max(nowMillis, first));
        return list(owner).stream()
                .filter(kept -> kept.question().equals(line))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void remove(String owner, String id) {
        database.write("delete from kept_question where owner = ? and id = ?", owner, id);
    }
}
