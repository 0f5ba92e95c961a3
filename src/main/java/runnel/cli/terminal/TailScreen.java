package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;

/**
 * A screen without a prompt. Live lines are drawn again from the first that differs, in one write,
 * so that nothing flickers.
 *
 * <p>What is typed meanwhile is not echoed, so that it does not get between the lines.
 */
public final class TailScreen implements Screen, AutoCloseable {

    private static final String CLEAR_LINE = "\033[K";
    private static final String CLEAR_BELOW = "\033[J";

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
        return Screen.columns(terminal);
    }

    @Override
    public int rows() {
        return Screen.rows(terminal);
    }

    @Override
    public synchronized void show(List<AttributedString> settled, List<AttributedString> live) {
        var old = this.live;
        var lines = new ArrayList<>(settled);
        lines.addAll(live);
        if (lines.equals(old) && !live.isEmpty()) {
            this.live = List.copyOf(live);
            return;
        }
        var from = common(lines, old);
        if (from == lines.size() && from < old.size() && !live.isEmpty()) {
            // The cursor belongs at the end of the last line, which is only known by writing it.
            from--;
        }
        var out = new StringBuilder();
        if (from < old.size()) {
            out.append('\r').append(up(old.subList(from, old.size())));
        } else if (from > 0) {
            out.append('\n');
        }
        for (var line : lines.subList(from, lines.size())) {
            // A line that the terminal itself breaks would leave rests of old ones beside it.
            out.append(Lines.columns(line) > columns() ? CLEAR_BELOW : CLEAR_LINE)
                    .append(Lines.ansi(line, terminal));
            out.append('\n');
        }
        if (from < lines.size() && !live.isEmpty()) {
            out.setLength(out.length() - 1);
        }
        out.append(from < old.size() ? CLEAR_BELOW : "");
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
        while (same < Math.min(lines.size(), others.size())
                && lines.get(same).equals(others.get(same))) {
            same++;
        }
        return same;
    }

    /** From the last of these lines to the first. */
    private String up(List<AttributedString> lines) {
        var width = columns() + 1;
        var rows =
                lines.stream()
                        .mapToInt(line -> Math.max(1, (Lines.columns(line) + width - 1) / width))
                        .sum();
        return rows > 1 ? "\033[" + (rows - 1) + "A" : "";
    }
}
