package runnel.cli.terminal;

import java.io.PrintStream;
import runnel.base.Messages;
import runnel.event.Outcome;
import runnel.llm.Usage;

/**
 * The reply as plain text, as it came, for a pipe or a file; everything else goes to the error
 * stream.
 */
public final class PlainView implements View {
    private final PrintStream out;
    private final PrintStream err;
    private final Messages texts;
    private boolean lineOpen;

    /** Whether something of the reply stands where another part would have to be set apart. */
    private boolean said;

    public PlainView(PrintStream out, PrintStream err, Messages texts) {
        this.out = out;
        this.err = err;
        this.texts = texts;
    }

    @Override
    public void asked(String message, String text) {}

    @Override
    public void withdrawn(String message) {}

    @Override
    public void taken(String message) {}

    @Override
    public void begun() {}

    @Override
    public void reasoning(String piece) {}

    @Override
    public void text(String piece) {
        var text = Clean.text(piece);
        if (!text.isEmpty()) {
            said = true;
            write(text);
        }
    }

    @Override
    public void apart() {
        if (said) {
            said = false;
            write(lineOpen ? "\n\n" : "\n");
        }
    }

    @Override
    public void problem(String message, String hint) {
        notice(hint.isEmpty() ? message : message + "\n        " + hint);
    }

    @Override
    public void ended(Outcome outcome, Usage usage) {
        endLine();
        if (outcome == Outcome.CANCELLED) {
            notice(texts.text("cli.stopped"));
        }
    }

    @Override
    public void notice(String text) {
        endLine();
        err.println("runnel: " + Clean.text(text));
        err.flush();
    }

    /** The answer may be read by a program: it stays in one piece. */
    @Override
    public void aside(String text) {
        status(text);
    }

    @Override
    public void status(String text) {
        if (!text.isEmpty()) {
            err.println("runnel: " + Clean.text(text));
            err.flush();
        }
    }

    @Override
    public boolean isAbandoned() {
        return out.checkError();
    }

    private void endLine() {
        if (lineOpen) {
            write("\n");
        }
    }

    private void write(String text) {
        lineOpen = !text.endsWith("\n");
        out.print(text);
        out.flush();
    }
}
