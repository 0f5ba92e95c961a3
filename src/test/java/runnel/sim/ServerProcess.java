package runnel.sim;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The real server as a process of its own, which can be killed at any moment and started again on
 * the same data.
 */
final class ServerProcess implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** Starts it, and comes back when it listens. */
    static ServerProcess start(Path data, int port, Map<String, String> environment)
            throws IOException {
        var classPath =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        var builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx256m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                classPath,
                                "runnel.Main",
                                "serve",
                                "--quiet",
                                "--no-discover"));
        builder.environment()
                .keySet()
                .removeIf(name -> name.startsWith("RUNNEL_") || name.startsWith("OPENAI_"));
        builder.environment().putAll(environment);
        builder.environment().put("RUNNEL_DATA", data.toString());
        builder.environment().put("RUNNEL_PORT", String.valueOf(port));
        builder.redirectErrorStream(true);
        var process = builder.start();
        var said = new StringBuilder();
        var out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("listening on ")) {
                Thread.ofVirtual().start(() -> drain(out));
                return new ServerProcess(process);
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server did not start: " + said);
    }

    /** Kills it with the signal that no process can see coming, and waits until it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("process " + process.pid() + " does not die");
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks it to stop, as an operator does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // Nobody reads what a dying server says.
            }
        } catch (IOException e) {
            // It is dead.
        }
    }
}
