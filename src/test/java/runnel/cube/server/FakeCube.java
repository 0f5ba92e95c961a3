package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import runnel.base.Json;
import runnel.http.Routes;
import runnel.http.Server;
import runnel.http.Settings;

/**
 * A server that answers as a Cube server would, in the order of its script, and keeps what it was
 * asked.
 */
final class FakeCube implements AutoCloseable {
    /** One answer. */
    record Line(int status, String body) {}

    private final Server server;
    private final Queue<Line> script = new ArrayDeque<>();
    private final List<JsonNode> asked = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private String meta = "{\"cubes\":[]}";

    FakeCube() {
        var routes = new Routes();
        routes.get(
                "/cubejs-api/v1/meta",
                (request, response) ->
                        response.bytes("application/json", meta.getBytes(StandardCharsets.UTF_8)));
        for (var action : List.of("load", "sql", "dry-run")) {
            routes.post(
                    "/cubejs-api/v1/" + action,
                    (request, response) -> {
                        Line line;
                        synchronized (this) {
                            asked.add(Json.parse(request.text()));
                            tokens.add(request.header("Authorization").orElse(""));
                            line = script.remove();
                        }
                        response.status(line.status())
                                .bytes(
                                        "application/json",
                                        line.body().getBytes(StandardCharsets.UTF_8));
                    });
        }
        server = Server.start(Settings.at("127.0.0.1", 0), routes);
    }

    FakeCube answers(int status, String body) {
        script.add(new Line(status, body));
        return this;
    }

    FakeCube knows(String json) {
        meta = json;
        return this;
    }

    String url() {
        return server.url();
    }

    synchronized List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    synchronized List<String> tokens() {
        return List.copyOf(tokens);
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
