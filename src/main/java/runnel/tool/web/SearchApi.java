package runnel.tool.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jsoup.Jsoup;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;

/**
 * A search engine with an interface for programs: how it is asked, and where its answer has what.
 * Thread-safe.
 */
public final class SearchApi implements SearchEngine {
    private static final int EXCERPT_CHARS = 700;

    private final Web web;
    private final String url;
    private final String key;
    private final Kind kind;

    /** The engines that are known. */
    public enum Kind {
        TAVILY("results", "url", "content"),
        BRAVE("web/results", "url", "description"),
        SEARXNG("results", "url", "content"),
        SERPER("organic", "link", "snippet");

        private final String results;
        private final String link;
        private final String excerpt;

        Kind(String results, String link, String excerpt) {
            this.results = "/" + results;
            this.link = link;
            this.excerpt = excerpt;
        }
    }

    /**
     * @param url where it is asked
     * @param key empty where none is needed
     */
    public SearchApi(Web web, Kind kind, String url, String key) {
        this.web = web;
        this.kind = kind;
        this.url = url.replaceAll("/+$", "");
        this.key = key;
    }

    @Override
    public ToolOutput search(String query, int count) throws InterruptedException {
        var page = web.send(request(query, count));
        if (page.status() != 200) {
            throw refused(page.status());
        }
        JsonNode answer;
        try {
            answer = Json.parse(page.text());
        } catch (Problem e) {
            throw new ToolFailure("The search engine answered with something else than JSON.");
        }
        var sources = new ArrayList<ToolOutput.Source>();
        for (var result : answer.at(kind.results)) {
            if (sources.size() < count) {
                sources.add(
                        new ToolOutput.Source(
                                plain(result.path("title").asText()),
                                result.path(kind.link).asText(),
                                plain(result.path(kind.excerpt).asText())));
            }
        }
        return new ToolOutput("", sources);
    }

    static ToolFailure refused(int status) {
        return new ToolFailure(
                switch (status) {
                    case 401, 403 -> "The search engine does not accept its key.";
                    case 429 -> "The search engine has had too many requests; try again later.";
                    default -> "The search engine answered with status " + status + ".";
                });
    }

    private HttpUriRequestBase request(String query, int count) {
        return switch (kind) {
            case TAVILY ->
                    post(
                            "Authorization",
                            "Bearer " + key,
                            Json.object().put("query", query).put("max_results", count));
            case SERPER -> post("X-API-KEY", key, Json.object().put("q", query).put("num", count));
            case BRAVE ->
                    get(
                            Map.of("X-Subscription-Token", key),
                            url + "?q=" + encoded(query) + "&count=" + count);
            case SEARXNG -> get(Map.of(), url + "/search?format=json&q=" + encoded(query));
        };
    }

    private HttpUriRequestBase post(String header, String value, JsonNode body) {
        var post = new HttpPost(URI.create(url));
        post.setHeader(header, value);
        post.setHeader("Accept", "application/json");
        post.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        return post;
    }

    private static HttpUriRequestBase get(Map<String, String> headers, String url) {
        var get = new HttpGet(URI.create(url));
        headers.forEach(get::setHeader);
        get.setHeader("Accept", "application/json");
        return get;
    }

    // Some engines mark the words that were found.
    private static String plain(String text) {
        var plain =
                text.indexOf('<') < 0 && text.indexOf('&') < 0 ? text : Jsoup.parse(text).text();
        return plain.length() <= EXCERPT_CHARS ? plain : plain.substring(0, EXCERPT_CHARS) + "…";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
