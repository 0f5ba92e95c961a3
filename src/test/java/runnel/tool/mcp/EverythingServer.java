package runnel.tool.mcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The protocol's reference server, {@code @modelcontextprotocol/server-everything} from npm. */
final class EverythingServer {
    private static final Path HOME = Path.of("target/mcp").toAbsolutePath();
    private static final Path SCRIPT =
            HOME.resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js");
    private static final int INSTALL_SECONDS = 150;

    private EverythingServer() {}

    /** Installs it once; the test is skipped where that cannot be done. */
    static void require() throws IOException, InterruptedException {
        assumeTrue(runs("node", "--version"), "node is not installed: MCP is not tested");
        if (Files.exists(SCRIPT)) {
            return;
        }
        assumeTrue(runs("npm", "--version"), "npm is not installed: MCP is not tested");
        Files.createDirectories(HOME);
        var install =
                new ProcessBuilder(
                                "npm",
                                "install",
                                "--silent",
                                "--no-audit",
                                "--no-fund",
                                "--prefix",
                                HOME.toString(),
                                "@modelcontextprotocol/server-everything@2026.8.31")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var done = install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS);
        install.destroyForcibly();
        assumeTrue(
                done && Files.exists(SCRIPT),
                "npm could not install the reference server: MCP is not tested");
    }

    static Place program() {
        return new Place.Program(
                "everything",
                List.of("node", SCRIPT.toString(), "stdio"),
                Map.of("GREETING", "hi"));
    }

    /** Starts it on a free port. */
    static Running listening() throws IOException, InterruptedException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var builder =
                new ProcessBuilder("node", SCRIPT.toString(), "streamableHttp")
                        .redirectErrorStream(true);
        builder.environment().put("PORT", String.valueOf(port));
        var process = builder.start();
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("listening on port")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return new Running(process, "http://127.0.0.1:" + port + "/mcp");
            }
        }
        throw new IOException("the reference server did not start");
    }

    /** One that listens. */
    record Running(Process process, String url) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            var process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
