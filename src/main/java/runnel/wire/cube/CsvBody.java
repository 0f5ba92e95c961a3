package runnel.wire.cube;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import runnel.cube.analytics.Answer;
import runnel.cube.analytics.Cells;
import runnel.cube.analytics.Loaded;

/** Writes an answer as comma-separated values (RFC 4180), in UTF-8 with a mark by which spreadsheets know it. */
final class CsvBody implements ApiResponse.Body {
    private static final char MARK = '\uFEFF';

    private final Loaded loaded;

    CsvBody(Loaded loaded) {
        this.loaded = loaded;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        try (loaded) {
            var answer = loaded.answers().getFirst();
            var csv = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            csv.append(MARK);
            header(csv, answer);
            for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
                for (var i = 0; i < row.length; i++) {
                    csv.append(i == 0 ? "" : ",").append(cell(row[i]));
                }
                csv.append("\r\n");
            }
            csv.flush();
        }
    }

    @Override
    public void discard() {
        loaded.close();
    }

    private static void header(Writer csv, Answer answer) throws IOException {
        var first = true;
        for (var title : Titles.of(answer)) {
            csv.append(first ? "" : ",").append(quoted(harmless(title)));
            first = false;
        }
        csv.append("\r\n");
    }

    private static String cell(@Nullable Object value) {
        return value instanceof String text ? quoted(harmless(text)) : quoted(Cells.orEmpty(value));
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe, by which it stays text. */
    static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }
}
