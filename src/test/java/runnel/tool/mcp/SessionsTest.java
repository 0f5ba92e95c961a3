package runnel.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.testkit.FakeUpstream;
import runnel.tool.Tool;

/** Where a server's headers name who is served, each person has a session of their own. */
@Timeout(60)
class SessionsTest {
    @Test
    void nobodySharesASessionWithAnybodyElse() throws Exception {
        try (var upstream = new FakeUpstream(SessionsTest::serve)) {
            var place = new Place.Address("desk", upstream.url(), Map.of("X-User", "u:${user}"));
            try (var servers = new McpServers(List.of(place), Clock.system())) {
                var tool = Offered.tool(servers::tools, "desk_look");
                for (var owner : List.of("ann", "bob", "ann")) {
                    tool.call(Json.object(), new Tool.Caller(owner, "c", "1"));
                }
            }
            assertThat(users(upstream, "initialize")).containsExactly("u:", "u:ann", "u:bob");
            assertThat(users(upstream, "tools/call")).containsExactly("u:ann", "u:bob", "u:ann");
        }
    }

    private static List<String> users(FakeUpstream upstream, String method) {
        return upstream.requests().stream()
                .filter(request -> request.body().contains("\"" + method + "\""))
                .map(request -> request.headers().getOrDefault("x-user", ""))
                .toList();
    }

    private static void serve(FakeUpstream.Line line) throws Exception {
        var request =
                line.request().body().isEmpty() ? Json.object() : Json.parse(line.request().body());
        switch (request.path("method").asText()) {
            case "initialize" ->
                    result(
                            line,
                            request,
                            """
                            {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},\
                            "serverInfo":{"name":"desk","version":"1"}}\
                            """);
            case "tools/list" ->
                    result(
                            line,
                            request,
                            "{\"tools\":[{\"name\":\"look\",\"inputSchema\":{\"type\":\"object\"}}]}");
            case "tools/call" ->
                    result(line, request, "{\"content\":[{\"type\":\"text\",\"text\":\"ok\"}]}");
            case "resources/list" -> result(line, request, "{\"resources\":[]}");
            default -> line.answer(202, "application/json", "");
        }
    }

    private static void result(FakeUpstream.Line line, JsonNode request, String result)
            throws Exception {
        line.answer(
                200,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                        .formatted(request.path("id"), result));
    }
}
