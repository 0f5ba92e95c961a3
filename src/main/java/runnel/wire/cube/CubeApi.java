package runnel.wire.cube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import runnel.base.Json;
import runnel.base.Messages;
import runnel.base.Problem;
import runnel.cube.Finding;
import runnel.cube.SecurityContext;
import runnel.cube.analytics.Analytics;
import runnel.cube.analytics.Loaded;

/** Answers requests in Cube's REST protocol. Thread-safe. */
public final class CubeApi {
    /** Where the protocol lives. */
    public static final String PREFIX = "/cubejs-api/v1/";

    /** The longest query that is read, in characters. */
    public static final int MAX_QUERY_CHARS = 1_000_000;

    /** What a query string may hold. */
    static final List<String> PARAMETERS = List.of("query", "queryType", "format", "cache");

    private static final List<String> ACTIONS =
            List.of("load", "subscribe", "sql", "meta", "dry-run");
    private static final Map<String, String> CORS = Map.of("Access-Control-Allow-Origin", "*");
    private static final Map<String, String> PREFLIGHT =
            Map.of(
                    "Access-Control-Allow-Origin", "*",
                    "Access-Control-Allow-Methods", "GET,HEAD,PUT,PATCH,POST,DELETE",
                    "Access-Control-Allow-Headers", "authorization,content-type,x-request-id");
    private static final Messages TEXTS = Messages.of("en");

    private final Analytics analytics;
    private final Function<Optional<String>, SecurityContext> viewers;

    /**
     * @param viewers tells who sends an {@code Authorization} header, or refuses with a problem
     */
    public CubeApi(Analytics analytics, Function<Optional<String>, SecurityContext> viewers) {
        this.analytics = analytics;
        this.viewers = viewers;
    }

    /** Never throws a {@link Problem}: it becomes an answer of its status. */
    public ApiResponse handle(ApiRequest request) throws InterruptedException {
        ApiResponse response;
        try {
            response = answer(request);
        } catch (Problem problem) {
            response = error(problem);
        }
        var headers = new HashMap<>(CORS);
        headers.putAll(response.headers());
        return new ApiResponse(response.status(), headers, response.body());
    }

    /** Rows of a query as a file, for somebody whom the server knows otherwise. */
    ApiResponse download(String query, String format, SecurityContext viewer)
            throws InterruptedException {
        try {
            var asked = Json.object().put("query", query).put("format", format);
            return load(asked, query(asked), viewer);
        } catch (Problem problem) {
            return error(problem);
        }
    }

    private ApiResponse answer(ApiRequest request) throws InterruptedException {
        if (request.method().equals("OPTIONS")) {
            return new ApiResponse(204, PREFLIGHT, out -> {});
        }
        if (!request.method().equals("GET") && !request.method().equals("POST")) {
            throw new Problem(Problem.Kind.WRONG_METHOD, "cube-method", request.method());
        }
        if (request.path().equals("/readyz") || request.path().equals("/livez")) {
            return ApiResponse.json(200, Json.object().put("health", "HEALTH"));
        }
        var action =
                request.path().startsWith(PREFIX) ? request.path().substring(PREFIX.length()) : "";
        if (!ACTIONS.contains(action)) {
            throw new Problem(Problem.Kind.NOT_FOUND, "cube-path", request.path());
        }
        var viewer = viewers.apply(request.authorization());
        if (action.equals("meta")) {
            return ApiResponse.json(200, analytics.meta(viewer));
        }
        var asked = asked(request);
        var query = query(asked);
        return switch (action) {
            // A subscription over HTTP asks again and again.
            case "load", "subscribe" -> load(asked, cached(asked, query), viewer);
            case "sql" -> ApiResponse.json(200, sql(analytics.sql(query, viewer)));
            default -> ApiResponse.json(200, analytics.dryRun(query, viewer));
        };
    }

