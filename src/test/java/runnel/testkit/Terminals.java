package runnel.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.ScreenTerminal;

/** A terminal that a test sits at: it types keys and looks at what stands on the screen. */
public final class Terminals implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LineDisciplineTerminal terminal;
    private final ScreenTerminal screen;

    public Terminals(int columns, int rows) throws IOException {
        var virtual = ScreenTerminal.withTerminal("test", "xterm-256color", columns, rows);
        terminal = virtual.terminal();
        screen = virtual.screen();
    }

    public LineDisciplineTerminal terminal() {
        return terminal;
    }

    public void type(String keys) throws IOException {
        terminal.processInputBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What stands on the screen, without blanks at the end of lines and without empty lines at the
     * end.
     */
    public String text() {
        return screen.toString()
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .stripTrailing();
    }

    /** Waits until the screen fits. */
    public String await(Predicate<String> fits) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (var text = text(); System.nanoTime() < deadline; text = text()) {
            if (fits.test(text)) {
                return text;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not seen in time, but:\n" + text());
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
