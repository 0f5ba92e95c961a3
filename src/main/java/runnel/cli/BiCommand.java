package runnel.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import runnel.app.Asker;
import runnel.bi.eval.Evaluation;
import runnel.bi.eval.QuestionFile;

/** {@code runnel bi}: looks at how well questions about data are understood. */
@Command(name = "bi", mixinStandardHelpOptions = true)
public final class BiCommand implements Callable<Integer> {
    @Spec private CommandSpec spec = CommandSpec.create();

    private final Shell shell;

    public BiCommand(Shell shell) {
        this.shell = shell;
    }

    /** The command with its own subcommands. */
    public CommandLine withSubcommands() {
        return new CommandLine(this).addSubcommand(new Eval(shell));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.USAGE;
    }

    /**
     * {@code runnel bi eval}: puts the questions of a file to the parser or a model, and compares
     * the rows.
     */
    @Command(name = "eval", mixinStandardHelpOptions = true)
    static final class Eval implements Callable<Integer> {
        private final Shell shell;

        @Parameters(paramLabel = "FILE", arity = "1..*", descriptionKey = "runnel.bi.eval.files")
        private List<Path> files = new ArrayList<>();

        @CommandLine.Mixin private DataOptions options = new DataOptions();

        @Option(names = "--model", paramLabel = "MODEL", descriptionKey = "runnel.bi.eval.model")
        private String model = "";

        Eval(Shell shell) {
            this.shell = shell;
        }

        @Override
        public Integer call() throws InterruptedException {
            var all = files.stream().map(QuestionFile::read).toList();
            try (var asker = Asker.open(options.config(shell), model)) {
                var evaluation = new Evaluation(asker.analytics(), asker.ask(), asker.model());
                for (var file : all) {
                    evaluation.run(file);
                }
                print(evaluation);
                return evaluation.good() == evaluation.outcomes().size()
                        ? ExitCode.OK
                        : ExitCode.FAILED;
            }
        }

        private void print(Evaluation evaluation) {
            var out = shell.out();
            for (var outcome : evaluation.outcomes()) {
                if (!outcome.good()) {
                    out.println(outcome.verdict() + " " + outcome.question().id());
                    out.println("    " + outcome.question().text());
                    out.println("    " + outcome.detail());
                }
            }
            evaluation.table().forEach(out::println);
            out.println("p95 %.1f ms".formatted(evaluation.percentile95Millis()));
        }
    }
}
