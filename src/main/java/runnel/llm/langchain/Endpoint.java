package runnel.llm.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.base.Problem.Kind;

/**
 * Who is talked to, and how its failures are put into words.
 *
 * <p>A problem names the host only, and the provider's own words are cleared of every secret that
 * was sent. Immutable.
 *
 * @param host with its port where that is not the usual one
 * @param secrets texts that must not appear anywhere
 */
record Endpoint(String host, List<String> secrets) {
    private static final int MAX_MESSAGE = 300;
    private static final Pattern KEY =
            Pattern.compile("\\b(?:(?:sk|gsk|xai)[-_]|AIza)[A-Za-z0-9_*-]{8,}");
    private static final Pattern TITLE = Pattern.compile("(?is)<title[^>]*>(.*?)</title>");
    private static final Pattern TAG = Pattern.compile("(?s)<[^>]*>");
    private static final Pattern USAGE = Pattern.compile("stream_options|include_usage");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    /** Refusals in the guise of a rate limit: no wait helps. */
    private static final Set<String> LASTING =
            Set.of("insufficient_quota", "billing_hard_limit_reached");

    Endpoint {
        secrets = List.copyOf(secrets);
    }

    static Endpoint of(URI url, List<String> secrets) {
        var host = url.getHost() == null ? url.getAuthority() : url.getHost();
        return new Endpoint(url.getPort() < 0 ? host : host + ":" + url.getPort(), secrets);
    }

    Problem unreachable(IOException cause) {
        return new Problem(Kind.UNAVAILABLE, "model-unreachable", host).because(cause);
    }

    Problem brokeOff(IOException cause) {
        return new Problem(Kind.UPSTREAM, "model-broke-off", host).because(cause);
    }

    Problem stalled(int limitMillis) {
        return new Problem(
                Kind.UPSTREAM,
                "model-stalled",
                host,
                Math.max(1, Math.round(limitMillis / 1000.0)));
    }

    Problem garbled(Throwable cause) {
        return new Problem(Kind.UPSTREAM, "model-garbled", host).because(cause);
    }

    /** An error that the provider reported in the midst of an answer. */
    Problem failed(String body) {
        return new Problem(Kind.UPSTREAM, "model-failed", host, message(body));
    }

    /** An answer with a status other than 2xx. */
    Setback status(int status, String body, Optional<String> retryAfter) {
        var message = message(body);
        if (message.isEmpty()) {
            message = "HTTP " + status;
        }
        var problem =
                switch (status) {
                    case 401, 403 -> new Problem(Kind.UPSTREAM, "model-key-refused", host, message);
                    case 404 -> new Problem(Kind.UPSTREAM, "model-not-found", host, message);
                    case 429 -> new Problem(Kind.TOO_MANY, "model-rate-limited", host, message);
                    default ->
                            new Problem(
                                    Kind.UPSTREAM,
                                    status >= 500 ? "model-failed" : "model-refused",
                                    host,
                                    message);
                };
        var passing =
                (status == 429 && !lasting(body))
                        || status == 408
                        || (status >= 500 && status != 501);
        var refusesUsage = (status == 400 || status == 422) && USAGE.matcher(body).find();
        return new Setback(problem, passing, refusesUsage, retryAfter);
    }

    /**
     * An answer that points elsewhere. It is not followed: the key would go to whoever is there.
     *
     * @param location the header of that name
     */
    Problem redirected(URI asked, String location) {
        var target = target(asked, location);
        return new Problem(Kind.UPSTREAM, "model-redirected", host, target, base(target));
    }

    /** Without what may be secret: a user name, a password, a query. */
    private String target(URI asked, String location) {
        try {
            var uri = asked.resolve(location.strip());
            if (uri.getHost() != null) {
                var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                return message(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath());
            }
        } catch (IllegalArgumentException e) {
            // Whatever it is, it is shown as it stands.
        }
        return location.isBlank() ? "?" : message(location);
    }

    private static String base(String target) {
        try {
            return BaseUrl.of(target.replaceFirst("/models$", ""));
        } catch (Problem e) {
            return target;
        }
    }

    private static boolean lasting(String body) {
        return LASTING.stream().anyMatch(body::contains);
    }

    /**
     * The provider's own words, on one line, short and without secrets; empty when it said nothing.
     */
    private String message(String body) {
        var text = words(body);
        for (var secret : secrets) {
            text = text.replace(secret, "•••");
        }
        text = KEY.matcher(text).replaceAll("•••");
        text = SPACE.matcher(text).replaceAll(" ").strip();
        return text.length() <= MAX_MESSAGE ? text : text.substring(0, MAX_MESSAGE) + "…";
    }

    private static String words(String body) {
        var start = body.stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            try {
                return words(Json.parse(start));
            } catch (Problem e) {
                return start;
            }
        }
        if (start.startsWith("<")) {
            var title = TITLE.matcher(start);
            return title.find() ? title.group(1) : TAG.matcher(start).replaceAll(" ");
        }
        return start;
    }

    private static String words(JsonNode node) {
        if (node.isTextual()) {
            return node.textValue();
        }
        if (node.isArray() && !node.isEmpty()) {
            return words(node.get(0));
        }
        for (var name : List.of("error", "message", "msg", "detail", "type")) {
            var inner = node.get(name);
            if (inner != null && !inner.isNull()) {
                return words(inner);
            }
        }
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
