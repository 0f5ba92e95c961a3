package runnel.cube;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
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
    @TempDir private static Path directory;

    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        var url = "jdbc:sqlite:" + directory.resolve("golden.db");
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (var sql : Golden.seedStatements()) {
                statement.execute(sql.replace("TIMESTAMP '", "'").replace("DATE '", "'"));
            }
            connection.commit();
        }
        golden = Golden.on(Databases.open(url, Golden.CLOCK), GoldenSqliteTest::words);
    }

    /** There is no bool_or there, and whole numbers divide to whole numbers. */
    private static String words(String model) {
        return model.replace("bool_or(", "max(")
                .replace("{total_budget} /", "1.0 * {total_budget} /");
    }

    @AfterAll
    static void close() {
        golden.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCase.tests(
                Golden.cases().stream().filter(GoldenCase::enginesAgree), golden::ask);
    }
}
