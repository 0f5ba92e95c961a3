package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Lines of a text as they are, without any style. */
final class RawWriter implements LineWriter {
    private final StringBuilder line = new StringBuilder();

    @Override
    public List<AttributedString> append(String piece) {
        var lines = new ArrayList<AttributedString>();
        var from = 0;
        for (var feed = piece.indexOf('\n'); feed >= 0; feed = piece.indexOf('\n', from)) {
            line.append(piece, from, feed);
            lines.add(new AttributedString(line));
            line.setLength(0);
            from = feed + 1;
        }
        line.append(piece, from, piece.length());
        return lines;
    }

    @Override
    public List<AttributedString> end() {
        var lines = live();
        line.setLength(0);
        return lines;
    }

    @Override
    public List<AttributedString> live() {
        return line.isEmpty() ? List.of() : List.of(new AttributedString(line));
    }
}
