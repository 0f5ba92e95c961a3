package runnel.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import runnel.app.Config;
import runnel.app.Maintenance;
import runnel.app.Setting;
import runnel.base.Problem;

/**
 * {@code runnel backup FILE}: a complete and consistent copy of the database, while the server goes
 * on.
 */
@Command(name = "backup", mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "runnel.data")
    private String data = "";

    @Parameters(paramLabel = "FILE", descriptionKey = "runnel.backup.file")
    private Path file = Path.of("");

    public BackupCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new Problem(Problem.Kind.INVALID, "backup-exists", file);
        }
        var flags = data.isEmpty() ? Map.<Setting, String>of() : Map.of(Setting.DATA, data);
        var bytes = Maintenance.backup(Config.load(flags, shell.environment()), file);
        shell.out().println(shell.messages().text("cli.backup.done", file, bytes));
        return ExitCode.OK;
    }
}
