package runnel.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import runnel.app.Config;
import runnel.app.Maintenance;
import runnel.app.Setting;

/**
 * {@code runnel backup FILE}: a complete and consistent copy of the database, and of the files of
 * messages beside it, while the server goes on.
 */
@Command(name = "backup", mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    /** What the directory of the files is called behind the name of the database's copy. */
    private static final String FILES = ".files";

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
        var directory = file.resolveSibling(file.getFileName() + FILES);
        var flags = data.isEmpty() ? Map.<Setting, String>of() : Map.of(Setting.DATA, data);
        var config = Config.load(flags, shell.environment());
        var backup = Maintenance.backup(config, file, directory);
        shell.out().println(shell.messages().text("cli.backup.done", file, backup.bytes()));
        if (backup.files() > 0) {
            var line = shell.messages().text("cli.backup.files", directory, backup.files());
            shell.out().println(line);
        }
        return ExitCode.OK;
    }
}
