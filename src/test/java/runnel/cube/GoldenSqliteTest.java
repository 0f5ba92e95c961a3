package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import runnel.cube.jdbc.Databases;

/**
 * The recorded queries on which the recorded engines agree give the same rows on SQLite, which
 * keeps times as text.
 */
final class GoldenSqliteTest {
    /**
     * The model's own SQL means something else there: no bool_or, and whole numbers divide to whole
     * numbers.
     */
    private static final Set<String> OTHER_SQL = Set.of("measure-09", "measure-15");

    @TempDir private static Path directory;

    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        var url = "jdbc:sqlite:" + directory.resolve("golden.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var seed = Golden.seed().replace("TIMESTAMP '", "'").replace("DATE '", "'");
            for (var sql : seed.split(";\\s*\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            connection.commit();
        }
        golden = Golden.on(Databases.open(url, Golden.CLOCK));
    }

    @AfterAll
    static void close() {
        golden.close();
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
