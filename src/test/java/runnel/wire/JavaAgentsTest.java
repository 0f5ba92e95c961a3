package runnel.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.agent.Agent;
import runnel.agent.AgentSource;
import runnel.agent.Face;
import runnel.base.Json;
import runnel.testkit.TestServer;
import runnel.tool.Toolbox;

/** Agents that are written in Java are found on the class path and answer like any other. */
@Timeout(60)
class JavaAgentsTest {
    @TempDir Path directory;

    /** What a program brings. */
    public static final class Ours implements AgentSource {
        @Override
        public List<Agent> agents(Toolbox tools) {
            var face = new Face(Map.of("en", "Clerk"), Map.of(), Map.of());
            return List.of(
                    new Agent(
                            "clerk",
                            face,
                            "You keep the time.",
                            "",
                            tools.only(List.of("time")),
                            Agent.Team.NONE,
                            Agent.Limits.DEFAULT));
        }
    }

    @Test
    void a_service_on_the_class_path_brings_agents() throws Exception {
        var services = directory.resolve("classes/META-INF/services");
        Files.createDirectories(services);
        Files.writeString(services.resolve(AgentSource.class.getName()), Ours.class.getName());
        var path = new URL[] {directory.resolve("classes").toUri().toURL()};
        var thread = Thread.currentThread();
        var before = thread.getContextClassLoader();
        try (var loader = new URLClassLoader(path, before)) {
            thread.setContextClassLoader(loader);
            try (var server = TestServer.start(directory.resolve("data"))) {
                var http = server.http();
                var agents = http.get("/api/v1/agents", "Accept-Language", "en").json();
                var clerk = agents.path("agents").get(3);
                assertThat(clerk.path("title").asText()).isEqualTo("Clerk");
                assertThat(clerk.path("tools").toString()).isEqualTo("[\"time\"]");
                var message = Json.object().put("text", "hello").put("agent", "clerk");
                try (var stream = http.postStream("/api/v1/messages", message)) {
                    assertThat(stream.until("run-end").getLast().data()).contains("\"done\"");
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
