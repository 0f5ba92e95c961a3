package runnel.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import runnel.Main;
import runnel.cli.Shell;

/**
 * The program as a shell sees it, in this process: what it is given, what it writes, how it ends.
 *
 * @param input what comes through its pipe
 */
public record Program(String input, Map<String, String> environment) {
    /** What came of it. */
    public record Result(int exit, String out, String err) {}

    public static Program with(String... variables) {
        var environment = new HashMap<String, String>();
        for (var index = 0; index < variables.length; index += 2) {
            environment.put(variables[index], variables[index + 1]);
        }
        return new Program("", environment);
    }

    public Program reading(String input) {
        return new Program(input, environment);
    }

    public Result run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var shell =
                new Shell(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        environment,
                        Optional.empty());
        var exit = Main.run(shell, arguments);
        return new Result(
                exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
