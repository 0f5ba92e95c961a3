package runnel.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import runnel.app.App;
import runnel.app.Config;
import runnel.app.Rehearsal;
import runnel.app.Setting;
import runnel.base.Trees;

/**
 * {@code runnel train}: does what a server does, once, so that the launcher can keep what was
 * loaded for quick starts.
 */
@Command(name = "train", hidden = true)
public final class TrainCommand implements Callable<Integer> {
    private static final String[] LINE = {"--quiet", "--port", "0", "--data=x"};

    private static final int ROUNDS = 3;

    /**
     * Questions asked at once, and after one another: enough for what is hot to be known as such.
     */
    private static final int ASKED_AT_ONCE = 8;

    private static final int ASKED_IN_TURN = 100;
    private static final String MODEL = "train";

    @Override
    public Integer call() throws IOException, InterruptedException {
        QuickCommand.line(new ServeCommand(Shell.system()).withFlags()).parseArgs(LINE);
        var directory = Files.createTempDirectory("runnel-train");
        var upstream = new Rehearsal();
        var config = Config.load(flags(directory, upstream), Map.of());
        App.logging(config);
        try (var app = App.start(config);
                var client = HttpClient.newHttpClient()) {
            for (var round = 0; round < ROUNDS; round++) {
                visit(client, app.url());
            }
            ask(client, app.url());
        } finally {
            upstream.close();
            Trees.delete(directory);
        }
        return ExitCode.OK;
    }

    private static Map<Setting, String> flags(Path directory, Rehearsal upstream) {
        var flags = new EnumMap<Setting, String>(Setting.class);
        flags.put(Setting.PORT, "0");
        flags.put(Setting.DATA, directory.toString());
        flags.put(Setting.QUIET, "true");
        flags.put(Setting.ECHO_PACE_MILLIS, "0");
        flags.put(Setting.OPENAI_BASE_URL, upstream.url());
        return flags;
    }

    private static void ask(HttpClient client, String url) throws InterruptedException {
        try (var asking = Executors.newFixedThreadPool(ASKED_AT_ONCE)) {
            asking.invokeAll(
                            Collections.nCopies(
                                    ASKED_AT_ONCE,
                                    () -> {
                                        for (var question = 0;
                                                question < ASKED_IN_TURN;
                                                question++) {
                                            send(client, message(url, "openai/" + MODEL));
                                        }
                                        return null;
                                    }))
                    .forEach(TrainCommand::check);
        }
    }

    private static void check(Future<?> asked) {
        try {
            asked.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not all was trained", e);
        }
    }

    private static void send(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(request.uri() + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private static HttpRequest message(String url, String model) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/messages"))
                .POST(
                        BodyPublishers.ofString(
                                "{\"text\": \"# Hello\\n\\n- one\\n- two\", \"model\": \"%s\"}"
                                        .formatted(model)))
                .build();
    }

    private static void visit(HttpClient client, String url)
            throws IOException, InterruptedException {
        for (var path :
                new String[] {"/", "/health/ready", "/metrics", "/api/v1/conversations", "/docs"}) {
            send(client, HttpRequest.newBuilder(URI.create(url + path)).build());
        }
        send(client, message(url, "echo/echo"));
        var user = URI.create(url + "/stream?username=train&query=hello");
        send(client, HttpRequest.newBuilder(user).build());
    }
}
