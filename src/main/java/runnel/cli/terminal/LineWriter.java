package runnel.cli.terminal;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * Makes lines of a text that arrives in pieces, cut anywhere. Not thread-safe.
 *
 * <p>Lines are settled once nothing that follows can change them; the others are live and shown
 * until the next piece.
 */
public interface LineWriter {
    /** Takes the next piece; returns the lines that it settled. */
    List<AttributedString> append(String piece);

    /**
     * There will be no more pieces of this text: all lines are settled, and another text may begin.
     */
    List<AttributedString> end();

    /** The lines that are not settled. */
    List<AttributedString> live();
}
