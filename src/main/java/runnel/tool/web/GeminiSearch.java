package runnel.tool.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.tool.ToolFailure;
import runnel.tool.ToolOutput;

/**
 * Google's search, by way of a Gemini model that searches and sums up: for agents on any model.
 * Thread-safe.
 */
public final class GeminiSearch implements SearchEngine {
    private final Web web;
    private final String url;
    private final String key;

    /**
     * @param baseUrl of Gemini's interface
     * @param model the model that searches
     */
    public GeminiSearch(Web web, String baseUrl, String model, String key) {
        this.web = web;
        this.url = baseUrl.replaceAll("/+$", "") + "/models/" + model + ":generateContent";
        this.key = key;
    }

    @Override
    public ToolOutput search(String query, int count) throws InterruptedException {
        var body = Json.object();
        body.putArray("contents")
                .addObject()
                .put("role", "user")
                .putArray("parts")
                .addObject()
                .put("text", "Search the web and report what you find about: " + query);
        body.putArray("tools").addObject().putObject("google_search");
        var post = new HttpPost(URI.create(url));
        post.setHeader("x-goog-api-key", key);
        post.setEntity(new StringEntity(body.toString(), ContentType.APPLICATION_JSON));
        var page = web.send(post);
        if (page.status() != 200) {
            throw SearchApi.refused(page.status());
        }
        try {
            return output(Json.parse(page.text()).at("/candidates/0"), count);
        } catch (Problem e) {
            throw new ToolFailure("The search engine answered with something else than JSON.");
        }
    }

    private static ToolOutput output(JsonNode candidate, int count) {
        var text = new StringBuilder();
        candidate.at("/content/parts").forEach(part -> text.append(part.path("text").asText()));
        var grounding = candidate.path("groundingMetadata");
        var sources = new ArrayList<ToolOutput.Source>();
        var place = 0;
        for (var chunk : grounding.path("groundingChunks")) {
            var found = chunk.path("web");
            if (sources.size() < count) {
                sources.add(
                        new ToolOutput.Source(
                                found.path("title").asText(),
                                found.path("uri").asText(),
                                supported(grounding, place)));
            }
            place++;
        }
        return new ToolOutput(text.toString(), sources);
    }

    /** The sentences that rest on a page. */
    private static String supported(JsonNode grounding, int chunk) {
        var words = new StringBuilder();
        for (var support : grounding.path("groundingSupports")) {
            for (var index : support.path("groundingChunkIndices")) {
                if (index.asInt(-1) == chunk) {
                    words.append(words.isEmpty() ? "" : " ")
                            .append(support.at("/segment/text").asText());
                }
            }
        }
        return words.toString();
    }
}
