package runnel.llm.langchain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.HttpRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    private Requests() {}

    static HttpUriRequestBase get(String url, Map<String, String> headers) {
        var get = new HttpGet(URI.create(url));
        get.setHeader("Accept", "application/json");
        headers.forEach(get::setHeader);
        return get;
    }

    /** What must not be told of these headers. */
    static List<String> secrets(Map<String, String> headers) {
        return headers.values().stream()
                .map(value -> value.replaceFirst("(?i)^Bearer +", ""))
                .filter(value -> value.length() > 7)
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
        var body = usage ? request.body() : withoutUsage(request.body());
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        return post;
    }

    static Endpoint endpoint(HttpRequest request) {
        var secrets = new ArrayList<String>();
        request.headers()
                .forEach((name, values) -> {
                    if (SECRET_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(
                                value -> secrets.add(value.replaceFirst("(?i)^Bearer +", "")));
                    }
                });
        return Endpoint.of(URI.create(request.url()), List.copyOf(secrets));
    }

    private static String withoutUsage(String body) {
        var tree = (ObjectNode) Json.parse(body);
        tree.remove("stream_options");
        return tree.toString();
    }
}
