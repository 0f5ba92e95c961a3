package runnel.testkit;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of wires begin with: a server of their own with the echo model, and its client. */
public abstract class Served {
    @TempDir protected Path directory;

    protected TestServer server;
    protected Http http;

    @BeforeEach
    void start() {
        server = TestServer.start(directory);
        http = server.http();
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }
}
