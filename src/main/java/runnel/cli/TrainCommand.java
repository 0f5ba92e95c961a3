package runnel.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Setting;

/**
 * {@code runnel train}: does what a server does, once, so that the launcher can keep what was
 * loaded for quick starts.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int ROUNDS = 3;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("runnel-train");
        var flags =
                Map.of(
                        Setting.PORT,
                        "0",
                        Setting.DATA,
                        directory.toString(),
                        Setting.QUIET,
                        "true",
                        Setting.DISCOVER,
                        "false",
                        Setting.ECHO_PACE_MILLIS,
                        "0");
        var config = Config.load(flags, Map.of());
        App.logging(config);
        try (var app = App.start(config);
                var client = HttpClient.newHttpClient()) {
            for (var round = 0; round < ROUNDS; round++) {
                visit(client, app.url());
            }
        } finally {
            delete(directory);
        }
        return ExitCode.OK;
    }

    private static void visit(HttpClient client, String url)
            throws IOException, InterruptedException {
        for (var path :
                new String[] {"/", "/health/ready", "/metrics", "/api/v1/conversations", "/docs"}) {
            client.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(),
                    BodyHandlers.ofString());
        }
        var message =
                HttpRequest.newBuilder(URI.create(url + "/api/v1/messages"))
                        .POST(BodyPublishers.ofString("{\"text\": \"# Hello\\n\\n- one\\n- two\"}"))
                        .build();
        client.send(message, BodyHandlers.ofString());
        var user = URI.create(url + "/stream?username=train&query=hello");
        client.send(HttpRequest.newBuilder(user).build(), BodyHandlers.ofString());
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
