package runnel.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import runnel.bench.load.Child;
import runnel.bench.load.Options;
import runnel.bench.load.Table;
import runnel.bench.load.Workspace;
import runnel.testkit.FreePort;

/**
 * From the command to the first page: a start on a new data directory, and one on an old one.
 *
 * <p>Arguments, in any order: {@code rounds=7 rest=5}, the latter in seconds before the memory is
 * looked at.
 */
final class StartBench {
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final Map<String, List<Double>> megabytes = new LinkedHashMap<>();

    private StartBench() {}

    public static void main(String[] arguments) throws Exception {
        var options = Options.of(arguments, Map.of("rounds", "7", "rest", "5"));
        Table.conditions("start, " + options);
        new StartBench().run(options);
    }

    private void run(Options options) throws Exception {
        try (var workspace = new Workspace()) {
            var old = workspace.make("old");
            // Builds what has to be built, and makes the cache of the first start.
            Child.runnel(old, Map.of()).close();
            for (var round = 0; round < options.number("rounds"); round++) {
                start("new", workspace.make("new"), options);
                start("old", old, options);
            }
        }
        var table =
                new Table(
                        "data directory",
                        "first 200 after s: median",
                        "least",
                        "most",
                        "RSS at rest MB");
        seconds.forEach((name, all) ->
                table.add(
                        name,
                        Table.median(all),
                        all.stream().min(Double::compare).orElseThrow(),
                        all.stream().max(Double::compare).orElseThrow(),
                        Table.median(megabytes.getOrDefault(name, List.of()))));
        table.print();
    }

    private void start(String name, Path data, Options options) throws Exception {
        var port = FreePort.next();
        var begin = System.nanoTime();
        try (var server = Child.runnel(data, Map.of("RUNNEL_PORT", String.valueOf(port)))) {
            awaitPage(URI.create("http://127.0.0.1:" + port + "/"));
            add(seconds, name, (System.nanoTime() - begin) / 1e9);
            Thread.sleep(options.number("rest") * 1000L);
            add(megabytes, name, server.program().use().residentMegabytes());
        }
    }

    private void awaitPage(URI page) throws IOException, InterruptedException {
        var response =
                client.send(
                        HttpRequest.newBuilder(page).build(),
                        HttpResponse.BodyHandlers.discarding());
        if (response.statusCode() != 200) {
            throw new IOException(page + " answered " + response.statusCode());
        }
    }

    private static void add(Map<String, List<Double>> all, String name, double value) {
        all.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }
}
