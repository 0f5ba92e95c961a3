package runnel.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import runnel.base.Messages;
import runnel.http.Assets;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/** The page that explains the HTTP interface, made from its OpenAPI document. Thread-safe. */
final class ApiPage {
    private static final String PATH = "/docs";

    private final Function<Messages, JsonNode> document;
    private final Templates templates;
    private final Assets assets;

    /**
     * @param document the OpenAPI document with its texts in a language
     */
    ApiPage(Function<Messages, JsonNode> document, Templates templates, Assets assets) {
        this.document = document;
        this.templates = templates;
        this.assets = assets;
    }

    void routes(Routes routes) {
        routes.get(PATH, this::show);
    }

    private void show(Request request, Response response) throws ClientGone {
        var viewer = Viewer.of(request);
        var origin = WebPages.origin(request);
        var values =
                Map.<String, Object>of(
                        "viewer", viewer,
                        "api",
                                new ApiReader(
                                                document.apply(viewer.messages()),
                                                viewer.messages(),
                                                origin)
                                        .read(),
                        "assets", assets);
        response.header("Cache-Control", "no-cache")
                .header("Vary", "Accept-Language, Cookie")
                .html(templates.render("docs", values));
    }
}
