package runnel.http;

import java.util.Optional;

/** What pages of allowed other sites must be told before their browser lets them read an answer. */
final class CrossOrigin {
    private static final String EXPOSED =
            "Location, Retry-After, X-Request-Id, Stream-Next-Offset, Stream-Closed";
    private static final String SENDABLE =
            "Authorization, Content-Type, Last-Event-ID, Idempotency-Key, X-Request-Id";
    private static final String REMEMBERED_SECONDS = "600";

    private final Response response;
    private final Optional<String> origin;

    CrossOrigin(Callers callers, Request request, Response response) {
        this.response = response;
        this.origin = request.header("Origin").filter(callers::isAllowed);
    }

    void allow() {
        origin.ifPresent(site ->
                response.header("Access-Control-Allow-Origin", site)
                        .header("Access-Control-Expose-Headers", EXPOSED)
                        .header("Vary", "Origin"));
    }

    void preflight(String methods) {
        origin.ifPresent(site ->
                response.header("Access-Control-Allow-Methods", methods)
                        .header("Access-Control-Allow-Headers", SENDABLE)
                        .header("Access-Control-Max-Age", REMEMBERED_SECONDS));
    }
}
