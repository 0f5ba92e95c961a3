package runnel.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Id;
import runnel.base.Messages;
import runnel.base.Problem;

/**
 * Answers what the HTTP library refuses by itself, before there is a request: malformed and
 * oversized ones.
 */
final class Refusal implements DirectHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
    private final Limits limits;

    Refusal(Limits limits) {
        this.limits = limits;
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        var trace = Id.trace();
        var language =
                request.headers().contains(HeaderNames.ACCEPT_LANGUAGE)
                        ? request.headers().get(HeaderNames.ACCEPT_LANGUAGE).get()
                        : "";
        var problem = problem(request, status);
        LOG.debug("refused with {} {}: {} {}", status.code(), problem.code(), trace, message);
        var body = ProblemJson.of(problem, status.code(), Messages.preferred(language), trace);
        headers.set(HeaderValues.create("Content-Type", ProblemJson.TYPE));
        headers.set(HeaderValues.create("X-Request-Id", trace));
        headers.set(HeaderValues.create("Cache-Control", "no-store"));
        SecurityHeaders.forAll()
                .forEach((name, value) -> headers.set(HeaderValues.create(name, value)));
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .entity(body.getBytes(StandardCharsets.UTF_8))
                .keepAlive(false)
                .build();
    }

    private Problem problem(TransportRequest request, Status status) {
        return switch (status.code()) {
            case 413 ->
                    new Problem(
                            Problem.Kind.TOO_LARGE,
                            "body-too-large",
                            size(request),
                            Integer.toString(limits.uploadBytes()));
            case 414 -> new Problem(Problem.Kind.INVALID, "url-too-long", limits.lineBytes());
            case 431 ->
                    new Problem(
                            Problem.Kind.HEAD_TOO_LARGE,
                            "headers-too-large",
                            limits.headerBytes(),
                            "> " + limits.headerBytes());
            case 505 -> new Problem(Problem.Kind.INVALID, "http-version");
            case 500, 503 -> new Problem(Problem.Kind.INTERNAL, "internal", "");
            default -> new Problem(Problem.Kind.INVALID, "request-malformed");
        };
    }

    private String size(TransportRequest request) {
        return request.headers().contains(HeaderNames.CONTENT_LENGTH)
                ? request.headers().get(HeaderNames.CONTENT_LENGTH).get()
                : "> " + limits.uploadBytes();
    }
}
