package runnel.cube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import runnel.cube.jdbc.Databases;

/** The recorded queries on which the recorded engines agree give the same rows on PostgreSQL. */
final class GoldenPostgresTest {
    private static EmbeddedPostgres server;
    private static Golden golden;

    @BeforeAll
    static void open() throws Exception {
        server = EmbeddedPostgres.builder().start();
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(Golden.seed());
        }
        golden = Golden.on(Databases.open(server.getJdbcUrl("postgres", "postgres"), Golden.CLOCK));
    }

    @AfterAll
    static void close() throws IOException {
        golden.close();
        server.close();
    }

    @Test
    void connectionsAreReadOnlyInUtcAndStream() throws Exception {
        var source = Databases.open(server.getJdbcUrl("postgres", "postgres"), Golden.CLOCK);
        for (var i = 0; i < 2; i++) {
            try (var connection = source.connections().call();
                    var statement = connection.createStatement()) {
                assertThat(connection.getAutoCommit()).isFalse();
                try (var rows = statement.executeQuery("SHOW TIME ZONE")) {
                    rows.next();
                    assertThat(rows.getString(1)).isEqualTo("UTC");
                }
                assertThatThrownBy(() -> statement.execute("DELETE FROM orders"))
                        .hasMessageContaining("read-only");
            }
        }
        source.closing().run();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return GoldenCase.tests(
                Golden.cases().stream().filter(GoldenCase::enginesAgree), golden::ask);
    }
}
