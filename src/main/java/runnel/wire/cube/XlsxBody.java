package runnel.wire.cube;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import runnel.cube.analytics.Cells;
import runnel.cube.analytics.Loaded;

/** Writes an answer as an Excel workbook: numbers and times as such, the first row fixed. */
final class XlsxBody implements ApiResponse.Body {
    /** Rows after which finished ones leave memory. */
    private static final int FLUSH_ROWS = 500;
    private static final int MAX_CELL_CHARS = 32_767;

    private final Loaded loaded;

    XlsxBody(Loaded loaded) {
        this.loaded = loaded;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException, InterruptedException {
        try (loaded;
                var workbook = new Workbook(out, "Runnel", "1.0")) {
            var answer = loaded.answers().getFirst();
            var sheet = workbook.newWorksheet("Data");
            var titles = Titles.of(answer);
            for (var i = 0; i < titles.size(); i++) {
                sheet.value(0, i, titles.get(i));
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
            var line = 1;
            for (var row = answer.rows().next(); row != null; row = answer.rows().next()) {
                for (var i = 0; i < row.length; i++) {
                    cell(sheet, line, i, row[i]);
                }
                if (++line % FLUSH_ROWS == 0) {
                    sheet.flush();
                }
            }
            sheet.finish();
        }
    }

    @Override
    public void discard() {
        loaded.close();
    }

    private static void cell(Worksheet sheet, int line, int column, @Nullable Object value) {
        switch (value) {
            case null -> {
                // An empty cell.
            }
            case Long number -> sheet.value(line, column, number);
            case Double number when !number.isNaN() && !number.isInfinite() -> sheet.value(line, column, number);
            case BigDecimal number -> sheet.value(line, column, number);
            case Boolean truth -> sheet.value(line, column, truth);
            case LocalDateTime time -> {
                sheet.value(line, column, time);
                sheet.style(line, column).format("yyyy-mm-dd hh:mm:ss").set();
            }
            default -> {
                var text = Cells.text(value);
                sheet.value(line, column, text.length() > MAX_CELL_CHARS ? text.substring(0, MAX_CELL_CHARS) : text);
            }
        }
    }
}
