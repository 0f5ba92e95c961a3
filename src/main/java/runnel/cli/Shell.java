package runnel.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import runnel.base.Messages;

/**
 * Where the program was started: its streams, its environment, and the terminal, if a person sits
 * at one.
 *
 * @param out speaks UTF-8, whatever the locale says
 * @param terminal empty unless both input and output are a terminal
 */
public record Shell(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Optional<TerminalSource> terminal) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /** Opens the terminal; only done where it is needed, since it takes its time. */
    public interface TerminalSource {
        Terminal open() throws IOException;
    }

    /** The shell that started this process. */
    public static Shell system() {
        return new Shell(
                System.in,
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                System.getenv(),
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> Shell::openTerminal));
    }

    /** The value of an environment variable; empty where it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Texts in the language of the locale. */
    public Messages messages() {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(this::variable)
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .map(Messages::preferred)
                .orElseGet(() -> Messages.of("en"));
    }

    /** Whether colours are unwelcome (see no-color.org). */
    public boolean isColourless() {
        return !variable("NO_COLOR").isEmpty() || variable("TERM").equals("dumb");
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static Terminal openTerminal() throws IOException {
        return TerminalBuilder.builder()
                .encoding(StandardCharsets.UTF_8)
                // Else what the JVM takes the locale for wins, which is ASCII where it is not
                // installed.
                .stdinEncoding(StandardCharsets.UTF_8)
                .stdoutEncoding(StandardCharsets.UTF_8)
                .graphemeCluster(false)
                .build();
    }
}
