package runnel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import runnel.app.Setting;
import runnel.testkit.TestServer;

/** Measures Cube's interface over HTTP: one client, one request after another, a warm server. */
public final class CubeHttpBench {
    private static final int WARM_MILLIS = 3_000;
    private static final int MEASURE_MILLIS = 4_000;
    private static final String SMALL =
            "{\"query\":{\"measures\":[\"orders.count\"],\"dimensions\":[\"orders.status\"]%s}}";
    private static final String FAN_OUT =
            "{\"query\":{\"measures\":[\"employees.total_employees\",\"employees.avg_performance\","
                    + "\"salaries.total_amount\",\"salaries.avg_amount\"],"
                    + "\"dimensions\":[\"departments.name\"]%s}}";

    private CubeHttpBench() {}

    public static void main(String[] arguments) throws Exception {
        var golden = Path.of("src/test/resources/golden");
        var directory = Files.createTempDirectory("runnel-bench");
        var models = Files.createDirectories(directory.resolve("models"));
        for (var part : new String[] {"model/cubes", "model/views"}) {
            copy(golden.resolve(part), models);
        }
        try (var server =
                        TestServer.start(
                                directory.resolve("data"),
                                Map.of(
                                        Setting.MODELS, models.toString(),
                                        Setting.ANALYTICS,
                                                directory.resolve("golden.duckdb").toString(),
                                        Setting.ANALYTICS_INIT,
                                                golden.resolve("seed.sql").toString(),
                                        Setting.NOW, "2026-03-18T10:05:00Z"));
                var client = HttpClient.newHttpClient()) {
            var api = server.app().url() + "/cubejs-api/v1/";
            var fresh = ",\"cache\":\"no-cache\"";
            var requests = new LinkedHashMap<String, HttpRequest>();
            requests.put("/load small, cached", post(api + "load", SMALL.formatted("")));
            requests.put("/load small, not cached", post(api + "load", SMALL.formatted(fresh)));
            requests.put("/load fan-out, not cached", post(api + "load", FAN_OUT.formatted(fresh)));
            requests.put("/sql small", post(api + "sql", SMALL.formatted("")));
            requests.put("/sql fan-out", post(api + "sql", FAN_OUT.formatted("")));
            for (var request : requests.values()) {
                run(client, request, WARM_MILLIS);
            }
            for (var request : requests.entrySet()) {
                measure(request.getKey(), client, request.getValue());
            }
        }
    }

    private static HttpRequest post(String url, String body) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static void measure(String name, HttpClient client, HttpRequest request)
            throws Exception {
        var sorted =
                run(client, request, MEASURE_MILLIS).stream()
                        .mapToLong(Long::longValue)
                        .sorted()
                        .toArray();
        System.out.printf(
                "%-30s p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  (%d requests)%n",
                name,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 95 / 100] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6,
                sorted.length);
    }

    private static ArrayList<Long> run(HttpClient client, HttpRequest request, int millis)
            throws IOException, InterruptedException {
        var times = new ArrayList<Long>();
        var until = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() < until) {
            var began = System.nanoTime();
            var reply = client.send(request, BodyHandlers.ofString());
            times.add(System.nanoTime() - began);
            if (reply.statusCode() != 200) {
                throw new IOException(reply.body());
            }
        }
        return times;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.list(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
