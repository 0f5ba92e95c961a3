package runnel.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * The answer to a request: status and headers first, then one of the ways to send. Used by the
 * thread of the request only.
 */
public final class Response {
    private static final Logger LOG = LoggerFactory.getLogger(Response.class);

    /** What a handler may set before it fails. */
    private static final List<String> KEPT =
            List.of(
                    "X-Request-Id",
                    "Allow",
                    "Retry-After",
                    "WWW-Authenticate",
                    "Set-Cookie",
                    "Vary",
                    "Access-Control-Allow-Origin",
                    "Access-Control-Expose-Headers");

    private final Exchange exchange;
    private final Request request;
    private Head head = new Head();
    private int status = 200;
    private boolean sent;
    private @Nullable EventStream events;
    private final StreamRegistry streams;

    Response(Exchange exchange, Request request, StreamRegistry streams) {
        this.exchange = exchange;
        this.request = request;
        this.streams = streams;
    }

    public Response status(int status) {
        this.status = status;
        return this;
    }

    /** Sets a header, instead of any of that name. */
    public Response header(String name, String value) {
        head.set(name, value);
        return this;
    }

    public Response cookie(Cookie cookie) {
        // A proxy may have taken the TLS off; one that lies about it only loses its own cookie.
        var secure =
                request.isSecure()
                        || request.header("X-Forwarded-Proto").filter("https"::equals).isPresent();
        head.add("Set-Cookie", cookie.header(secure));
        return this;
    }

    /**
     * Sets the entity tag; if the client has just that already, tells it so.
     *
     * @param version of the content, any text without quotation marks
     * @return whether the answer was sent thereby
     */
    public boolean unchanged(String version) throws ClientGone {
        var tag = '"' + version + '"';
        header("ETag", tag);
        head.setDefault("Cache-Control", "no-cache");
        var same =
                request.headers("If-None-Match").stream()
                        .flatMap(header -> Arrays.stream(header.split(",")))
                        .map(String::strip)
                        .anyMatch(known ->
                                known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
        if (same) {
            status(304).send(new byte[0]);
        }
        return same;
    }

    public void text(String text) throws ClientGone {
        bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a page or a piece of one, packed where the client takes that. */
    public void html(String html) throws ClientGone {
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= Gzip.WORTH_BYTES) {
            header("Vary", "Accept-Encoding");
            if (Accept.takesGzip(request.headers("Accept-Encoding"))) {
                header("Content-Encoding", "gzip");
                bytes = Gzip.fast(bytes);
            }
        }
        bytes("text/html; charset=utf-8", bytes);
    }

    /** Sends a JSON tree, a record, a map or a list. */
    public void json(Object value) throws ClientGone {
        bytes("application/json", Json.write(value).getBytes(StandardCharsets.UTF_8));
    }

    public void bytes(String contentType, byte[] bytes) throws ClientGone {
        head.set("Content-Type", contentType);
        send(bytes);
    }

    /** Sends the browser on, to be fetched with GET. */
    public void redirect(String location) throws ClientGone {
        header("Location", location);
        status(status == 200 ? 303 : status).send(new byte[0]);
    }

    /** Sends no content. */
    public void empty() throws ClientGone {
        status(status == 200 ? 204 : status).send(new byte[0]);
    }

    /** Sends a body that is written in pieces, to be closed when it is complete. */
    public OutputStream stream(String contentType) {
        head.set("Content-Type", contentType);
        return new PiecewiseBody(exchange, this::beginPieces);
    }

    /**
     * Has the action run, on another thread, when it becomes known that the client left before it
     * was answered. For handlers that have read the whole request.
     */
    public void onLeave(Runnable action) {
        exchange.onLeave(action);
    }

    private PiecewiseBody.Beginning beginPieces() {
        begin(true);
        return new PiecewiseBody.Beginning(status, head);
    }

    /**
     * Begins a stream of events; its first bytes go out at once. Messages to the log bear no trace
     * from here on.
     */
    public EventStream events() throws ClientGone {
        if (request.method().equals("HEAD")) {
            bytes("text/event-stream", new byte[0]);
            throw new ClientGone("only the head was asked for", null);
        }
        begin(false);
        head.set("Content-Type", "text/event-stream");
        head.set("Cache-Control", "no-cache, no-transform");
        head.set("X-Accel-Buffering", "no");
        try {
            exchange.open(status, head, EventStream.first());
        } catch (IOException e) {
            throw new ClientGone("the client left", e);
        }
        var stream = new EventStream(exchange, request);
        events = stream;
        head = Head.SENT;
        streams.add(stream);
        exchange.onLeave(stream::stop);
        MDC.clear();
        return stream;
    }

    /** Whether an answer was sent or begun. */
    public boolean isSent() {
        return sent;
    }

    int status() {
        return status;
    }

    /** Tells about a problem, as JSON or, to somebody at a browser, as a page. */
    void problem(Problem problem, ProblemPage page) throws ClientGone {
        status = problem.kind().status();
        head.keepOnly(KEPT);
        head.setDefault("Cache-Control", "no-store");
        if (problem.kind() == Problem.Kind.TOO_LARGE) {
            exchange.hangUp();
        }
        if (Accept.prefersHtml(request.headers("Accept"))) {
            html(html(problem, page));
        } else {
            var json = ProblemJson.of(problem, status, request.messages(), request.trace());
            bytes(ProblemJson.TYPE, json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String html(Problem problem, ProblemPage page) {
        try {
            return page.html(problem, request);
        } catch (RuntimeException e) {
            LOG.error("cannot show the problem {}", problem.code(), e);
            return ProblemHtml.PLAIN.html(problem, request);
        }
    }

    /** Ends what was begun. */
    void finish() {
        if (events != null) {
            streams.remove(events);
            events.close();
        }
    }

    /** Leaves what was begun without an end, so that the client sees that something is missing. */
    void abandon() {
        if (events != null) {
            streams.remove(events);
        }
    }

    private void send(byte[] bytes) throws ClientGone {
        begin(true);
        try {
            exchange.send(status, head, bytes);
        } catch (IOException e) {
            throw new ClientGone("the client left", e);
        }
    }

    private void begin(boolean document) {
        if (sent) {
            throw new IllegalStateException("the answer was sent already");
        }
        SecurityHeaders.add(head, document);
        sent = true;
    }
}
