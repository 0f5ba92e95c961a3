package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import runnel.cube.jdbc.Databases;

/**
 * The recorded queries on which the recorded engines agree give the same rows on MariaDB, where the
 * machine has one.
 */
final class GoldenMySqlTest {
    /** The model's own SQL means something else there: no bool_or. */
    private static final Set<String> OTHER_SQL = Set.of("measure-09");

    @TempDir private static Path directory;

    private static MariaDbServer server;
    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        assumeTrue(
                MariaDbServer.isInstalled(),
                "no MariaDB on this machine: apt-get install mariadb-server");
        server = MariaDbServer.start(directory);
        try (var connection = server.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES'");
            // A timestamp keeps whole seconds there, and changes by itself.
            var seed = Golden.seed().replaceAll(" TIMESTAMP([,)])", " DATETIME(3)$1");
            for (var sql : seed.split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
        golden = Golden.on(Databases.open(server.url(), Golden.CLOCK));
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
        return Golden.cases().stream()
                .filter(one -> one.enginesAgree() && !OTHER_SQL.contains(one.id()))
                .map(one ->
                        DynamicTest.dynamicTest(
                                one.id(),
                                () -> {
                                    var reply = golden.ask(one);
                                    assertThat(one.difference(reply.status(), reply.json()))
                                            .as("%s", one.json().path("request"))
                                            .isEmpty();
                                }));
    }
}
