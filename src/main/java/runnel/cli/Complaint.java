package runnel.cli;

import java.io.PrintStream;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import runnel.base.Messages;
import runnel.base.Problem;

/**
 * What the program says when it cannot go on: one line, and a second one with the remedy.
 *
 * @param hint may be empty
 */
public record Complaint(String message, String hint) {
    public static Complaint of(Throwable failure, Messages texts) {
        return switch (failure) {
            case Problem problem -> new Complaint(problem.message(texts), problem.hint(texts));
            case Refusal refusal -> new Complaint(refusal.message(), refusal.hint());
            default ->
                    of(
                            new Problem(Problem.Kind.INTERNAL, "cli-failed", failure)
                                    .because(failure),
                            texts);
        };
    }

    /** What was wrong with the arguments. */
    static Complaint of(ParameterException mistake, Messages texts) {
        var hint =
                texts.text(
                        "cli.see-help", mistake.getCommandLine().getCommandSpec().qualifiedName());
        return new Complaint(
                switch (mistake) {
                    case UnmatchedArgumentException unknown ->
                            texts.text(
                                    "cli.mistake.argument",
                                    String.join(" ", unknown.getUnmatched()));
                    case MissingParameterException missing ->
                            texts.text(
                                    "cli.mistake.missing",
                                    missing.getMissing().getFirst().paramLabel());
                    case OverwrittenOptionException twice ->
                            texts.text("cli.mistake.twice", twice.getOverwritten().paramLabel());
                    default ->
                            texts.text("cli.mistake.value", String.valueOf(mistake.getMessage()));
                },
                hint);
    }

    public void print(PrintStream err) {
        err.println("runnel: " + message);
        if (!hint.isEmpty()) {
            err.println("        " + hint);
        }
        err.flush();
    }
}
