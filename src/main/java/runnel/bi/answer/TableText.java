package runnel.bi.answer;

import runnel.base.Messages;

/** A grid as a markdown table. */
public final class TableText {
    /** Rows of a table that is read, not computed with. */
    public static final int MAX_ROWS = 50;

    private TableText() {}

    public static String of(Grid grid, String grain, Messages messages) {
        if (grid.rows().isEmpty()) {
            return messages.text("bi.rows.none") + "\n";
        }
        var wording = new Wording(messages);
        var text = new StringBuilder("|");
        grid.fields()
                .forEach(field ->
                        text.append(' ').append(field.title().replace("|", "\\|")).append(" |"));
        text.append("\n|");
        grid.fields()
                .forEach(
                        field -> text.append(field.type().equals("number") ? " ---: |" : " --- |"));
        for (var row : grid.rows().stream().limit(MAX_ROWS).toList()) {
            text.append("\n| ");
            for (var i = 0; i < row.size(); i++) {
                text.append(wording.markdown(grid.fields().get(i), row.get(i), grain))
                        .append(" | ");
            }
            text.setLength(text.length() - 1);
        }
        text.append("\n\n");
        var count = grid.rows().size();
        text.append(
                count > MAX_ROWS
                        ? messages.text("bi.rows.more", MAX_ROWS, count)
                        : messages.text("bi.rows.count", count));
        if (grid.truncated()) {
            text.append(' ').append(messages.text("bi.rows.truncated", count));
        }
        return text.append('\n').toString();
    }
}
