package runnel.cli.chat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.terminal.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.cli.Shell;
import runnel.cli.terminal.Palette;
import runnel.cli.terminal.PlainView;
import runnel.cli.terminal.PromptScreen;
import runnel.cli.terminal.TailScreen;
import runnel.cli.terminal.TerminalView;
import runnel.cli.terminal.View;

/**
 * {@code runnel chat}: talks with a server from a terminal.
 *
 * <p>With a message, or with input that is no terminal: one answer, then the end. Else a talk at a
 * prompt.
 */
@Command(name = "chat", mixinStandardHelpOptions = true)
public final class ChatCommand implements Callable<Integer> {
    /** A message from a file may be long, but must end; the server has a limit of its own. */
    private static final int INPUT_BYTES = 16 << 20;

    private static final int KEY_CHARS = 26;

    /** In place of a word: what comes from the input. */
    private static final String INPUT = "-";

    private final Shell shell;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--user", paramLabel = "NAME", descriptionKey = "user")
    private String user = "";

    @Option(names = "--conversation", paramLabel = "ID", descriptionKey = "conversation")
    private String conversation = "";

    @Option(names = "--model", paramLabel = "MODEL", descriptionKey = "model")
    private String model = "";

    @Option(names = "--agent", paramLabel = "NAME", descriptionKey = "agent")
    private String agent = "";

    @Option(names = "--file", paramLabel = "PATH", descriptionKey = "file")
    private List<Path> files = new ArrayList<>();

    @Parameters(paramLabel = "message", arity = "0..*", descriptionKey = "message")
    private List<String> words = new ArrayList<>();

    public ChatCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var remote = server.open(shell)) {
            if (words.isEmpty() && files.isEmpty() && shell.terminal().isPresent()) {
                try (var terminal = shell.terminal().get().open()) {
                    return talk(remote, terminal);
                }
            }
            return ask(remote, message());
        }
    }

    private int talk(RemoteServer remote, Terminal terminal)
            throws IOException, InterruptedException {
        var texts = shell.messages();
        var palette = shell.isColourless() ? Palette.PLAIN : Palette.COLOURFUL;
        var models = remote.get("models");
        var commands = new SlashCommands(remote, models);
        var prompt = new PromptScreen(terminal, palette, commands, history());
        var view = new TerminalView(prompt, texts, palette);
        var answering = model.isEmpty() ? models.path("default").asText() : model;
        view.notice(texts.text("cli.greeting", remote.address(), answering));
        var dialogue = new Dialogue(remote, view, texts, target(), model);
        dialogue.useAgent(agent);
        return dialogue.run(terminal, prompt, commands);
    }

    private int ask(RemoteServer remote, String text) throws IOException, InterruptedException {
        if (text.isBlank() && files.isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "message-empty");
        }
        var ids = new ArrayList<String>();
        for (var file : files) {
            ids.add(remote.upload(file));
        }
        var ask = new Ask(target(), text, model, agent, Id.secret(KEY_CHARS), ids);
        if (shell.terminal().isEmpty() || shell.isColourless()) {
            return ask(remote, ask, new PlainView(shell.out(), shell.err(), shell.messages()));
        }
        try (var terminal = shell.terminal().get().open();
                var screen = new TailScreen(terminal)) {
            return ask(remote, ask, new TerminalView(screen, shell.messages(), Palette.COLOURFUL));
        }
    }

    private int ask(RemoteServer remote, Ask ask, View view) throws InterruptedException {
        return new OneShot(remote, view, shell.messages()).run(ask);
    }

    private Ask.Target target() {
        if (!conversation.isEmpty()) {
            return new Ask.Target.Existing(conversation);
        }
        return user.isEmpty() ? new Ask.Target.New() : new Ask.Target.User(user);
    }

    private String message() throws IOException {
        if (words.isEmpty()) {
            // Files alone are a message too.
            return files.isEmpty() || shell.terminal().isEmpty() ? input() : "";
        }
        if (words.getLast().equals(INPUT)) {
            var before = String.join(" ", words.subList(0, words.size() - 1));
            return before.isEmpty() ? input() : before + "\n\n" + input();
        }
        return String.join(" ", words);
    }

    private String input() throws IOException {
        var bytes = shell.in().readNBytes(INPUT_BYTES + 1);
        if (bytes.length > INPUT_BYTES) {
            throw new Problem(Problem.Kind.TOO_LARGE, "cli-input-long", INPUT_BYTES);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.INVALID, "cli-input-encoding").because(e);
        }
    }

    /**
     * Where the lines written at the prompt are kept: {@code $XDG_STATE_HOME/runnel/history}, for
     * its owner alone.
     */
    private Optional<Path> history() {
        var state = shell.variable("XDG_STATE_HOME");
        var home = shell.variable("HOME");
        if (state.isEmpty() && home.isEmpty()) {
            return Optional.empty();
        }
        var directory =
                (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state))
                        .resolve("runnel");
        try {
            return Optional.of(HistoryFile.prepare(directory));
        } catch (IOException e) {
            // Then nothing is remembered: no reason not to talk.
            return Optional.empty();
        }
    }
}
