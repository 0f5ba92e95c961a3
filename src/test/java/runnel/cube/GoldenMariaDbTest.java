package runnel.cube;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded queries on which the recorded engines agree give the same rows on MariaDB, where the
 * machine has one.
 */
final class GoldenMariaDbTest {
    @TempDir private static Path directory;

    private static MySqlServer server;
    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                MySqlServer.Kind.MARIADB.isInstalled(),
                "no MariaDB on this machine: apt-get install mariadb-server");
        server = MySqlServer.start(MySqlServer.Kind.MARIADB, directory);
        golden = server.golden();
    }

    @AfterAll
    static void close() throws InterruptedException {
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
