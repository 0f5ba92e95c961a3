package runnel.cli.terminal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * A screen with a prompt as its last line, at which one can write while lines come in above.
 * Thread-safe.
 *
 * <p>The live lines are shown as a part of the prompt, so that it is always clear what lies where,
 * and only what differs is drawn again. A line that was read disappears: it is shown when it has
 * become a message.
 */
public final class PromptScreen implements Screen {
    private static final int HISTORY_LINES = 1_000;
    private static final String ESCAPE = "\033";
    private static final String CONTINUED = "\\";

    private final Terminal terminal;
    private final Reader reader;

    /**
     * @param history the file that keeps what was written; empty for none
     */
    public PromptScreen(
            Terminal terminal, Palette palette, Completer completer, Optional<Path> history)
            throws IOException {
        this.terminal = terminal;
        reader =
                new Reader(terminal, Lines.of(Ink.PROMPT, palette.prompt(AttributedStyle.DEFAULT)));
        reader.setCompleter(completer);
        reader.setParser(new Parser());
        reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
        reader.setOpt(LineReader.Option.ERASE_LINE_ON_FINISH);
        reader.unsetOpt(LineReader.Option.INSERT_TAB);
        reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, "  ");
        reader.setVariable(LineReader.HISTORY_SIZE, HISTORY_LINES);
        reader.setVariable(LineReader.HISTORY_FILE_SIZE, HISTORY_LINES);
        history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
        reader.getWidgets()
                .put(
                        "new-line",
                        () -> {
                            reader.getBuffer().write("\n");
                            return true;
                        });
        Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN))
                .bind(new Reference("new-line"), ESCAPE + "\r", ESCAPE + "\n");
    }

    /**
     * Reads what the person writes, which may be several lines.
     *
     * @param draft what stands at the prompt already
     * @throws org.jline.reader.UserInterruptException at Ctrl-C
     * @throws org.jline.reader.EndOfFileException at Ctrl-D on an empty line, or when the terminal
     *     is gone
     */
    public String read(String draft) {
        return reader.readLine("", null, (Character) null, draft);
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
    public void show(List<AttributedString> settled, List<AttributedString> live) {
        reader.show(settled, live);
    }

    /** Nothing is special: what is written is a message. */
    private static final class Parser extends DefaultParser {
        Parser() {
            setQuoteChars(new char[0]);
            setEscapeChars(new char[0]);
        }
    }

    /** A line reader whose prompt begins with the live lines. */
    private static final class Reader extends LineReaderImpl {
        private final AttributedString sign;
        private List<AttributedString> live = List.of();

        Reader(Terminal terminal, AttributedString sign) throws IOException {
            super(terminal, "runnel");
            this.sign = sign;
        }

        void show(List<AttributedString> settled, List<AttributedString> live) {
            lock.lock();
            try {
                this.live = isDumb() ? List.of() : List.copyOf(live);
                if (reading && !settled.isEmpty()) {
                    display.update(List.of(), 0, false);
                }
                for (var line : settled) {
                    terminal.writer().println(Lines.ansi(line, terminal));
                }
                if (reading) {
                    setPrompt("");
                    redisplay(false);
                }
                terminal.flush();
            } finally {
                lock.unlock();
            }
        }

        /**
         * A backslash at the end asks for another line, and is taken away; those of lines that were
         * pasted stay.
         */
        @Override
        protected boolean acceptLine() {
            if (!buf.toString().endsWith(CONTINUED)) {
                return super.acceptLine();
            }
            buf.cursor(buf.length());
            buf.backspace();
            buf.write("\n");
            return true;
        }

        /** Whether what is on the screen cannot be changed any more. */
        private boolean isDumb() {
            return terminal.getType().startsWith(Terminal.TYPE_DUMB);
        }

        @Override
        public void setPrompt(String ignored) {
            var lines = new ArrayList<>(live == null ? List.<AttributedString>of() : live);
            lines.add(sign == null ? AttributedString.EMPTY : sign);
            prompt = AttributedString.join(new AttributedString("\n"), lines);
        }
    }
}