    /** The query with the request's word on caching, which counts for all of its parts. */
    private static JsonNode cached(JsonNode asked, JsonNode query) {
        var cache = asked.path("cache");
        if (cache.isMissingNode() || cache.isNull()) {
            return query;
        }
        for (var part : query.isArray() ? query : List.of(query)) {
            if (part instanceof ObjectNode object) {
                object.set("cacheMode", cache);
            }
        }
        return query;
    }

    private ApiResponse load(JsonNode asked, JsonNode query, SecurityContext viewer)
            throws InterruptedException {
        var multi = asked.path("queryType").asText().equals("multi");
        var format = asked.path("format").asText("json");
        var loaded = analytics.load(query, multi, viewer);
        return switch (format) {
            case "csv" -> download(loaded, "text/csv; charset=utf-8", "csv", new CsvBody(loaded));
            case "xlsx" ->
                    download(
                            loaded,
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "xlsx",
                            new XlsxBody(loaded));
            case "json" ->
                    new ApiResponse(
                            200,
                            Map.of("Content-Type", "application/json; charset=utf-8"),
                            new JsonBody(loaded, multi));
            default -> {
                loaded.close();
                throw new Problem(Problem.Kind.INVALID, "cube-format", format);
            }
        };
    }

    private static ApiResponse download(
            Loaded loaded, String type, String ending, ApiResponse.Body body) {
        if (loaded.answers().size() > 1) {
            loaded.close();
            throw new Problem(Problem.Kind.INVALID, "cube-format-multi", ending);
        }
        var name = "attachment; filename=\"data." + ending + "\"";
        return new ApiResponse(
                200, Map.of("Content-Type", type, "Content-Disposition", name), body);
    }

    private static JsonNode sql(JsonNode sql) {
        if (sql.isArray()) {
            var all = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
            sql.forEach(one -> all.add(wrapped(one)));
            return all;
        }
        return wrapped(sql);
    }

    private static ObjectNode wrapped(JsonNode sql) {
        var json = Json.object();
        json.set("sql", sql);
        return json.put("dataSource", "default");
    }

    /** The request's fields, from the query string or the body. */
    private static ObjectNode asked(ApiRequest request) {
        if (request.method().equals("GET")) {
            var json = Json.object();
            request.query().forEach(json::put);
            return json;
        }
        if (request.body().isBlank()) {
            return Json.object();
        }
        if (Json.parse(bounded(request.body())) instanceof ObjectNode body) {
            request.query()
                    .forEach((name, value) -> {
                        if (!body.has(name)) {
                            body.put(name, value);
                        }
                    });
            return body;
        }
        throw new Problem(Problem.Kind.INVALID, "cube-query-missing");
    }

    private static JsonNode query(ObjectNode asked) {
        var query = asked.path("query");
        if (query.isMissingNode() || query.isNull()) {
            throw new Problem(Problem.Kind.INVALID, "cube-query-missing");
        }
        if (!query.isTextual()) {
            return query;
        }
        try {
            return Json.parse(bounded(query.asText()));
        } catch (Problem e) {
            throw e.code().equals("json-invalid")
                    ? new Problem(
                                    Problem.Kind.INVALID,
                                    "cube-query-json",
                                    String.valueOf(e.getMessage()))
                            .because(e)
                    : e;
        }
    }

    private static String bounded(String text) {
        if (text.length() > MAX_QUERY_CHARS) {
            throw new Problem(
                    Problem.Kind.TOO_LARGE, "cube-query-long", text.length(), MAX_QUERY_CHARS);
        }
        return text;
    }

    /** A problem as this protocol says it: one text, which is all that most clients show. */
    static ApiResponse error(Problem problem) {
        var text = Finding.sentences(problem.message(TEXTS), problem.hint(TEXTS));
        var json =
                Json.object()
                        .put("type", "UserError")
                        .put("error", text)
                        .put("code", problem.code());
        return ApiResponse.json(problem.kind().status(), json);
    }
}
