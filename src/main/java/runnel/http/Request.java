package runnel.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;

/** What a client asks. Used by the thread of the request only. */
public final class Request {
    private final Exchange exchange;
    private final Limits limits;
    private final String trace;
    private RouteTree.@Nullable Match match;
    private @Nullable Values query;
    private @Nullable List<Object> attachments;
    private @Nullable BooleanSupplier permit;
    private @Nullable Supplier<Problem> refusal;

    Request(Exchange exchange, Limits limits, String trace) {
        this.exchange = exchange;
        this.limits = limits;
        this.trace = trace;
    }

    /** In capitals. */
    public String method() {
        return exchange.method();
    }

    /** As sent, without the query. */
    public String path() {
        return exchange.path();
    }

    /** The pattern of the route that matched; empty before and without one. */
    public String pattern() {
        return match == null ? "" : match.target().route().pattern();
    }

    /** The decoded part of the path that stands where the route's pattern has {@code {name}}. */
    public String param(String name) {
        if (match == null) {
            throw new IllegalStateException("no route matched");
        }
        return match.param(name);
    }

    /**
     * @throws Problem {@code encoding-invalid} for a malformed query
     */
    public Values query() {
        if (query == null) {
            query = Values.parse(exchange.query());
        }
        return query;
    }

    /** The first value of a name in the query. */
    public Optional<String> query(String name) {
        return query().first(name);
    }

    /** The first value of a header; the name may be in any case. */
    public Optional<String> header(String name) {
        var values = exchange.headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
    }

    public List<String> headers(String name) {
        return exchange.headers(name);
    }

    public Optional<String> cookie(String name) {
        for (var header : exchange.headers("Cookie")) {
            for (var pair : header.split(";")) {
                var equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The texts in the client's language: what the cookie {@code lang} says, else the query's, else
     * the browser.
     */
    public Messages messages() {
        return cookie("lang")
                .filter(Messages.LANGUAGES::contains)
                .or(() -> queryLanguage().filter(Messages.LANGUAGES::contains))
                .map(Messages::of)
                .orElseGet(() -> Messages.preferred(header("Accept-Language").orElse("")));
    }

    /**
     * Sets what must go on being true for a stream to go on: it is asked now and then.
     *
     * @param refusal what the reader is told when it is true no more
     */
    public void permit(BooleanSupplier permit, Supplier<Problem> refusal) {
        this.permit = permit;
        this.refusal = refusal;
    }

    /** Why a stream must not go on; empty while it may. */
    Optional<Problem> refusal() {
        return permit == null || permit.getAsBoolean()
                ? Optional.empty()
                : Optional.ofNullable(refusal).map(Supplier::get);
    }

    /** The cursor that a client gives back when it comes again to a stream. */
    public Optional<String> lastEventId() {
        return header("Last-Event-ID").filter(id -> !id.isEmpty());
    }

    /** The whole body. */
    public byte[] bytes() {
        return bytes(limits.bodyBytes());
    }

    /**
     * @throws Problem {@code body-too-large}
     */
    public byte[] bytes(int limitBytes) {
        if (!exchange.hasBody()) {
            return new byte[0];
        }
        var length = header("Content-Length").map(Request::length).orElse(-1L);
        if (length > limitBytes) {
            throw tooLarge(Long.toString(length), limitBytes);
        }
        try {
            var bytes = exchange.body().readNBytes(limitBytes + 1);
            if (bytes.length > limitBytes) {
                throw tooLarge("> " + limitBytes, limitBytes);
            }
            return bytes;
        } catch (IOException e) {
            throw new Problem(Problem.Kind.INVALID, "body-incomplete").because(e);
        }
    }

    /** The body in pieces, for what is too large to hold; the reader must limit it. */
    public InputStream stream() {
        return exchange.body();
    }

    /**
     * @throws Problem {@code encoding-invalid} where the body is no UTF-8
     */
    public String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes())).toString();
        } catch (CharacterCodingException e) {
            throw new Problem(Problem.Kind.INVALID, "body-not-utf8").because(e);
        }
    }

    /**
     * @throws Problem {@code json-invalid}
     */
    public JsonNode json() {
        return json(text());
    }

    /** As {@link #json()}; empty where there is no body. */
    public Optional<JsonNode> jsonIfAny() {
        var text = text();
        return text.isBlank() ? Optional.empty() : Optional.of(json(text));
    }

    private static JsonNode json(String text) {
        return ZeroCharacter.refuse(Json.parse(text), text);
    }

    /**
     * @throws Problem {@code json-invalid}, also when the shape does not fit
     */
    public <T> T json(Class<T> type) {
        return Json.read(text(), type);
    }

    /**
     * @throws Problem {@code form-expected} for another content type, {@code encoding-invalid}
     */
    public Values form() {
        var type = header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.isEmpty() && !type.startsWith("application/x-www-form-urlencoded")) {
            throw new Problem(Problem.Kind.UNSUPPORTED, "form-expected", type);
        }
        return Values.parse(text());
    }

    /** The client's address as the socket tells it: a proxy's, where there is one. */
    public String remote() {
        return exchange.remote();
    }

    /**
     * For a route that changes something on {@code GET}: it must not follow another site.
     *
     * @throws Problem {@code origin-foreign} where a browser says that another site caused this
     */
    public void refuseFromElsewhere() {
        if (isFromElsewhere()) {
            throw new Problem(
                    Problem.Kind.FORBIDDEN, "origin-foreign", header("Referer").orElse("?"));
        }
    }

    /** Whether a browser says that another site caused this request. */
    boolean isFromElsewhere() {
        var site = header("Sec-Fetch-Site").orElse("none");
        return (site.equals("cross-site") || site.equals("same-site"))
                && header("Origin").isEmpty();
    }

    public boolean isSecure() {
        return exchange.isSecure();
    }

    /**
     * The name of this request in the server's log, which the answer's header {@code X-Request-Id}
     * tells.
     */
    public String trace() {
        return trace;
    }

    /**
     * Keeps something for the handlers to come, such as who the user is: one value of each type.
     */
    public void attach(Object value) {
        if (attachments == null) {
            attachments = new ArrayList<>(2);
        }
        attachments.removeIf(other -> other.getClass() == value.getClass());
        attachments.add(value);
    }

    public <T> Optional<T> attached(Class<T> type) {
        return attachments == null
                ? Optional.empty()
                : attachments.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    /** A malformed query has no language; it must still be possible to complain about it. */
    private Optional<String> queryLanguage() {
        try {
            return query("lang");
        } catch (Problem e) {
            return Optional.empty();
        }
    }

    /**
     * @throws Problem {@code headers-too-large}
     */
    void checkHead() {
        if (exchange.headerBytes() > limits.headerBytes()) {
            exchange.hangUp();
            throw new Problem(
                    Problem.Kind.HEAD_TOO_LARGE,
                    "headers-too-large",
                    limits.headerBytes(),
                    exchange.headerBytes());
        }
    }

    void match(RouteTree.Match found) {
        match = found;
    }

    private static long length(String header) {
        try {
            return Long.parseLong(header.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static Problem tooLarge(String size, int limitBytes) {
        return new Problem(Problem.Kind.TOO_LARGE, "body-too-large", size, limitBytes);
    }
}
