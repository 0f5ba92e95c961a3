package runnel.cube.analytics;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import runnel.cube.Column;

/** An answer whose rows are all in memory. */
public record Table(Answer answer, List<@Nullable Object[]> rows, boolean truncated) {
    /** Reads the answer to its end and closes it. */
    static Table read(Answer answer) throws InterruptedException {
        var all = new ArrayList<@Nullable Object[]>();
        try (var rows = answer.rows()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return new Table(answer, all, answer.fills(all.size()));
    }

    public List<Column> columns() {
        return answer.columns();
    }
}
