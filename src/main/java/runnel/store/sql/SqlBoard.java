package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.base.Text;
import runnel.conversation.Board;

/** Questions that people keep, one a row. */
public final class SqlBoard implements Board {
    private static final int ID_CHARS = 16;

    private static final String ALL =
            """
            select id, question, query, kept_millis from kept_question
            where owner = ? order by kept_millis desc, id limit ?\
            """;

    private final Database database;

    public SqlBoard(Database database) {
        this.database = database;
    }

    @Override
    public List<Kept> list(String owner) {
        return database.list(ALL, SqlBoard::kept, owner, MOST);
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
        return database.together(statements -> {
            var all = statements.list(ALL, SqlBoard::kept, owner, MOST);
            if (all.size() >= MOST && of(line, all).isEmpty()) {
                throw new Problem(Problem.Kind.CONFLICT, "board-full", MOST);
            }
            // Of two in one millisecond, too, the one kept last comes first.
            var first = all.isEmpty() ? 0 : all.getFirst().keptMillis() + 1;
            statements.run(
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
            return of(line, statements.list(ALL, SqlBoard::kept, owner, MOST)).orElseThrow();
        });
    }

    @Override
    public void remove(String owner, String id) {
        database.write("delete from kept_question where owner = ? and id = ?", owner, id);
    }

    private static Optional<Kept> of(String question, List<Kept> all) {
        return all.stream().filter(kept -> kept.question().equals(question)).findFirst();
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(row.getString(1), row.getString(2), row.getString(3), row.getLong(4));
    }
}
