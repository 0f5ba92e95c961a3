package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import runnel.Main;
import runnel.cli.Shell;
import runnel.testkit.Terminals;

/**
 * A person who sits at a terminal and talks.
 *
 * @param exit of the program that is talked with
 */
record Talk(Terminals terminal, CompletableFuture<Integer> exit) {
    private static final String CONTROL_D = "\004";

    /**
     * Begins, and waits for the prompt.
     *
     * @param state where the program remembers what was typed
     */
    static Talk begin(Terminals terminal, Path state, String url, String... arguments)
            throws InterruptedException {
        var environment =
                Map.of(
                        "RUNNEL_SERVER",
                        url,
                        "TERM",
                        "xterm-256color",
                        "XDG_STATE_HOME",
                        state.toString());
        var sink = new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8);
        var shell =
                new Shell(
                        new ByteArrayInputStream(new byte[0]),
                        sink,
                        sink,
                        environment,
                        Optional.of(terminal::terminal));
        var line = Stream.concat(Stream.of("chat"), Stream.of(arguments)).toArray(String[]::new);
        var exit = CompletableFuture.supplyAsync(() -> Main.run(shell, line));
        terminal.await(text -> text.endsWith("❯"));
        return new Talk(terminal, exit);
    }

    void leave() throws Exception {
        terminal.type(CONTROL_D);
        awaitEnd();
    }

    /** Waits until it is over, and all is well. */
    void awaitEnd() throws Exception {
        assertThat(exit.get(30, TimeUnit.SECONDS)).isZero();
    }
}
