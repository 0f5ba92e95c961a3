package runnel.wire.bi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import runnel.app.Setting;
import runnel.base.Json;
import runnel.testkit.TestServer;

/** Whoever asks a Cube server that takes its time sees what it is at. */
class CubeWaitTest {
    private static final String WAIT =
            "{\"error\":\"Continue wait\",\"stage\":\"Executing query\",\"timeElapsed\":5}";

    private static final String MEASURE = "employees.total_employees";

    @TempDir Path data;
    private final AtomicInteger waits = new AtomicInteger(2);

    @Test
    void the_stage_is_told_once_in_the_language_of_the_question() throws Exception {
        var settings = Map.of(Setting.NOW, "2026-03-18T10:05:00Z");
        try (var real = TestServer.start(data.resolve("real"), settings);
                var client = HttpClient.newHttpClient()) {
            var slow = slow(real.app().url(), client);
            try (var server =
                    TestServer.start(
                            data.resolve("server"),
                            Map.of(
                                    Setting.CUBE_URL,
                                    "http://127.0.0.1:" + slow.getAddress().getPort(),
                                    Setting.NOW,
                                    "2026-03-18T10:05:00Z"))) {
                var question = Json.object().put("message", "各部门的员工数");
                var reply = server.http().post("/workflow/query", question);
                assertThat(reply.body())
                        .containsOnlyOnce("Cube 服务器正在处理：Executing query")
                        .contains("共 9 行", "[DONE]");
                assertThat(waits.get()).isNegative();
            } finally {
                slow.stop(0);
            }
        }
    }

    /** Passes everything on, but lets whoever wants these rows wait twice. */
    private HttpServer slow(String url, HttpClient client) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    if (exchange.getRequestURI().getPath().endsWith("/load")
                            && new String(body, StandardCharsets.UTF_8).contains(MEASURE)
                            && waits.decrementAndGet() >= 0) {
                        answer(exchange, 200, WAIT.getBytes(StandardCharsets.UTF_8));
                        return;
                    }
                    var request =
                            HttpRequest.newBuilder(URI.create(url + exchange.getRequestURI()))
                                    .header("Content-Type", "application/json")
                                    .method(
                                            exchange.getRequestMethod(),
                                            HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build();
                    try {
                        var reply = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                        answer(exchange, reply.statusCode(), reply.body());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
        return server;
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
