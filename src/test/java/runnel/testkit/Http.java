package runnel.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import runnel.base.Json;

/** What tests ask of a server at one address. */
public record Http(String url) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** An answer that was read whole. */
    public record Reply(int status, java.net.http.HttpHeaders headers, String body) {
        public JsonNode json() {
            return Json.parse(body);
        }

        /** The value of a header; empty where there is none. */
        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    public Reply post(String path, JsonNode body, String... headers)
            throws IOException, InterruptedException {
        return method("POST", path, body.toString(), headers);
    }

    /** Sends a body as JSON, or none where it is empty. */
    public Reply method(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return send(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .method(method, publisher));
    }

    public Reply form(String path, Map<String, String> fields, String... headers)
            throws IOException, InterruptedException {
        return send(
                request(path, headers)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(query(fields))));
    }

    /** Opens an event stream with GET. */
    public SseClient stream(String path, String... headers)
            throws IOException, InterruptedException {
        return stream(request(path, headers).GET());
    }

    /** Opens the event stream that answers a POST. */
    public SseClient postStream(String path, JsonNode body, String... headers)
            throws IOException, InterruptedException {
        return stream(
                request(path, headers)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Opens an event stream; when this returns, the server has let its reader in.
     *
     * @param body to post; empty for GET
     * @return all of it, once it has ended
     */
    public CompletableFuture<String> whole(String path, String body, String... headers)
            throws IOException, InterruptedException {
        var stream =
                body.isEmpty()
                        ? stream(path, headers)
                        : postStream(path, Json.parse(body), headers);
        var whole = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try (stream) {
                whole.complete(stream.body());
            } catch (IOException | RuntimeException e) {
                whole.completeExceptionally(e);
            }
        });
        return whole;
    }

    /** Opens the stream of a message that is sent. */
    public SseClient say(String conversation, String text)
            throws IOException, InterruptedException {
        return postStream(
                "/api/v1/messages",
                Json.object().put("conversation", conversation).put("text", text));
    }

    /** Fields as they stand in an address or a form. */
    public static String query(Map<String, String> fields) {
        var query = new StringBuilder();
        fields.forEach((name, value) ->
                query.append(query.isEmpty() ? "" : "&")
                        .append(encode(name))
                        .append('=')
                        .append(encode(value)));
        return query.toString();
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static Reply send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    private static SseClient stream(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return new SseClient(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
    }
}
