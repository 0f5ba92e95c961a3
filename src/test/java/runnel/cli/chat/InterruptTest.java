package runnel.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.cli.ExitCode;
import runnel.testkit.TestServer;

/** Ctrl-C while an answer comes, in a process of its own. */
class InterruptTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir Path directory;

    @Test
    void itStopsTheRunOnTheServerAndKeepsWhatWasSaid() throws Exception {
        try (var server = TestServer.start(directory, Map.of(Setting.ECHO_PACE_MILLIS, "200"))) {
            var program = start(server.app().url(), "many words ".repeat(100));
            try {
                var first =
                        new String(program.getInputStream().readNBytes(20), StandardCharsets.UTF_8);
                assertThat(first).startsWith("*This is a simul");
                interrupt(program);
                assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
                assertThat(program.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
                var rest =
                        new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(rest).endsWith("\n");
                assertThat(
                                new String(
                                        program.getErrorStream().readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .contains("runnel: Stopped.");
                var id =
                        server.http()
                                .get("/api/v1/conversations")
                                .json()
                                .path("conversations")
                                .path(0)
                                .path("id");
                var reply =
                        server.http()
                                .get("/api/v1/conversations/" + id.asText())
                                .json()
                                .path("messages")
                                .path(1);
                assertThat(reply.path("state").asText()).isEqualTo("cancelled");
                assertThat(reply.path("parts").path(0).path("text").asText() + "\n")
                        .isEqualTo(first + rest);
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private static Process start(String server, String message) throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder =
                new ProcessBuilder(
                        // Who was started in the background, as tests may be, ignores it, and so
                        // would its children.
                        List.of(
                                "env",
                                "--default-signal=INT",
                                java,
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "runnel.Main",
                                "chat",
                                message));
        builder.environment().put("RUNNEL_SERVER", server);
        builder.environment().put("LC_ALL", "C.UTF-8");
        return builder.start();
    }

    /** What a terminal does at Ctrl-C. */
    private static void interrupt(Process program) throws Exception {
        var kill = new ProcessBuilder("kill", "-INT", String.valueOf(program.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }
}
