package runnel.cli.chat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cli.Refusal;
import runnel.cli.Shell;
import runnel.cli.terminal.Clean;

/** A Runnel server somewhere, by its API. Thread-safe. */
final class RemoteServer implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(5);

    /** Three heartbeats missed: the connection is dead, whatever the network says. */
    private static final long SILENCE_MILLIS = 45_000;

    /** What is read of an answer that is no stream. */
    private static final int ANSWER_BYTES = 64 << 20;

    private final URI address;
    private final String token;
    private final String language;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .build();

    /**
     * @param address base URL
     * @param token access token; empty for none
     * @param language in which the server shall speak of problems
     */
    RemoteServer(URI address, String token, String language) {
        this.address = address;
        this.token = token;
        this.language = language;
    }

    /**
     * The server that is meant by what was given on the command line, or by the environment.
     *
     * @param server empty for what the environment says
     * @param token empty for what the environment says
     */
    static RemoteServer named(String server, String token, Shell shell) {
        var secret = token.isEmpty() ? shell.variable("RUNNEL_TOKEN") : token;
        return new RemoteServer(
                ServerAddress.of(server, shell), secret, shell.messages().language());
    }

    URI address() {
        return address;
    }

    /**
     * Sends a message, or joins the run of one that was sent, and streams the run.
     *
     * @param after the reader has seen everything up to here; -1 for nothing
     */
    Frames ask(Ask ask, long after) throws IOException, InterruptedException {
        return stream(request("messages").POST(BodyPublishers.ofString(ask.json())), after);
    }

    /** Everything that happens in a conversation. */
    Frames events(String conversation, long after) throws IOException, InterruptedException {
        return stream(request("conversations/" + encode(conversation) + "/events").GET(), after);
    }

    /**
     * @throws Problem when the server cannot be reached
     */
    JsonNode get(String path) throws InterruptedException {
        return answer(request(path).GET());
    }

    /**
     * @param body nothing is sent where it is empty
     * @throws Problem when the server cannot be reached
     */
    JsonNode post(String path, JsonNode body) throws InterruptedException {
        var text =
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString());
        return answer(request(path).POST(text));
    }

    /**
     * Sends a file to be named by a message.
     *
     * @return its id
     * @throws Problem {@code cli-file} where it cannot be read
     */
    String upload(Path file) throws InterruptedException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Problem(Problem.Kind.INVALID, "cli-file", file);
        }
        try {
            var name = encode(file.getFileName().toString());
            var body = BodyPublishers.ofFile(file);
            return answer(request("files?name=" + name).timeout(UPLOAD_TIMEOUT).POST(body))
                    .path("id")
                    .asText();
        } catch (FileNotFoundException e) {
            throw new Problem(Problem.Kind.INVALID, "cli-file", file).because(e);
        }
    }

    /** A name as a segment of a path. */
    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path))
                        .timeout(ANSWER_TIMEOUT)
                        .header("Accept-Language", language)
                        .header("Content-Type", "application/json");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private Frames stream(HttpRequest.Builder request, long after)
            throws IOException, InterruptedException {
        if (after >= 0) {
            request.header("Last-Event-ID", Long.toString(after));
        }
        var response = send(request);
        var type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("text/event-stream")) {
            response.body().close();
            throw strange();
        }
        return new Frames(response.body());
    }

    /** What is said of a server that does not answer. */
    Problem unreachable(IOException cause) {
        return new Problem(Problem.Kind.UNAVAILABLE, "cli-unreachable", address).because(cause);
    }

    /**
     * What is at a path, as it is.
     *
     * @throws Problem when the server cannot be reached
     */
    String text(String path) throws InterruptedException {
        return text(request(path).GET());
    }

    private String text(HttpRequest.Builder request) throws InterruptedException {
        try (var body = send(request).body()) {
            return text(body);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private JsonNode answer(HttpRequest.Builder request) throws InterruptedException {
        var text = text(request);
        try {
            return text.isEmpty() ? Json.object() : Json.parse(text);
        } catch (Problem e) {
            throw strange();
        }
    }

    private HttpResponse<Body> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        var response = client.send(request.build(), head -> new Body(SILENCE_MILLIS));
        if (response.statusCode() >= 300) {
            try (var body = response.body()) {
                throw refusal(response.statusCode(), text(body));
            }
        }
        return response;
    }

    private Refusal refusal(int status, String text) {
        try {
            var problem = Json.parse(text);
            var detail = problem.path("detail").asText();
            var message = detail.isEmpty() ? problem.path("title").asText() : detail;
            if (!message.isEmpty()) {
                var code = problem.path("code").asText();
                return new Refusal(
                        status,
                        code,
                        Clean.line(message),
                        Clean.line(problem.path("hint").asText()));
            }
        } catch (Problem e) {
            // Something between here and the server answered in words of its own.
        }
        return new Refusal(status, "", address + " → HTTP " + status, "");
    }

    private Problem strange() {
        return new Problem(Problem.Kind.UPSTREAM, "cli-not-runnel", address);
    }

    private static String text(Body body) throws IOException, InterruptedException {
        var bytes = new ByteArrayOutputStream();
        for (var next = body.next();
                next.isPresent() && bytes.size() < ANSWER_BYTES;
                next = body.next()) {
            for (var piece : next.get()) {
                var chunk = new byte[piece.remaining()];
                piece.get(chunk);
                bytes.writeBytes(chunk);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
