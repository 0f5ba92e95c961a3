package runnel.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The program {@code runnel}: its subcommands and what they share, which is help, version, errors
 * and exit codes.
 *
 * <p>A subcommand is an object with picocli's {@code @Command(name = …)}, or a {@link
 * QuickCommand}; it returns an exit code from {@code call()} and throws {@link runnel.base.Problem}
 * or {@link Refusal}. Its help is found in {@code cli.properties} under {@code
 * runnel.NAME.usage.description} and {@code runnel.NAME.KEY}, where KEY is an option's {@code
 * descriptionKey}.
 */
public final class Cli {
    private final Shell shell;
    private final CommandLine line;

    /**
     * @param commands the subcommands, in the order in which the help lists them
     */
    public Cli(Shell shell, String version, List<?> commands) {
        this.shell = shell;
        line = QuickCommand.line(QuickCommand.of("runnel", this::help));
        commands.forEach(line::addSubcommand);
        line.getCommandSpec().version("runnel " + version);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version("runnel " + version));
        line.setResourceBundle(new HelpTexts(shell.messages()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A word of a message may begin with @, which is no name of a file then.
        line.setExpandAtFiles(false);
        line.setOut(new PrintWriter(shell.out(), true, shell.out().charset()));
        line.setErr(new PrintWriter(shell.err(), true, shell.err().charset()));
        line.setParameterExceptionHandler((mistake, arguments) -> complain(mistake));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> complain(failure));
    }

    /** Runs the program and returns its {@link ExitCode}. */
    public int run(String... arguments) {
        try {
            return line.execute(arguments);
        } finally {
            shell.out().flush();
            shell.err().flush();
        }
    }

    private int complain(Exception failure) {
        shell.out().flush();
        if (failure instanceof InterruptedException) {
            return ExitCode.INTERRUPTED;
        }
        if (failure instanceof ParameterException mistake) {
            Complaint.of(mistake, shell.messages()).print(shell.err());
            return ExitCode.USAGE;
        }
        Complaint.of(failure, shell.messages()).print(shell.err());
        if (!shell.variable("RUNNEL_DEBUG").isEmpty()) {
            failure.printStackTrace(shell.err());
        }
        return ExitCode.FAILED;
    }

    /** What runs when no subcommand is named. */
    private int help() {
        line.usage(line.getErr());
        return ExitCode.USAGE;
    }
}
