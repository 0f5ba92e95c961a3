package runnel.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * An MCP server on the protocol's official SDK whose tools come and go: {@code learn} brings {@code
 * recite}, {@code forget} takes it away.
 */
public final class ShiftingServer implements AutoCloseable {
    private static final String SCRIPT =
            Path.of("src/test/resources/mcp/shifting-server.mjs").toAbsolutePath().toString();
    private static final String MODULES = Path.of("target/mcp").toAbsolutePath().toString();

    private final Process process;
    private final String origin;

    private ShiftingServer(Process process, String origin) {
        this.process = process;
        this.origin = origin;
    }

    /** Installs the SDK once, beside the reference server; the test is skipped without it. */
    public static void require() throws IOException, InterruptedException {
        Npm.require(
                "mcp",
                "@modelcontextprotocol/server-everything@2026.8.31",
                "@modelcontextprotocol/server-everything/dist/index.js");
    }

    /** Starts it on standard streams. */
    public static List<String> command() {
        return List.of("node", SCRIPT, MODULES);
    }

    public static ShiftingServer listening(int port) throws IOException {
        var process =
                new ProcessBuilder("node", SCRIPT, MODULES, String.valueOf(port))
                        .redirectErrorStream(true)
                        .start();
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("listening on port")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return new ShiftingServer(process, "http://127.0.0.1:" + port);
            }
        }
        throw new IOException("the server did not start");
    }

    public String url() {
        return origin + "/mcp";
    }

    /** Changes its tools in all sessions, as if somebody had called that tool. */
    public void change(String tool) throws IOException, InterruptedException {
        new Http(origin).method("POST", "/" + tool, "");
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }
}
