package runnel.llm.langchain;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import runnel.base.Clock;
import runnel.base.Lazy;
import runnel.base.Problem;

/**
 * Reads the answers of model providers, each wholly on the thread that asks for it. Thread-safe;
 * one serves all.
 *
 * <p>An interrupt of that thread closes the connection in any phase. A request is sent again only
 * as long as nothing of its answer has arrived. A connection whose answer ended cleanly serves
 * again.
 */
public final class Transport implements HttpClient, AutoCloseable {
    /** For what may follow the reason to finish: the tokens used and the end mark. */
    private static final int LAST_MILLIS = 2_000;

    /** Readers are told of waits from here on; who is not kept waiting need not know. */
    private static final int TOLD_MILLIS = 1_000;

    private final Limits limits;
    private final Retry retry;
    private final Lazy<Connections> connections;

    /** Addresses that refused to be asked for the tokens used. */
    private final Set<String> withoutUsage = ConcurrentHashMap.newKeySet();

    public Transport(Limits limits, Clock clock) {
        this.limits = limits;
        this.retry = new Retry(limits, clock);
        this.connections = new Lazy<>(() -> new Connections(limits, clock));
    }

    /** This transport in the shape in which LangChain4j's modules take one. */
    HttpClientBuilder shared() {
        return new SharedTransport(this);
    }

