package runnel.cube.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import runnel.base.Addresses;
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

    private final CubeAddress address;
    private final CubeServer.Credential credential;
    private final Clock clock;
    private final Limits limits;
    private final ServerLine line;

    ServerCall(
            CubeAddress address,
            CubeServer.Credential credential,
            Clock clock,
            Limits limits,
            Addresses.Lookup lookup) {
        this.address = address;
        this.credential = credential;
        this.clock = clock;
        this.limits = limits;
        this.line = new ServerLine(address, limits, lookup);
    }

    /** Posts a request, and asks again for as long as the server says that it still works on it. */
    JsonNode post(String action, JsonNode body, SecurityContext viewer)
            throws InterruptedException {
        var post = new HttpPost(URI.create(address.url() + API + action));
        post.setEntity(new StringEntity(Json.write(body), ContentType.APPLICATION_JSON));
        return await(signed(post, viewer));
    }

    JsonNode get(String action, SecurityContext viewer) throws InterruptedException {
        return await(signed(new HttpGet(URI.create(address.url() + API + action)), viewer));
    }

    boolean isReady() throws InterruptedException {
        try {
            return line.send(new HttpGet(URI.create(address.url() + "/readyz"))).status() == OK;
        } catch (Problem e) {
            return false;
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private HttpUriRequestBase signed(HttpUriRequestBase request, SecurityContext viewer) {
        var token = credential.token(viewer);
        if (!token.isEmpty()) {
            request.setHeader("Authorization", token);
        }
        return request;
    }

    private JsonNode await(HttpUriRequestBase request) throws InterruptedException {
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
    private JsonNode once(HttpUriRequestBase request) throws InterruptedException {
        var said = line.send(request);
        if (said.status() >= SERVER_ERROR) {
            said = line.send(request);
        }
        if (said.status() == OK) {
            return parse(said.text());
        }
        throw refusal(said.status(), error(said.text()));
    }

    private JsonNode parse(String text) {
        try {
            return Json.parse(text);
        } catch (Problem e) {
            throw new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", address.url())
                    .because(e);
        }
    }

    private Problem refusal(int status, String error) {
        return switch (status) {
            case BAD_REQUEST -> new Problem(Problem.Kind.INVALID, REFUSED, error);
            case 401, 403 -> new Problem(Problem.Kind.FORBIDDEN, "cube-server-token", error);
            case 404 -> new Problem(Problem.Kind.UPSTREAM, "cube-server-nonsense", address.url());
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
