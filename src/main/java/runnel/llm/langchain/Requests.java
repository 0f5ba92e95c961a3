package runnel.llm.langchain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import runnel.base.Json;

/** Turns LangChain4j's requests into Apache's. */
final class Requests {
    private static final Set<String> SECRET_HEADERS =
            Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key");

    /** Who says nothing takes any coding. */
    private static final String PLAIN = "identity";

    /** Of keys, at least. */
    private static final int SECRET_CHARS = 8;

    private Requests() {}

    static HttpUriRequestBase get(String url, Map<String, String> headers) {
        var get = new HttpGet(URI.create(url));
        get.setHeader("Accept", "application/json");
        get.setHeader("Accept-Encoding", PLAIN);
        headers.forEach(get::setHeader);
        return get;
    }

    /** What must not be told of these headers. */
    static List<String> secrets(Map<String, String> headers) {
        return secrets(headers.values().stream());
    }

    /** A short one is no secret but stands for none, and may be a word of any message. */
    private static List<String> secrets(Stream<String> values) {
        return values.map(value -> value.replaceFirst("(?i)^Bearer +", ""))
                .filter(value -> value.length() >= SECRET_CHARS)
                .toList();
    }

    /**
     * @param usage whether to ask for the tokens used, which a few endpoints refuse
     */
    static HttpUriRequestBase post(HttpRequest request, boolean usage) {
        var post = new HttpPost(URI.create(request.url()));
        request.headers()
                .forEach((name, values) -> {
                    if (!name.equalsIgnoreCase("User-Agent")
                            && !name.equalsIgnoreCase("Content-Type")) {
                        values.forEach(value -> post.addHeader(name, value));
                    }
                });
        post.setHeader("Accept", "text/event-stream");
        post.setHeader("Accept-Encoding", PLAIN);
        var body = usage ? request.body() : withoutUsage(request.body());
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    static Endpoint endpoint(HttpRequest request) {
        var secrets =
                request.headers().entrySet().stream()
                        .filter(header ->
                                SECRET_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                        .flatMap(header -> header.getValue().stream());
        return Endpoint.of(URI.create(request.url()), secrets(secrets));
    }

    private static String withoutUsage(String body) {
        var tree = (ObjectNode) Json.parse(body);
        tree.remove("stream_options");
        return tree.toString();
    }
}
