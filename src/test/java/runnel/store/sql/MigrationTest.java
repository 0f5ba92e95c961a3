package runnel.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Config;
import runnel.app.Maintenance;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.Http;
import runnel.testkit.NativeReader;
import runnel.testkit.TestServer;

/**
 * A database of the first schema, from a server that was killed in the middle of an answer while a
 * message waited: everything in it is there after an update, and work goes on.
 */
class MigrationTest {
    private static final String RUNS = "/api/v1/runs/";
    private static final String INTERRUPTED = "r_1m7zp7ae9me2xtm6vm6rc01";
    private static final String WAITING = "r_1m7zp7afp7vem3hp7gnks0h";

    /** What the last reader of that answer had seen: up to "sixteen". */
    private static final String SEEN = "36";

    @TempDir Path directory;

    @BeforeEach
    void bringBack() throws Exception {
        try (var script = MigrationTest.class.getResourceAsStream("/store/schema-1.sql");
                var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + directory.resolve("runnel.db"));
                var statement = connection.createStatement()) {
            var bytes = Objects.requireNonNull(script).readAllBytes();
            statement.executeUpdate(new String(bytes, StandardCharsets.UTF_8));
            try (var versions = statement.executeQuery("select version from schema_version")) {
                assertThat(versions.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void whatWasSaidIsThereAndFound() throws Exception {
        try (var server = TestServer.start(directory)) {
            var http = server.http();
            assertThat(http.get("/api/v1/conversations").json().findValuesAsText("title"))
                    .contains("Hello *old* world", "Renamed");
            var first = http.get("/api/v1/conversations/first").json();
            assertThat(first.path("messages")).hasSize(4);
            assertThat(texts(first)).contains("Hello *old* world", "再见");
            var second = http.get("/api/v1/conversations/second").json();
            assertThat(second.path("messages").path(1).path("versions")).hasSize(2);
            for (var word : new String[] {"old", "再见", "Renamed"}) {
                var hits = http.get("/api/v1/search?" + Http.query(java.util.Map.of("q", word)));
                assertThat(hits.body()).as(word).contains("\"conversation\"");
            }
        }
    }

    @Test
    void whatWasUnderWayGoesOnWhereItsReaderWas() throws Exception {
        try (var server = TestServer.start(directory)) {
            var http = server.http();
            var rest = new NativeReader();
            rest.read(http.stream(RUNS + INTERRUPTED + "/events", "Last-Event-ID", SEEN));
            assertThat(rest.outcome()).isEqualTo("done");
            assertThat(rest.resets()).isZero();
            assertThat(rest.text()).startsWith("seventeen ").endsWith("ten");
            var whole = new NativeReader().read(http.stream(RUNS + INTERRUPTED + "/events"));
            assertThat(whole.text()).endsWith("fifteen sixteen " + rest.text());
            var waited = new NativeReader().read(http.stream(RUNS + WAITING + "/events"));
            assertThat(waited.outcome()).isEqualTo("done");
            assertThat(waited.text()).endsWith("waits");
        }
    }

    @Test
    void aRepeatedRequestIsStillOneMessage() throws Exception {
        try (var server = TestServer.start(directory)) {
            var body = Json.object().put("conversation", "first").put("text", "Hello *old* world");
            var reader = new NativeReader();
            try (var stream =
                    server.http()
                            .postStream("/api/v1/messages", body.put("idempotencyKey", "k1"))) {
                reader.read(stream);
            }
            assertThat(reader.run()).isEqualTo("r_1m7zp7771epywxpmdp5s2bv");
            var first = server.http().get("/api/v1/conversations/first").json();
            assertThat(first.path("messages")).hasSize(4);
        }
    }

    private static Iterable<String> texts(JsonNode state) {
        return state.path("messages").findValuesAsText("text");
    }

    @Test
    void aBackupThatIsMadeBeforeAnUpdateIsOfTheOldSchemaAndLeavesItSo() throws Exception {
        var copy = directory.resolve("copy.db");
        var config = Config.load(Map.of(Setting.DATA, directory.toString()), Map.of());
        Maintenance.backup(config, copy, directory.resolve("copy.db.files"));
        assertThat(version(copy)).isEqualTo(1);
        assertThat(version(directory.resolve("runnel.db"))).isEqualTo(1);
    }

    private static int version(Path file) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var versions = statement.executeQuery("select version from schema_version")) {
            return versions.getInt(1);
        }
    }
}
