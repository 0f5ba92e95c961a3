package runnel.cli.terminal;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * What lies before the reader: lines that scroll away, and below them a few that may still change.
 * Thread-safe.
 */
public interface Screen {
    /**
     * Rows that are never used for live lines: the prompt needs some, and the reader some context.
     */
    int SPARE_ROWS = 4;

    /** Lines that may be live however small the terminal is. */
    int LEAST_LIVE_ROWS = 3;

    /** What a terminal is taken to have that does not say. */
    int USUAL_COLUMNS = 80;

    int USUAL_ROWS = 24;

    /** How wide a line may be. */
    int columns();

    int rows();

    /**
     * Adds settled lines, and replaces the live ones, in one go.
     *
     * @param settled of any width
     * @param live none wider than the screen
     */
    void show(List<AttributedString> settled, List<AttributedString> live);

    /**
     * How wide lines in a terminal may be. The last column stays free: where is the cursor after
     * it?
     */
    static int columns(Terminal terminal) {
        var columns = terminal.getSize().getColumns();
        return (columns > 0 ? columns : USUAL_COLUMNS) - 1;
    }

    static int rows(Terminal terminal) {
        var rows = terminal.getSize().getRows();
        return rows > 0 ? rows : USUAL_ROWS;
    }

    /** How many lines may be live. */
    default int liveRows() {
        return Math.max(LEAST_LIVE_ROWS, rows() - SPARE_ROWS);
    }
}
