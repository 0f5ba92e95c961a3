package runnel.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import runnel.app.DataSource;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.yaml.ModelReader;

/** {@code runnel cube}: looks at data models and asks them, without a server. */
@Command(name = "cube", mixinStandardHelpOptions = true)
public final class CubeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    private final Shell shell;

    public CubeCommand(Shell shell) {
        this.shell = shell;
    }

    /** The command with its own subcommands. */
    public CommandLine withSubcommands() {
        return new CommandLine(this)
                .addSubcommand(new Check(shell))
                .addSubcommand(new Sql(shell))
                .addSubcommand(new Load(shell));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /** {@code runnel cube check}: compiles a data model and tells what is wrong with it. */
    @Command(name = "check", mixinStandardHelpOptions = true)
    static final class Check implements Callable<Integer> {
        private final Shell shell;

        @Parameters(paramLabel = "DIR", descriptionKey = "runnel.cube.check.directory")
        private Path directory = Path.of("");

        Check(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            var catalog = ModelReader.read(directory);
            var texts = shell.messages();
            catalog.findings().forEach(finding -> shell.out().println(finding.line(texts)));
            var cubes = catalog.cubes().size();
            var views = catalog.views().size();
            shell.out()
                    .println(
                            catalog.hasErrors()
                                    ? texts.text("cli.cube.broken", cubes, views)
                                    : texts.text("cli.cube.whole", cubes, views));
            return catalog.hasErrors() ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** {@code runnel cube sql}: prints the statement that answers a query. */
    @Command(name = "sql", mixinStandardHelpOptions = true)
    static final class Sql implements Callable<Integer> {
        private final Shell shell;

        @CommandLine.Mixin private Source source = new Source();

        Sql(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() {
            try (var data = source.open(shell)) {
                var sql = data.analytics().sql(source.query(shell), SecurityContext.NOBODY);
                for (var one : sql.isArray() ? sql : List.of(sql)) {
                    shell.out().println(one.path("sql").path(0).asText());
                    var binds = one.path("sql").path(1);
                    if (!binds.isEmpty()) {
                        shell.out().println("-- " + binds);
                    }
                }
            }
            return ExitCode.OK;
        }
    }

    /** {@code runnel cube load}: answers a query. */
    @Command(name = "load", mixinStandardHelpOptions = true)
    static final class Load implements Callable<Integer> {
        private final Shell shell;

        @CommandLine.Mixin private Source source = new Source();

        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                defaultValue = "TABLE",
                descriptionKey = "runnel.cube.load.format")
        private TablePrinter.Format format = TablePrinter.Format.TABLE;

        Load(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() throws InterruptedException {
            try (var data = source.open(shell);
                    var loaded =
                            data.analytics()
                                    .load(source.query(shell), true, SecurityContext.NOBODY)) {
                for (var answer : loaded.answers()) {
                    new TablePrinter(shell.out(), format).print(answer);
                    answer.origin()
                            .warnings()
                            .forEach(warning -> shell.err().println("runnel: " + warning));
                }
            }
            return ExitCode.OK;
        }
    }

    /** Which query to put to which data. */
    static final class Source {
        @Parameters(paramLabel = "QUERY.json", descriptionKey = "runnel.cube.query")
        private String query = "";

        @CommandLine.Mixin private DataOptions options = new DataOptions();

        DataSource open(Shell shell) {
            return DataSource.open(options.config(shell));
        }

        /** A file, standard input for {@code -}, or the query itself. */
        JsonNode query(Shell shell) {
            try {
                if (query.equals("-")) {
                    return Json.parse(
                            new String(shell.in().readAllBytes(), StandardCharsets.UTF_8));
                }
                return Json.parse(
                        query.strip().startsWith("{") || query.strip().startsWith("[")
                                ? query
                                : Files.readString(Path.of(query)));
            } catch (IOException e) {
                throw new Problem(Problem.Kind.INVALID, "cli-query-file", query).because(e);
            }
        }
    }
}
