package runnel.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import runnel.conversation.ConversationStore.Progress;
import runnel.conversation.ConversationStore.Summary;
import runnel.conversation.Profile;

/** How a row of the table {@code conversation} becomes a summary. */
final class Rows {
    /** The columns of a summary, of a table with the alias {@code c}. */
    static final String COLUMNS =
            """
            c.id, c.owner, c.title, c.folder, c.pinned, c.archived, c.agent, c.model, c.instruction, c.link, c.deleted_until,
            exists (select 1 from run r where r.conversation = c.id and r.outcome = ''),
            c.answered_seq > coalesce((select seq from reading d where d.conversation = c.id), 0),
            c.created_millis, c.updated_millis
            """;

    static final String SUMMARIES = "select " + COLUMNS + " from conversation c ";

    /** How many columns those are. */
    static final int WIDTH = 15;

    private Rows() {}

    static Summary summary(ResultSet row) throws SQLException {
        return new Summary(
                row.getString(1),
                row.getString(2),
                new Profile(
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getLong(11)),
                new Progress(row.getBoolean(12), row.getBoolean(13)),
                row.getLong(14),
                row.getLong(15));
    }
}
