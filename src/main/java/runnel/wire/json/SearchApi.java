package runnel.wire.json;

import java.util.Locale;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.ConversationStore.Hit;
import runnel.conversation.Excerpt;
import runnel.conversation.SearchQuery;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** Full-text search over messages and titles, and the names of folders, as JSON. */
public final class SearchApi {
    private static final int HITS_DEFAULT = 20;
    private static final int HITS_MOST = 100;

    private final Core core;

    public SearchApi(Core core) {
        this.core = core;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/search", this::search);
        routes.get("/api/v1/folders", this::folders);
    }

    private void search(Request request, Response response) throws ClientGone {
        var query = SearchQuery.of(request.query("q").orElse(""));
        if (query.terms().isEmpty()) {
            throw new Problem(Problem.Kind.INVALID, "search-empty");
        }
        var limit = number(request, "limit", HITS_DEFAULT);
        if (limit < 1 || limit > HITS_MOST) {
            throw new Problem(Problem.Kind.INVALID, "query-value", "limit", limit);
        }
        var before = number(request, "before", Long.MAX_VALUE);
        var found = core.store().search(core.owner().apply(request), query, before, (int) limit);
        var answer = Json.object();
        var hits = answer.putArray("hits");
        found.forEach(hit -> hits.add(hit(hit, query)));
        if (found.size() == limit) {
            answer.put("next", String.valueOf(found.getLast().place()));
        }
        response.json(answer);
    }

    private void folders(Request request, Response response) throws ClientGone {
        var answer = Json.object();
        core.store().folders(core.owner().apply(request)).forEach(answer.putArray("folders")::add);
        response.json(answer);
    }

    private static com.fasterxml.jackson.databind.JsonNode hit(Hit hit, SearchQuery query) {
        var json =
                Json.object()
                        .put("conversation", hit.conversation().id())
                        .put("title", hit.conversation().title())
                        .put("archived", hit.conversation().profile().archived())
                        .put("message", hit.message())
                        .put("author", hit.author().name().toLowerCase(Locale.ROOT))
                        .put("time", hit.timeMillis());
        var pieces = json.putArray("excerpt");
        for (var piece : Excerpt.of(hit.text(), query).pieces()) {
            pieces.addObject().put("text", piece.text()).put("hit", piece.hit());
        }
        return json;
    }

    private static long number(Request request, String name, long fallback) {
        var text = request.query(name).orElse(String.valueOf(fallback));
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new Problem(Problem.Kind.INVALID, "query-value", name, text).because(e);
        }
    }
}
