package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * A screen without a prompt. Of the live lines, only those are drawn again that differ; a line that grew is continued.
 *
 * <p>What is typed meanwhile is not echoed, so that it does not get between the lines.
 */
public final class TailScreen implements Screen, AutoCloseable {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final Attributes attributes;
    private List<AttributedString> live = List.of();

    public TailScreen(Terminal terminal) {
        this.terminal = terminal;
        this.attributes = terminal.getAttributes();
        var silent = new Attributes(attributes);
        silent.setLocalFlag(Attributes.LocalFlag.ECHO, false);
        terminal.setAttributes(silent);
    }

    @Override
    public int columns() {
        // The last column stays free: terminals differ in where the cursor is after it.
        return (terminal.getColumns() > 0 ? terminal.getColumns() : USUAL_COLUMNS) - 1;
    }

    @Override
    public int rows() {
        return terminal.getRows() > 0 ? terminal.getRows() : USUAL_ROWS;
    }

    @Override
    public synchronized void show(List<AttributedString> settled, List<AttributedString> live) {
        var lines = new ArrayList<>(settled);
        lines.addAll(live);
        var same = common(lines, this.live);
        if (same == lines.size() && same < this.live.size() && !live.isEmpty()) {
            // The cursor belongs at the end of the last line, which is only known by writing it.
            same--;
        }
        var out = new StringBuilder();
        var grown = AttributedString.EMPTY;
        if (same < this.live.size()) {
            var last = this.live.getLast();
            if (same == this.live.size() - 1 && same < lines.size() && grows(last, lines.get(same))) {
                grown = last;
            } else {
                rewind(out, this.live.subList(same, this.live.size()));
            }
        } else if (same > 0 && same < lines.size()) {
            out.append('\n');
        }
        for (var index = same; index < lines.size(); index++) {
            var line = lines.get(index);
            var from = index == same ? grown.length() : 0;
            out.append(line.subSequence(from, line.length()).toAnsi(terminal));
            out.append(index < lines.size() - 1 ? "\n" : "");
        }
        if (live.isEmpty() && same < lines.size() || live.isEmpty() && same > 0 && same == this.live.size()) {
            out.append('\n');
        }
        this.live = List.copyOf(live);
        terminal.writer().write(out.toString());
        terminal.flush();
    }

    @Override
    public synchronized void close() {
        terminal.setAttributes(attributes);
    }

    private static int common(List<AttributedString> lines, List<AttributedString> others) {
        var same = 0;
        while (same < Math.min(lines.size(), others.size()) && lines.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }

    private static boolean grows(AttributedString from, AttributedString to) {
        return to.length() >= from.length() && to.subSequence(0, from.length()).equals(from);
    }

    /** Goes back to the beginning of these lines, the last of which the cursor is on, and clears them. */
    private void rewind(StringBuilder out, List<AttributedString> lines) {
        var rows = lines.stream()
                .mapToInt(line -> Math.max(1, (line.columnLength() + columns()) / (columns() + 1)))
                .sum();
        out.append('\r');
        if (rows > 1) {
            out.append("\033[").append(rows - 1).append('A');
        }
        out.append("\033[J");
    }
}
