package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import runnel.base.Messages;
import runnel.event.Outcome;
import runnel.llm.Usage;

/**
 * A conversation on a screen: questions, thinking on one faint line, the reply as it grows, what
 * waits below. Thread-safe.
 */
public final class TerminalView implements View {
    private final Screen screen;
    private final Messages texts;
    private final Ink ink;
    private final LineWriter writer;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Thinking thinking;
    private String status = "";
    private String usage = "";
    private boolean usageShown;
    private boolean said;

    public TerminalView(Screen screen, Messages texts, Palette palette) {
        this.screen = screen;
        this.texts = texts;
        ink = new Ink(palette, screen);
        thinking = new Thinking(texts);
        writer =
                palette == Palette.PLAIN
                        ? new RawWriter()
                        : new MarkdownWriter(palette, screen::columns, screen::liveRows);
    }

    @Override
    public synchronized void asked(String message, String text) {
        waiting.put(message, Clean.text(text));
        show(List.of());
    }

    @Override
    public synchronized void withdrawn(String message) {
        waiting.remove(message);
        show(List.of());
    }

    @Override
    public synchronized void taken(String message) {
        var text = waiting.remove(message);
        if (text != null) {
            var question = ink.question(text);
            show(Ink.paragraph(question));
        }
    }

    @Override
    public synchronized void begun() {
        thinking.begin();
        said = false;
        show(writer.end());
    }

    @Override
    public synchronized void reasoning(String piece) {
        var settled = said ? Ink.paragraph(writer.end()) : List.<AttributedString>of();
        thinking.add(Clean.text(piece));
        said = false;
        show(settled);
    }

    @Override
    public synchronized void text(String piece) {
        var settled = new ArrayList<>(endThinking());
        said = true;
        settled.addAll(writer.append(Clean.text(piece)));
        show(settled);
    }

    @Override
    public synchronized void apart() {
        if (said) {
            said = false;
            show(Ink.paragraph(writer.end()));
        }
    }

    @Override
    public synchronized void problem(String message, String hint) {
        var settled = new ArrayList<>(endReply());
        settled.addAll(ink.complaint(message, hint));
        show(settled);
    }

    @Override
    public synchronized void ended(Outcome outcome, Usage usage) {
        var settled = new ArrayList<>(endReply());
        if (outcome == Outcome.CANCELLED) {
            settled.add(ink.faint(texts.text("cli.stopped")));
            settled.add(AttributedString.EMPTY);
        }
        this.usage =
                texts.text(
                        "cli.usage",
                        usage.input(),
                        usage.cached(),
                        usage.output(),
                        usage.reasoning());
        if (usageShown && !usage.equals(Usage.NONE)) {
            settled.add(ink.faint(this.usage));
            settled.add(AttributedString.EMPTY);
        }
        show(settled);
    }

    @Override
    public synchronized void notice(String text) {
        show(Ink.paragraph(ink.faintLines(text)));
    }

    @Override
    public synchronized void status(String text) {
        if (!text.equals(status)) {
            status = text;
            show(List.of());
        }
    }

    @Override
    public boolean isAbandoned() {
        return false;
    }

    /** Shows lines of the program itself, such as help. */
    public synchronized void say(List<String> lines) {
        var settled = new ArrayList<AttributedString>();
        lines.forEach(line ->
                settled.addAll(
                        Wrap.lines(new AttributedString(Clean.text(line)), screen.columns())));
        show(Ink.paragraph(settled));
    }

    /** Shows what went wrong with something that the reader asked of the program. */
    public synchronized void complain(String message, String hint) {
        show(ink.complaint(message, hint));
    }

    /** Shows the tokens after each reply from now on, or no longer; returns what is so now. */
    public synchronized boolean toggleUsage() {
        usageShown = !usageShown;
        return usageShown;
    }

    /** The tokens of the last reply; empty before there is one. */
    public synchronized String usage() {
        return usage;
    }

    /** The model's last thinking; empty where there was none. */
    public synchronized String lastReasoning() {
        return thinking.text();
    }

    /** Forgets what is live: another conversation follows. */
    public synchronized void clear() {
        waiting.clear();
        status = "";
        show(endReply());
    }

    private List<AttributedString> endReply() {
        var settled = new ArrayList<>(endThinking());
        settled.addAll(writer.end());
        if (said) {
            settled.add(AttributedString.EMPTY);
        }
        said = false;
        return settled;
    }

    /** Thinking stays as one line, so that the reader knows of it. */
    private List<AttributedString> endThinking() {
        if (!thinking.isOpen() || thinking.summary().isEmpty()) {
            thinking.end();
            return List.of();
        }
        thinking.end();
        return List.of(
                Lines.clip(ink.faint(thinking.summary()), screen.columns()),
                AttributedString.EMPTY);
    }

    private void show(List<AttributedString> settled) {
        var live = new ArrayList<>(writer.live());
        if (thinking.isOpen()) {
            live.add(ink.faint(thinking.line(screen.columns())));
        }
        waiting.values()
                .forEach(text -> live.add(ink.faint(texts.text("cli.waiting", Clean.line(text)))));
        if (!status.isEmpty()) {
            live.add(ink.faint(status));
        }
        var rows = screen.liveRows();
        screen.show(
                settled,
                live.subList(Math.max(0, live.size() - rows), live.size()).stream()
                        .map(line -> Lines.clip(line, screen.columns()))
                        .toList());
    }
}
