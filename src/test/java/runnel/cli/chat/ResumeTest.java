package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.testkit.CuttingProxy;
import runnel.testkit.Program;
import runnel.testkit.TestServer;

/** An answer over a connection that breaks: every word comes, and comes once. */
class ResumeTest {
    private static final String WORDS =
            IntStream.range(0, 150)
                    .mapToObj(number -> "w" + number)
                    .collect(Collectors.joining(" "));

    @TempDir Path directory;

    @Test
    void anAnswerGoesOnWhereItBrokeOff() throws Exception {
        var random = new Random(21);
        try (var server = TestServer.start(directory)) {
            for (var round = 0; round < 5; round++) {
                // The head alone has about 300 bytes: the first connection may break before any
                // frame has come.
                var cuts = new int[] {1 + random.nextInt(900), 300 + random.nextInt(3_000), 600};
                try (var proxy = new CuttingProxy(server.app().url(), cuts)) {
                    var answer = Program.with("RUNNEL_SERVER", proxy.url()).run("chat", WORDS);
                    assertThat(answer.exit()).as(answer.err()).isZero();
                    assertThat(answer.out()).endsWith("\n\n" + WORDS + "\n");
                    assertThat(answer.out().lines()).hasSize(3);
                    assertThat(answer.err().lines())
                            .hasSizeBetween(1, 3)
                            .containsOnly("runnel: Connection lost, trying again …");
                    assertThat(proxy.connections()).isEqualTo(4);
                }
            }
            var list = server.http().get("/api/v1/conversations").json().path("conversations");
            assertThat(list).as("a repeated message is one message").hasSize(5);
        }
    }

    @Test
    void aServerThatIsStartedAnewIsNoEndOfTheAnswer() throws Exception {
        var pace = Map.of(Setting.ECHO_PACE_MILLIS, "10");
        try (var server = TestServer.start(directory, pace);
                var proxy = new CuttingProxy(server.app().url())) {
            var answer =
                    CompletableFuture.supplyAsync(() ->
                            Program.with("RUNNEL_SERVER", proxy.url())
                                    .run("chat", "--user", "Ann", WORDS));
            awaitWords(server);
            server.restart();
            proxy.lead(server.app().url());
            var result = answer.get();
            assertThat(result.exit()).as(result.err()).isZero();
            assertThat(result.out()).endsWith("\n\n" + WORDS + "\n");
            assertThat(result.out().lines()).hasSize(3);
        }
    }

    private static void awaitWords(TestServer server) throws Exception {
        var body = "";
        while (!body.contains("w5 ")) {
            Thread.sleep(20);
            var list = server.http().get("/api/v1/conversations").json().path("conversations");
            if (!list.isEmpty()) {
                var state =
                        server.http()
                                .get("/api/v1/conversations/" + list.get(0).path("id").asText())
                                .json();
                body = state.path("messages").path(1).path("parts").toString();
            }
        }
    }
}
