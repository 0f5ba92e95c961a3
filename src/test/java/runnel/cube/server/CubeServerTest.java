package runnel.cube.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Progress;
import runnel.testkit.Await;

/** The client for Cube servers, with a server that does what real ones do on their worse days. */
final class CubeServerTest {
    private static final String WAIT =
            "{\"error\":\"Continue wait\",\"stage\":\"Executing query\",\"timeElapsed\":5}";
    private static final String ROWS =
            """
            {"query":{"measures":["orders.count"],"dimensions":["orders.paid"],
              "timeDimensions":[{"dimension":"orders.created_at","granularity":"month"}],"limit":10000},
             "annotation":{"measures":{"orders.count":{"type":"number"}},"dimensions":{"orders.paid":{"type":"boolean"}},
              "segments":{},"timeDimensions":{}},
             "lastRefreshTime":"2026-03-18T10:07:11.292Z","dbType":"postgres","total":null,
             "data":[{"orders.paid":true,"orders.created_at.month":"2026-01-01T00:00:00.000",
              "orders.created_at":"2026-01-01T00:00:00.000","orders.count":"12"},
              {"orders.paid":null,"orders.created_at.month":null,"orders.created_at":null,"orders.count":3}]}\
            """;
    private static final String QUERY = "{\"measures\":[\"orders.count\"],\"renewQuery\":true}";

    private final FakeCube fake = new FakeCube();
    private final List<String> stages = new ArrayList<>();

    @AfterEach
    void close() throws InterruptedException {
        fake.close();
    }

    @Test
    void valuesHaveTheTypesOfTheirColumns() throws Exception {
        fake.answers(200, ROWS);
        var table = client().rows(query(), SecurityContext.NOBODY);
        assertThat(table.columns())
                .extracting(column -> column.member())
                .containsExactly("orders.paid", "orders.created_at.month", "orders.count");
        assertThat(table.rows().get(0))
                .containsExactly(
                        true, LocalDateTime.parse("2026-01-01T00:00:00"), new BigDecimal("12"));
        assertThat(table.rows().get(1)).containsExactly(null, null, new BigDecimal("3"));
    }

    @Test
    void whatRealServersRefuseIsNeverSent() throws Exception {
        fake.answers(200, ROWS);
        client().rows(query(), SecurityContext.NOBODY);
        assertThat(fake.asked().getFirst().path("query").has("renewQuery")).isFalse();
        assertThat(fake.tokens()).containsExactly("secret-token");
    }

    @Test
    void itAsksAgainWhileTheServerWorksAndTellsTheStage() throws Exception {
        fake.answers(200, WAIT).answers(200, WAIT).answers(200, ROWS);
        Progress heard = (stage, millis) -> stages.add(stage);
        var table = heard.during(() -> client().rows(query(), SecurityContext.NOBODY));
        assertThat(table.rows()).hasSize(2);
        assertThat(stages).containsExactly("Executing query", "Executing query");
        assertThat(fake.asked()).hasSize(3);
    }

    @Test
    void itDoesNotWaitForEver() {
        for (var i = 0; i < 50; i++) {
            fake.answers(200, WAIT);
        }
        var hasty = client(new ServerCall.Limits(1_000, 5_000, 1 << 20));
        assertThatThrownBy(() -> hasty.rows(query(), SecurityContext.NOBODY))
                .isInstanceOfSatisfying(
                        Problem.class, e -> assertThat(e.code()).isEqualTo("cube-server-timeout"));
        assertThat(fake.asked().size()).isBetween(2, 49);
    }

    @Test
    void aServerThatFailsIsAskedASecondTime() throws Exception {
        fake.answers(502, "<html>bad gateway</html>").answers(200, ROWS);
        assertThat(client().rows(query(), SecurityContext.NOBODY).rows()).hasSize(2);
        fake.answers(500, "{\"error\":\"Error: boom\"}")
                .answers(500, "{\"error\":\"Error: boom\"}");
        assertThat(assertProblem("cube-server-failed").getMessage()).contains("500", "boom");
    }