    /**
     * The text of a small document, asked for once.
     *
     * @param key empty where none is needed
     * @throws Problem when it cannot be had, or not in time
     */
    String get(String url, String key, int limitMillis) {
        return get(
                url,
                key.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + key),
                limitMillis);
    }

    /** The same with headers, whose values are secrets. */
    String get(String url, Map<String, String> headers, int limitMillis) {
        var endpoint = Endpoint.of(URI.create(url), Requests.secrets(headers));
        try {
            return connections
                    .get()
                    .call(
                            Requests.get(url, headers),
                            limitMillis,
                            (response, watch) -> {
                                if (Bodies.isRedirect(response)) {
                                    throw endpoint.redirected(
                                            URI.create(url), Bodies.header(response, "Location"));
                                }
                                if (response.getCode() != 200) {
                                    throw endpoint.status(
                                                    response.getCode(),
                                                    Bodies.text(response),
                                                    Optional.empty())
                                            .problem();
                                }
                                return Bodies.text(response);
                            });
        } catch (Watchdog.Overdue e) {
            throw endpoint.stalled(e.limitMillis());
        } catch (IOException e) {
            throw endpoint.unreachable(e);
        } catch (Stopped e) {
            Thread.currentThread().interrupt();
            throw endpoint.unreachable(new InterruptedIOException());
        }
    }

    /** Refuses: replies are streamed only. */
    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("replies are streamed only");
    }

    /**
     * Reads the answer of the {@link Answer} that is being made; returns when it is complete.
     *
     * @throws Stopped on an interrupt
     * @throws Problem when there was no answer, or not all of it
     */
    @Override
    public void execute(
            HttpRequest request, ServerSentEventParser ignored, ServerSentEventListener listener) {
        var answer = Answer.CURRENT.get();
        var usage = !withoutUsage.contains(request.url());
        for (var attempt = 0; ; attempt++) {
            var failed = attempt(request, usage, listener, answer);
            if (failed.isEmpty()) {
                listener.onClose();
                return;
            }
            var setback = failed.get();
            if (setback.refusesUsage() && usage) {
                withoutUsage.add(request.url());
                usage = false;
                continue;
            }
            var delay = retry.delayMillis(attempt, setback);
            if (delay.isEmpty()) {
                throw setback.problem();
            }
            await(delay.getAsLong(), setback.problem(), answer);
        }
    }

    @Override
    public void close() {
        connections.made().ifPresent(Connections::close);
    }

    private static void await(long millis, Problem reason, Answer answer) {
        if (millis < TOLD_MILLIS) {
            sleep(millis);
        } else {
            answer.waits(reason, millis);
            sleep(millis);
            answer.waits(reason, 0);
        }
    }

    /** Sends the request once; empty when the answer is complete. */
    private Optional<Setback> attempt(
            HttpRequest request, boolean usage, ServerSentEventListener listener, Answer answer) {
        var endpoint = Requests.endpoint(request);
        var post = Requests.post(request, usage);
        try {
            return connections
                    .get()
                    .call(
                            post,
                            limits.firstPieceMillis(),
                            (response, watch) -> {
                                var status = response.getCode();
                                if (Bodies.isRedirect(response)) {
                                    throw endpoint.redirected(
                                            URI.create(request.url()),
                                            Bodies.header(response, "Location"));
                                }
                                if (status < 200 || status > 299) {
                                    watch.limit(limits.idleMillis());
                                    var retryAfter =
                                            Optional.ofNullable(
                                                            response.getFirstHeader("Retry-After"))
                                                    .map(header -> header.getValue().strip());
                                    return Optional.of(
                                            endpoint.status(
                                                    status, Bodies.text(response), retryAfter));
                                }
                                Bodies.requireStream(response, endpoint);
                                read(response, watch, endpoint, listener, answer);
                                return Optional.empty();
                            });
        } catch (Watchdog.Overdue e) {
            if (answer.finished()) {
                return Optional.empty();
            }
            throw endpoint.stalled(e.limitMillis());
        } catch (IOException e) {
            return broken(e, endpoint, answer);
        }
    }

    private static Optional<Setback> broken(IOException e, Endpoint endpoint, Answer answer) {
        if (answer.finished()) {
            return Optional.empty();
        }
        if (e instanceof EventReader.TooLong) {
            throw endpoint.garbled(e);
        }
        if (answer.begun()) {
            throw endpoint.brokeOff(e);
        }
        return Optional.of(Setback.passing(endpoint.unreachable(e)));
    }

    private void read(
            ClassicHttpResponse response,
            Watchdog.Watch watch,
            Endpoint endpoint,
            ServerSentEventListener listener,
            Answer answer)
            throws IOException {
        var events =
                new EventReader(
                        response.getEntity().getContent(), watch, Bodies.isLineByLine(response));
        var passing = new Passing();
        listener.onOpen(SuccessfulHttpResponse.builder().statusCode(200).headers(Map.of()).build());
        for (var event = events.next(); event != null; event = events.next()) {
            if (Thread.interrupted()) {
                throw new Stopped();
            }
            var data = event.data().strip();
            if (data.equals("[DONE]")) {
                return;
            }
            if (data.isEmpty()) {
                continue;
            }
            if (Chunk.isError(event.name(), data)) {
                throw endpoint.failed(data);
            }
            passing.now(answer.raw(event));
            hand(passing, listener, endpoint);
            answer.require(endpoint);
            watch.limit(patience(answer));
        }
        if (!answer.begun() && events.isStrange()) {
            throw endpoint.garbled(
                    new IOException(
                            "something of type %s, coding %s instead of a stream"
                                    .formatted(
                                            Bodies.header(response, "Content-Type"),
                                            Bodies.header(response, "Content-Encoding"))));
        }
    }

    // Some modules throw what they cannot read, others tell the answer.
    private static void hand(Passing passing, ServerSentEventListener listener, Endpoint endpoint) {
        try {
            listener.onEvent(passing, passing.context());
        } catch (Stopped | Problem e) {
            throw e;
        } catch (RuntimeException e) {
            throw endpoint.garbled(e);
        }
    }

    /** How long the next event may take. */
    private int patience(Answer answer) {
        if (answer.finished()) {
            return Math.min(limits.idleMillis(), LAST_MILLIS);
        }
        return answer.spoken() ? limits.idleMillis() : limits.firstPieceMillis();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new Stopped();
        }
    }
}
