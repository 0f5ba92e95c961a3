package runnel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import runnel.cli.BackupCommand;
import runnel.cli.BiCommand;
import runnel.cli.Cli;
import runnel.cli.CubeCommand;
import runnel.cli.ServeCommand;
import runnel.cli.Shell;
import runnel.cli.TokenCommand;
import runnel.cli.TrainCommand;
import runnel.cli.chat.ChatCommand;
import runnel.cli.chat.ExportCommand;

/** Where the program begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Shell.system(), arguments));
    }

    /** Runs the program in the given shell and returns its exit code. */
    public static int run(Shell shell, String... arguments) {
        return new Cli(shell, version(), commands(shell, arguments)).run(arguments);
    }

    /** The one that is named, for a quick start; all where none is, for the help. */
    private static List<?> commands(Shell shell, String... arguments) {
        return switch (arguments.length == 0 ? "" : arguments[0]) {
            case "serve" -> List.of(new ServeCommand(shell).withFlags());
            case "train" -> List.of(new TrainCommand());
            default ->
                    List.of(
                            new ServeCommand(shell).withFlags(),
                            new ChatCommand(shell),
                            new ExportCommand(shell),
                            new BackupCommand(shell),
                            new TokenCommand(shell),
                            new CubeCommand(shell).withSubcommands(),
                            new BiCommand(shell).withSubcommands(),
                            new TrainCommand());
        };
    }

    private static String version() {
        var properties = new Properties();
        try (var in = Main.class.getResourceAsStream("/version.properties")) {
            properties.load(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}
