package runnel.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.testkit.Await;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;

/** Against the protocol's reference server, over both transports. */
@Timeout(120)
class McpTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c", "1");

    @TempDir Path directory;

    @BeforeAll
    static void install() throws Exception {
        EverythingServer.require();
    }

    @Test
    void usesAProgramOverItsStandardStreams() throws Exception {
        try (var servers = new McpServers(List.of(EverythingServer.program()), Clock.system())) {
            uses(servers);
            assertThat(call(servers, "everything_get-env", "{}")).contains("GREETING");
        }
    }

    @Test
    void usesAServerOverHttp() throws Exception {
        try (var running = EverythingServer.listening();
                var servers =
                        new McpServers(
                                List.of(
                                        new Place.Address(
                                                "everything",
                                                running.url(),
                                                Map.of("X-User", "${user}"))),
                                Clock.system())) {
            uses(servers);
        }
    }

    private static void uses(McpServers servers) throws Exception {
        assertThat(call(servers, "everything_echo", "{\"message\":\"你好\"}")).isEqualTo("Echo: 你好");
        assertThat(call(servers, "everything_get-sum", "{\"a\":2,\"b\":40}")).contains("42");
        assertThat(call(servers, "everything_get-tiny-image", "{}"))
                .contains("[image of type image/png");
        assertThat(call(servers, "everything_get-structured-content", "{\"location\":\"Chicago\"}"))
                .contains("temperature");
        assertThatThrownBy(() -> call(servers, "everything_echo", "{}"))
                .isInstanceOf(ToolFailure.class);
        assertThat(tool(servers, "everything_echo").hasSideEffects()).isFalse();
        assertThat(tool(servers, "everything_toggle-simulated-logging").hasSideEffects()).isTrue();
        assertThat(tool(servers, "everything_echo").spec().parameters())
                .contains("\"message\"", "Message to echo");
        var resources = call(servers, "everything_resources", "{}");
        var uri = resources.lines().findFirst().orElseThrow().split(" ")[0];
        assertThat(call(servers, "everything_resources", Json.object().put("uri", uri).toString()))
                .isNotBlank();
    }

    @Test
    void aProgramThatDiesInTheMidstOfACallIsStartedAgainAndTheCallIsNot() throws Exception {
        try (var server = new McpServer(EverythingServer.program(), Clock.system())) {
            var long_ = Offered.tool(server::tools, "everything_trigger-long-running-operation");
            var over = new CompletableFuture<String>();
            var caller =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    over.complete(
                                            long_.call(
                                                            Json.parse(
                                                                    "{\"duration\":60,\"steps\":5}"),
                                                            ANN)
                                                    .text());
                                } catch (InterruptedException | RuntimeException e) {
                                    over.complete(String.valueOf(e.getMessage()));
                                }
                            });
            Await.inside(caller, "executeTool");
            var first =
                    ProcessHandle.current()
                            .children()
                            .filter(child ->
                                    child.info()
                                            .commandLine()
                                            .orElse("")
                                            .contains("server-everything"))
                            .toList();
            assertThat(first).hasSize(1);
            first.getFirst().destroyForcibly();
            assertThat(over.get(20, TimeUnit.SECONDS)).contains("died during the call");
            var echo = Offered.tool(server::tools, "everything_echo");
            assertThat(echo.call(Json.parse("{\"message\":\"again\"}"), ANN).text())
                    .isEqualTo("Echo: again");
        }
    }

    @Test
    void anInterruptEndsACall() throws Exception {
        try (var server = new McpServer(EverythingServer.program(), Clock.system())) {
            var slow = Offered.tool(server::tools, "everything_trigger-long-running-operation");
            var over = new CompletableFuture<String>();
            var thread =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    slow.call(Json.parse("{\"duration\":60,\"steps\":5}"), ANN);
                                    over.complete("done");
                                } catch (InterruptedException e) {
                                    over.complete("stopped");
                                } catch (RuntimeException e) {
                                    over.complete(e.toString());
                                }
                            });
            Await.inside(thread, "executeTool");
            thread.interrupt();
            assertThat(over.get(20, TimeUnit.SECONDS)).isEqualTo("stopped");
        }
    }

    @Test
    void readsItsFile() throws Exception {
        assertThat(PlacesFile.read(directory, Map.of())).isEmpty();
        var file = directory.resolve(PlacesFile.FILE);
        Files.writeString(
                file,
                """
                {"mcpServers": {"a": {"command": "npx", "args": ["-y", "x"], "env": {"K": "${env:KEY}"}},
                 "b": {"url": "https://example.org/mcp", "headers": {"Authorization": "Bearer ${env:KEY}"}}}}
                """);
        assertThat(PlacesFile.read(directory, Map.of("KEY", "s\"3")))
                .containsExactly(
                        new Place.Program("a", List.of("npx", "-y", "x"), Map.of("K", "s\"3")),
                        new Place.Address(
                                "b",
                                "https://example.org/mcp",
                                Map.of("Authorization", "Bearer s\"3")));
        for (var broken :
                List.of(
                        "{",
                        "{\"mcpServers\":{\"a b\":{\"url\":\"x\"}}}",
                        "{\"mcpServers\":{\"a\":{}}}")) {
            Files.writeString(file, broken);
            assertThatThrownBy(() -> PlacesFile.read(directory, Map.of()))
                    .isInstanceOfSatisfying(
                            Problem.class, e -> assertThat(e.code()).isEqualTo("mcp-file"));
        }
    }

    private static String call(McpServers servers, String name, String arguments) throws Exception {
        return tool(servers, name).call(Json.parse(arguments), ANN).text();
    }

    private static Tool tool(McpServers servers, String name) throws Exception {
        return Offered.tool(servers::tools, name);
    }
}
