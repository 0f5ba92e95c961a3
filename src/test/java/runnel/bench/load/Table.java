package runnel.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a benchmark prints: one table, and under what conditions it came about. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... head) {
        rows.add(List.of(head));
    }

    /** Prints what was measured, how and where. */
    public static void conditions(String what) {
        System.out.printf(
                "%s%n%d cores, load %s, Java %s, %s %s%n%n",
                what,
                Runtime.getRuntime().availableProcessors(),
                loadAverage(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.version"));
    }

    /**
     * Adds a row; numbers are shown with up to three significant digits behind the point, as their
     * size warrants.
     */
    public void add(Object... cells) {
        rows.add(Arrays.stream(cells).map(Table::text).toList());
    }

    /** Prints the table as Markdown, which is readable as it stands. */
    public void print() {
        var widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (var i = 0; i < rows.size(); i++) {
            System.out.println(line(rows.get(i), widths));
            if (i == 0) {
                System.out.println(
                        line(Arrays.stream(widths).mapToObj("-"::repeat).toList(), widths));
            }
        }
        System.out.println();
    }

    /** The middle one; of an even number, the lower of the two in the middle. */
    public static double median(List<Double> values) {
        return values.stream().sorted().toList().get((values.size() - 1) / 2);
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder("|");
        for (var i = 0; i < widths.length; i++) {
            line.append(' ')
                    .append(cells.get(i))
                    .append(" ".repeat(widths[i] - cells.get(i).length()))
                    .append(" |");
        }
        return line.toString();
    }

    private static String text(Object cell) {
        if (!(cell instanceof Double number)) {
            return String.valueOf(cell);
        }
        if (number.isNaN()) {
            return "–";
        }
        return String.format(
                Math.abs(number) < 10 ? "%.2f" : Math.abs(number) < 100 ? "%.1f" : "%,.0f", number);
    }

    private static String loadAverage() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