    @Test
    void aNameInAnotherSpellingIsSetRightOnce() throws Exception {
        fake.knows(
                "{\"cubes\":[{\"measures\":[{\"name\":\"orders.total_revenue\"}],\"dimensions\":[],\"segments\":[]}]}");
        fake.answers(
                        400,
                        "{\"error\":\"Error: 'totalRevenue' not found for path 'orders.totalRevenue'\"}")
                .answers(200, ROWS);
        var asked =
                Json.parse(
                        "{\"measures\":[\"orders.totalRevenue\"],\"order\":{\"orders.totalRevenue\":\"asc\"}}");
        try (var loaded = client().load(asked, false, SecurityContext.NOBODY)) {
            assertThat(loaded.answers().getFirst().origin().warnings())
                    .containsExactly("orders.totalRevenue → orders.total_revenue");
        }
        assertThat(fake.asked().getLast().path("query"))
                .isEqualTo(
                        Json.parse(
                                "{\"measures\":[\"orders.total_revenue\"],\"order\":{\"orders.total_revenue\":\"asc\"}}"));
    }

    @Test
    void aKeyThatOnlySaysHowToAnswerIsLeftOut() throws Exception {
        fake.answers(400, "{\"error\":\"Invalid query format: \\\"cache\\\" is not allowed\"}")
                .answers(200, ROWS);
        var asked = Json.parse("{\"measures\":[\"orders.count\"],\"cache\":\"no-cache\"}");
        assertThat(client().rows(asked, SecurityContext.NOBODY).rows()).hasSize(2);
        assertThat(fake.asked().getLast().path("query").has("cache")).isFalse();
    }

    @Test
    void otherRefusalsAreToldInTheServersWords() {
        fake.answers(400, "{\"error\":\"Error: 'nope' not found for path 'orders.nope'\"}");
        assertThat(assertProblem("cube-server-refused").getMessage())
                .isEqualTo("'nope' not found for path 'orders.nope'");
        assertThat(fake.asked()).hasSize(1);
    }

    @Test
    void faultsHaveNamesOfTheirOwn() throws Exception {
        fake.answers(403, "{\"error\":\"Invalid token\"}");
        assertThat(assertProblem("cube-server-token").getMessage()).contains("Invalid token");
        fake.answers(200, "<html>hello</html>");
        assertProblem("cube-server-nonsense");
        fake.answers(200, "{\"query\":{}}");
        assertProblem("cube-server-nonsense");
        fake.close();
        assertProblem("cube-server-unreachable");
        assertThatThrownBy(() -> new CubeServer("ftp://x", viewer -> "", Clock.system()))
                .hasMessageContaining("ftp://x");
    }

    @Test
    void anInterruptEndsTheWait() throws Exception {
        for (var i = 0; i < 200; i++) {
            fake.answers(200, WAIT);
        }
        var client = client(new ServerCall.Limits(60_000, 30_000, 1 << 20));
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                client.rows(query(), SecurityContext.NOBODY);
                            } catch (InterruptedException e) {
                                stages.add("interrupted");
                            }
                        });
        Await.until("it has asked", () -> !fake.asked().isEmpty());
        thread.interrupt();
        assertThat(thread.join(java.time.Duration.ofSeconds(10))).isTrue();
        assertThat(stages).endsWith("interrupted");
    }

    private Problem assertProblem(String code) {
        try {
            client().rows(query(), SecurityContext.NOBODY);
        } catch (Problem problem) {
            assertThat(problem.code()).isEqualTo(code);
            return problem;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no problem");
    }

    private CubeServer client() {
        return client(new ServerCall.Limits(60_000, 30_000, 1 << 20));
    }

    private CubeServer client(ServerCall.Limits limits) {
        return new CubeServer(fake.url(), viewer -> "secret-token", Clock.system(), limits);
    }

    private static JsonNode query() {
        return Json.parse(QUERY);
    }
}
