package runnel.cube;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The recorded queries on which the recorded engines agree give the same rows on such a server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GoldenOnMySql {
    private MySqlServer server;
    private Golden golden;

    /** Begins the server, or gives up with the reason why there is none. */
    abstract MySqlServer begin(Path directory) throws Exception;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        server = begin(directory);
        golden = server.golden();
    }

    @AfterAll
    void close() throws InterruptedException {
        if (golden != null) {
            golden.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCase.tests(
                Golden.cases().stream().filter(GoldenCase::enginesAgree), golden::ask);
    }
}
