package runnel.cube.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.cube.demo.Demo;

/** The demo reaches up to today, whatever day it was first made on. */
final class DailyDuckDbTest {
    @TempDir private Path folder;

    @Test
    void aNewDayBringsNewOrders() throws Exception {
        var now = new AtomicReference<>(Instant.parse("2026-03-18T23:59:00Z"));
        Files.createFile(folder.resolve("demo.duckdb"));
        try (var demo = new DailyDuckDb(folder, clock(now), Demo::sql);
                var reading = demo.connect()) {
            var version = demo.version();
            assertThat(lastDay(reading)).isEqualTo("2026-03-18");
            now.set(now.get().plus(Duration.ofMinutes(2)));
            assertThat(demo.version()).isNotEqualTo(version);
            try (var tomorrow = demo.connect()) {
                assertThat(lastDay(tomorrow)).isEqualTo("2026-03-19");
            }
            // What was begun the day before reads on.
            assertThat(lastDay(reading)).isEqualTo("2026-03-18");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactly("demo-2026-03-19.duckdb");
        }
        try (var again = new DailyDuckDb(folder, clock(now), Demo::sql);
                var connection = again.connect()) {
            assertThat(lastDay(connection)).isEqualTo("2026-03-19");
        }
    }

    private static Clock clock(AtomicReference<Instant> now) {
        return now::get;
    }

    private static String lastDay(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "SELECT CAST(max(created_at) AS DATE) FROM orders")) {
            rows.next();
            return rows.getString(1);
        }
    }
}
