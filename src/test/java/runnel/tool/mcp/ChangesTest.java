package runnel.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.testkit.FreePort;
import runnel.testkit.ShiftingServer;
import runnel.tool.Tool;
import runnel.tool.ToolFailure;
import runnel.tool.ToolServer;
import runnel.tool.ToolServer.Change;
import runnel.tool.ToolServer.Session;
import runnel.tool.ToolServer.State;

/** What changes about a server is told without anybody having asked. */
@Timeout(120)
class ChangesTest {
    private static final Tool.Caller ANN = new Tool.Caller("ann", "c", "1");
    private static final long PATIENCE_SECONDS = 40;

    @BeforeAll
    static void install() throws Exception {
        ShiftingServer.require();
    }

    @Test
    void aListThatChangesIsToldOverStandardStreams() throws Exception {
        try (var servers = new McpServers(List.of(program()), Clock.system())) {
            changes(servers);
        }
    }

    @Test
    void aListThatChangesIsToldOverHttp() throws Exception {
        try (var running = ShiftingServer.listening(FreePort.next());
                var servers = new McpServers(List.of(place(running)), Clock.system())) {
            changes(servers);
        }
    }

    @Test
    void aStopIsToldToTheServerOverStandardStreams() throws Exception {
        try (var servers = new McpServers(List.of(program()), Clock.system())) {
            stops(servers);
        }
    }

    @Test
    void aStopIsToldToTheServerOverHttp() throws Exception {
        try (var running = ShiftingServer.listening(FreePort.next());
                var servers = new McpServers(List.of(place(running)), Clock.system())) {
            stops(servers);
        }
    }

    private static void stops(McpServers servers) throws Exception {
        var heard = heard(servers);
        var slow = Offered.tool(servers::tools, "shifting_slow");
        var over = new CompletableFuture<Boolean>();
        var thread =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                slow.call(Json.object(), ANN);
                                over.complete(false);
                            } catch (InterruptedException e) {
                                over.complete(true);
                            } catch (RuntimeException e) {
                                over.completeExceptionally(e);
                            }
                        });
        awaitAdded(heard, "shifting_begun");
        thread.interrupt();
        assertThat(over.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("interrupted").isTrue();
        awaitAdded(heard, "shifting_stopped");
        assertThat(call(servers, "shifting_learn")).isEqualTo("learnt");
    }

    private static void changes(McpServers servers) throws Exception {
        var heard = heard(servers);
        assertThat(next(heard)).isEqualTo(change(State.RUNNING, List.of(), List.of()));
        call(servers, "shifting_learn");
        var learnt = List.of("shifting_recite");
        assertThat(next(heard)).isEqualTo(change(State.RUNNING, learnt, List.of()));
        assertThat(servers.list("ann").getFirst().tools())
                .containsExactly(
                        "shifting_learn", "shifting_forget", "shifting_slow", "shifting_recite");
        assertThat(call(servers, "shifting_recite")).isEqualTo("O!");
        call(servers, "shifting_forget");
        assertThat(next(heard)).isEqualTo(change(State.RUNNING, List.of(), learnt));
        assertThat(servers.tools()).hasSize(3);
        assertThat(heard).isEmpty();
    }

    @Test
    void aProgramThatDiesIsAwayAndComesBackWithoutBeingAsked() throws Exception {
        try (var servers = new McpServers(List.of(program()), Clock.system())) {
            var heard = heard(servers);
            assertThat(next(heard).state()).isEqualTo(State.RUNNING);
            ProcessHandle.current()
                    .children()
                    .filter(child ->
                            child.info().commandLine().orElse("").contains("shifting-server"))
                    .forEach(ProcessHandle::destroyForcibly);
            assertThat(next(heard)).isEqualTo(change(State.FAILED, List.of(), List.of()));
            var away = servers.list("ann").getFirst();
            assertThat(away.reason()).contains("ended with status");
            assertThat(away.tools()).hasSize(3);
            assertThat(next(heard)).isEqualTo(change(State.RUNNING, List.of(), List.of()));
            assertThat(servers.list("ann").getFirst().restarts()).isEqualTo(1);
        }
    }

    @Test
    void aServerOnTheWebThatGoesAwayIsFoundAgain() throws Exception {
        var port = FreePort.next();
        try (var first = ShiftingServer.listening(port);
                var servers = new McpServers(List.of(place(first)), Clock.system())) {
            var heard = heard(servers);
            assertThat(next(heard).state()).isEqualTo(State.RUNNING);
            var learn = Offered.tool(servers::tools, "shifting_learn");
            first.close();
            assertThatThrownBy(() -> learn.call(Json.object(), ANN))
                    .isInstanceOf(ToolFailure.class)
                    .hasMessageContaining("is not there at the moment");
            assertThat(next(heard).state()).isEqualTo(State.FAILED);
            assertThat(servers.tools()).isEmpty();
            try (var _ = ShiftingServer.listening(port)) {
                assertThat(next(heard).state()).isEqualTo(State.RUNNING);
                assertThat(call(servers, "shifting_learn")).isEqualTo("learnt");
            }
        }
    }

    @Test
    void oneThatWasNeverThereSaysWhy() throws Exception {
        var none = new Place.Program("none", List.of("/no/such/program"), Map.of());
        var closed = new Place.Address("closed", "http://127.0.0.1:" + FreePort.next(), Map.of());
        try (var servers = new McpServers(List.of(none, closed), Clock.system())) {
            var heard = heard(servers);
            while (servers.list("ann").stream()
                    .anyMatch(server -> server.state() == State.STARTING)) {
                next(heard);
            }
            assertThat(servers.list("ann"))
                    .extracting(ToolServer::state)
                    .containsExactly(State.FAILED, State.FAILED);
            assertThat(servers.list("ann").getFirst().reason()).contains("/no/such/program");
            assertThat(servers.list("ann").getLast().reason()).isEqualTo("no connection");
        }
    }

    @Test
    void whoHasASessionOfTheirOwnIsSignedIn() throws Exception {
        try (var running = ShiftingServer.listening(FreePort.next())) {
            var own = new Place.Address("shifting", running.url(), Map.of("X-User", "${user}"));
            try (var servers = new McpServers(List.of(own), Clock.system())) {
                assertThat(servers.list("ann").getFirst().session()).isEqualTo(Session.OWN);
                call(servers, "shifting_learn");
                assertThat(servers.list("ann").getFirst().session()).isEqualTo(Session.SIGNED_IN);
                assertThat(servers.list("bob").getFirst().session()).isEqualTo(Session.OWN);
            }
        }
    }

    private static Place program() {
        return new Place.Program("shifting", ShiftingServer.command(), Map.of());
    }

    private static Place place(ShiftingServer running) {
        return new Place.Address("shifting", running.url(), Map.of());
    }

    private static Change change(State state, List<String> added, List<String> removed) {
        return new Change("shifting", state, added, removed);
    }

    private static LinkedBlockingQueue<Change> heard(McpServers servers) {
        var heard = new LinkedBlockingQueue<Change>();
        servers.listen(heard::add);
        return heard;
    }

    private static void awaitAdded(LinkedBlockingQueue<Change> heard, String tool)
            throws InterruptedException {
        while (!next(heard).added().equals(List.of(tool))) {
            // It was there from the beginning, or another change.
        }
    }

    private static Change next(LinkedBlockingQueue<Change> heard) throws InterruptedException {
        var change = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(change).as("what changed").isNotNull();
        return change;
    }

    private static String call(McpServers servers, String name) throws Exception {
        return Offered.tool(servers::tools, name).call(Json.object(), ANN).text();
    }
}
