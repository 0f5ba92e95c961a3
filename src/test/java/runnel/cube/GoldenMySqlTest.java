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
 * The recorded queries on which the recorded engines agree give the same rows on MySQL: on the
 * machine's own, or on the empty database that RUNNEL_MYSQL_URL names.
 */
final class GoldenMySqlTest {
    @TempDir private static Path directory;

    private static MySqlServer server;
    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        var url = System.getenv("RUNNEL_MYSQL_URL");
        assumeTrue(
                url != null || MySqlServer.Kind.MYSQL.isInstalled(),
                "no MySQL: set RUNNEL_MYSQL_URL to an empty database of one");
        server =
                url == null
                        ? MySqlServer.start(MySqlServer.Kind.MYSQL, directory)
                        : MySqlServer.at(url);
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
