package runnel.cli.terminal;

import java.util.List;
import org.jline.utils.AttributedString;

/** What lies before the reader: lines that scroll away, and below them a few that may still change. Thread-safe. */
public interface Screen {
    /** Rows that are never used for live lines: the prompt needs some, and the reader some context. */
    int SPARE_ROWS = 4;

    /** Lines that may be live however small the terminal is. */
    int LEAST_LIVE_ROWS = 3;

    int columns();

    int rows();

    /**
     * Adds settled lines, and replaces the live ones, in one go.
     *
     * @param settled of any width
     * @param live none wider than the screen
     */
    void show(List<AttributedString> settled, List<AttributedString> live);

    /** How many lines may be live. */
    default int liveRows() {
        return Math.max(LEAST_LIVE_ROWS, rows() - SPARE_ROWS);
    }
}
