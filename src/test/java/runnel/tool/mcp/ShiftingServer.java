package runnel.tool.mcp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A server on the official SDK whose tools come and go. */
final class ShiftingServer {
    private static final String SCRIPT =
            Path.of("src/test/resources/mcp/shifting-server.mjs").toAbsolutePath().toString();
    private static final String MODULES = Path.of("target/mcp").toAbsolutePath().toString();

    private ShiftingServer() {}

    static Place program() {
        return new Place.Program("shifting", List.of("node", SCRIPT, MODULES), Map.of());
    }

    static EverythingServer.Running listening(int port) throws IOException {
        var builder =
                new ProcessBuilder("node", SCRIPT, MODULES, String.valueOf(port))
                        .redirectErrorStream(true);
        return EverythingServer.await(builder.start(), port);
    }
}
