package runnel.tool.documents.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables as text (RFC 4180, and what is usual besides); their places are rows. Each cell is told
 * with the title of its column, so that a row can be understood by itself.
 */
final class CsvReader implements DocumentReader {
    private static final String SEPARATORS = ",;\t|";

    @Override
    public void read(byte[] file, Passages passages, ReadLimits limits) throws Unreadable {
        var text = Characters.of(file);
        var rows = new Rows(text, separator(text));
        passages.counted("row", "rows");
        var titles = rows.next();
        passages.add(String.join(", ", titles), 1);
        for (var number = 2; !rows.isOver() && !passages.isFull(); number++) {
            passages.add(told(titles, rows.next()), number);
        }
    }

    private static String told(List<String> titles, List<String> cells) {
        var told = new StringBuilder();
        for (var i = 0; i < cells.size(); i++) {
            if (!cells.get(i).isBlank()) {
                told.append(told.isEmpty() ? "" : "; ");
                if (i < titles.size() && !titles.get(i).isBlank()) {
                    told.append(titles.get(i).strip()).append(": ");
                }
                told.append(cells.get(i).strip());
            }
        }
        return told.toString();
    }

    /** The one that the first line has most of. */
    private static char separator(String text) {
        var line = text.lines().findFirst().orElse("");
        var best = ',';
        var most = 0L;
        for (var i = 0; i < SEPARATORS.length(); i++) {
            var candidate = SEPARATORS.charAt(i);
            var count = line.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** Reads row by row. */
    private static final class Rows {
        private final String text;
        private final char separator;
        private int at;

        private Rows(String text, char separator) {
            this.text = text;
            this.separator = separator;
        }

        private boolean isOver() {
            return at >= text.length();
        }

        private List<String> next() {
            var cells = new ArrayList<String>();
            var cell = new StringBuilder();
            var quoted = false;
            while (at < text.length()) {
                var c = text.charAt(at++);
                if (quoted) {
                    if (c != '"') {
                        cell.append(c);
                    } else if (at < text.length() && text.charAt(at) == '"') {
                        cell.append('"');
                        at++;
                    } else {
                        quoted = false;
                    }
                } else if (c == '"' && cell.isEmpty()) {
                    quoted = true;
                } else if (c == separator) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else if (c == '\n') {
                    break;
                } else if (c != '\r') {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }
    }
}
