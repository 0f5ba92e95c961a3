package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Progress;

/** Calls one Cube server. Thread-safe. */
final class ServerCall implements AutoCloseable {
    /** The code of a problem whose first value is the server's own words on a query. */
    static final String REFUSED = "cube-server-refused";

    private static final String API = "/cubejs-api/v1/";
    private static final String CONTINUE = "Continue wait";
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int SERVER_ERROR = 500;

    /** How long a server that answers at once, without waiting itself, is left alone. */
    private static final long BREATH_MILLIS = 100;

    /**
     * How long to wait for a server.
     *
     * @param totalMillis for an answer, however often the server says that it is not there yet
     * @param callMillis for one call
     * @param bytes of one answer
     */
    public record Limits(long totalMillis, long callMillis, int bytes) {
        public static final Limits DEFAULT = new Limits(120_000, 30_000, 64 << 20);
    }

    private final String url;
    private final CubeServer.Credential credential;
    private final Clock clock;
    private final Limits limits;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    ServerCall(String url, CubeServer.Credential credential, Clock clock, Limits limits) {
        if (!url.matches("https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
            throw new Problem(Problem.Kind.INVALID, "cube-server-url", url);
        }
        this.url = url.replaceFirst("/+$", "");
        this.credential = credential;
        this.clock = clock;
        this.limits = limits;
    }

    /** Posts a request, and asks again for as long as the server says that it still works on it. */
    JsonNode post(String action, JsonNode body, SecurityContext viewer)
            throws InterruptedException {
        return await(
                request(action, viewer)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(body)))
                        .build());
    }

    JsonNode get(String action, SecurityContext viewer) throws InterruptedException {
        return await(request(action, viewer).GET().build());
    }

    boolean isReady() throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(url + "/readyz"))
                        .timeout(Duration.ofSeconds(5))
                        .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private HttpRequest.Builder request(String action, SecurityContext viewer) {
        var request =
                HttpRequest.newBuilder(URI.create(url + API + action))
                        .timeout(Duration.ofMillis(limits.callMillis()));
        var token = credential.token(viewer);
        return token.isEmpty() ? request : request.header("Authorization", token);
    }

    private JsonNode await(HttpRequest request) throws InterruptedException {
        var began = clock.nanos();
        while (true) {
            var asked = clock.nanos();
            var json = once(request);
            if (!json.path("error").asText().equals(CONTINUE)) {
                return json;
            }
            var elapsed = millisSince(began);
            Progress.tell(json.path("stage").asText(), elapsed);
            if (elapsed >= limits.totalMillis()) {
                throw new Problem(
                        Problem.Kind.UNAVAILABLE,
                        "cube-server-timeout",
                        limits.totalMillis() / 1_000);
            }
            // The server waits by itself before it says so; one that does not must not be stormed.
            var rest = BREATH_MILLIS - millisSince(asked);
            if (rest > 0) {
                Thread.sleep(rest);
            }
        }
    }

    /** One call; a server that fails gets a second chance. */
    private JsonNode once(HttpRequest request) throws InterruptedException {
        var response = send(request);
        if (response.statusCode() >= SERVER_ERROR) {
            response = send(request);
        }
        var text = text(response);
        if (response.statusCode() == OK) {
            return parse(text);
        }
        throw refusal(response.statusCode(), error(text));
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofInputStream());
        } catch (HttpTimeoutException e) {
            throw new Problem(
                            Problem.Kind.UNAVAILABLE,
                            "cube-server-timeout",
                            limits.callMillis() / 1_000)
                    .because(e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private String text(HttpResponse<InputStream> response) throws InterruptedException {
        try (var in = response.body()) {
            var bytes = in.readNBytes(limits.bytes() + 1);
            if (bytes.length > limits.bytes()) {
                throw new Problem(
                        Problem.Kind.TOO_LARGE, "cube-server-large", limits.bytes() >> 20);
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw unreachable(e);
        }
    }

    private Problem unreachable(IOException e) {
        return new Problem(Problem.Kind.UNAVAILABLE, "cube-server-unreachable", url).because(e);
    }

    private JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (Problem e) {
            throw new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", url).because(e);
        }
    }

    private Problem refusal(int status, String error) {
        return switch (status) {
            case BAD_REQUEST -> new Problem(Problem.Kind.INVALID, REFUSED, error);
            case 401, 403 -> new Problem(Problem.Kind.FORBIDDEN, "cube-server-token", error);
            case 404 -> new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", url);
            case 413 -> new Problem(Problem.Kind.TOO_LARGE, REFUSED, error);
            default -> new Problem(Problem.Kind.UPSTREAM, "cube-server-failed", status, error);
        };
    }

    /** The server's own words: the first line, since a stack may follow. */
    private static String error(String text) {
        var words = text;
        try {
            words = Json.parse(text).path("error").asText(text);
        } catch (Problem e) {
            // Some proxy in between answers in its own way.
        }
        var line = words.strip().lines().findFirst().orElse("").replaceFirst("^Error: ", "");
        return line.length() > 500 ? line.substring(0, 500) + "…" : line;
    }

    private long millisSince(long nanos) {
        return (clock.nanos() - nanos) / 1_000_000;
    }
}
