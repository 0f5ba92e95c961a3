package runnel.cli.terminal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import runnel.base.Messages;
import runnel.event.Outcome;
import runnel.llm.Usage;

/**
 * A conversation on a screen: questions, thinking on one faint line, the reply as it grows, what
 * waits below. Thread-safe.
 */
public final class TerminalView implements View {
    public static final String PROMPT = "❯ ";

    private final Screen screen;
    private final Messages texts;
    private final Palette palette;
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
        this.palette = palette;
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
            var body =
                    Wrap.lines(
                            Lines.of(text, palette.strong(AttributedStyle.DEFAULT)),
                            screen.columns() - 2);
            var question = Lines.indent(body, prompt(), new AttributedString("  "));
            show(with(question, AttributedString.EMPTY));
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
        var settled =
                said ? with(writer.end(), AttributedString.EMPTY) : List.<AttributedString>of();
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
            show(with(writer.end(), AttributedString.EMPTY));
        }
    }

    @Override
    public synchronized void problem(String message, String hint) {
        var settled = new ArrayList<>(endReply());
        settled.addAll(complaint(message, hint));
        show(settled);
    }

    @Override
    public synchronized void ended(Outcome outcome, Usage usage) {
        var settled = new ArrayList<>(endReply());
        if (outcome == Outcome.CANCELLED) {
            settled.add(faint(texts.text("cli.stopped")));
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
            settled.add(faint(this.usage));
            settled.add(AttributedString.EMPTY);
        }
        show(settled);
    }

    @Override
    public synchronized void notice(String text) {
        show(with(wrapped(text, faintStyle()), AttributedString.EMPTY));
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
        show(with(settled, AttributedString.EMPTY));
    }

    /** Shows what went wrong with something that the reader asked of the program. */
    public synchronized void complain(String message, String hint) {
        show(complaint(message, hint));
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
                Lines.clip(faint(thinking.summary()), screen.columns()), AttributedString.EMPTY);
    }

    private void show(List<AttributedString> settled) {
        var live = new ArrayList<>(writer.live());
        if (thinking.isOpen()) {
            live.add(faint(thinking.line(screen.columns())));
        }
        waiting.values()
                .forEach(text -> live.add(faint(texts.text("cli.waiting", Clean.line(text)))));
        if (!status.isEmpty()) {
            live.add(faint(status));
        }
        var rows = screen.liveRows();
        screen.show(
                settled,
                live.subList(Math.max(0, live.size() - rows), live.size()).stream()
                        .map(line -> Lines.clip(line, screen.columns()))
                        .toList());
    }

    private List<AttributedString> complaint(String message, String hint) {
        var lines = new ArrayList<>(wrapped(message, palette.error(AttributedStyle.DEFAULT)));
        if (!hint.isEmpty()) {
            lines.addAll(wrapped(hint, faintStyle()));
        }
        return with(lines, AttributedString.EMPTY);
    }

    private AttributedString prompt() {
        return Lines.of(PROMPT, palette.prompt(AttributedStyle.DEFAULT));
    }

    private List<AttributedString> wrapped(String text, AttributedStyle style) {
        return Wrap.lines(Lines.of(Clean.text(text), style), screen.columns());
    }

    private AttributedString faint(String text) {
        return Lines.of(text, faintStyle());
    }

    private AttributedStyle faintStyle() {
        return palette.faint(AttributedStyle.DEFAULT);
    }

    private static List<AttributedString> with(
            List<AttributedString> lines, AttributedString last) {
        var more = new ArrayList<>(lines);
        more.add(last);
        return more;
    }
}
