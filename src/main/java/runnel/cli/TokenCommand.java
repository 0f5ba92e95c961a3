package runnel.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import runnel.app.Config;
import runnel.app.Maintenance;
import runnel.app.Setting;

/** {@code runnel token}: makes a new access token; the old one and all logins end. */
@Command(name = "token", mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    private final Shell shell;

    @Option(names = "--data", paramLabel = "DIR", descriptionKey = "runnel.data")
    private String data = "";

    public TokenCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        var flags = data.isEmpty() ? Map.<Setting, String>of() : Map.of(Setting.DATA, data);
        shell.out().println(Maintenance.newToken(Config.load(flags, shell.environment())));
        return ExitCode.OK;
    }
}
