package runnel.tool.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import runnel.testkit.FreePort;
import runnel.testkit.Npm;

/** The protocol's reference server, {@code @modelcontextprotocol/server-everything} from npm. */
final class EverythingServer {
    private static final String FILE = "@modelcontextprotocol/server-everything/dist/index.js";
    private static final Path SCRIPT =
            Path.of("target/mcp/node_modules").toAbsolutePath().resolve(FILE);

    private EverythingServer() {}

    /** Installs it once; the test is skipped where that cannot be done. */
    static void require() throws IOException, InterruptedException {
        Npm.require("mcp", "@modelcontextprotocol/server-everything@2026.8.31", FILE);
    }

    static Place program() {
        return new Place.Program(
                "everything",
                List.of("node", SCRIPT.toString(), "stdio"),
                Map.of("GREETING", "hi"));
    }

    /** Starts it on a free port. */
    static Running listening() throws IOException, InterruptedException {
        var port = FreePort.next();
        var builder =
                new ProcessBuilder("node", SCRIPT.toString(), "streamableHttp")
                        .redirectErrorStream(true);
        builder.environment().put("PORT", String.valueOf(port));
        return await(builder.start(), port);
    }

    /** Waits until it says that it listens. */
    static Running await(Process process, int port) throws IOException {
        var out = process.inputReader();
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.contains("listening on port")) {
                Thread.ofVirtual().start(() -> out.lines().forEach(rest -> {}));
                return new Running(process, "http://127.0.0.1:" + port + "/mcp");
            }
        }
        throw new IOException("the server did not start");
    }

    /** One that listens. */
    record Running(Process process, String url) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
