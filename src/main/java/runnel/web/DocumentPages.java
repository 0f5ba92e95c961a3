package runnel.web;

import java.util.Map;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.DocumentText;

/** Documents of the operator's folder as text, opened where a source points to. Thread-safe. */
final class DocumentPages {
    /** Passages on one page, and of them those before the one that was asked for. */
    private static final int PASSAGES = 80;

    private static final int LEAD = 20;

    /** The last passage that may be asked for. */
    private static final int LAST = 1_000_000;

    private final DocumentText.Shelf shelf;
    private final WebPages pages;

    DocumentPages(DocumentText.Shelf shelf, WebPages pages) {
        this.shelf = shelf;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(DocumentText.PLACE + "{path...}", this::show);
    }

    private void show(Request request, Response response) throws ClientGone {
        var path = request.param("path");
        var from = Math.max(0, at(request) - LEAD);
        var text = shelf.read(path, from, PASSAGES);
        if (text.passages().isEmpty()) {
            throw new Problem(Problem.Kind.NOT_FOUND, "document-unknown", path);
        }
        var earlier = from > 0 ? DocumentText.url(path, Math.max(0, from - PASSAGES + LEAD)) : "";
        var later =
                text.more() ? DocumentText.url(path, text.passages().getLast().number() + 1) : "";
        pages.page(
                response,
                "document",
                Map.of(
                        "shell",
                        pages.shell(request, ""),
                        "text",
                        text,
                        "earlier",
                        earlier,
                        "later",
                        later));
    }

    private static int at(Request request) {
        var at = request.query("at").orElse("0");
        if (!at.matches("[0-9]{1,7}") || Integer.parseInt(at) > LAST) {
            throw new Problem(Problem.Kind.INVALID, "query-value", "at", at);
        }
        return Integer.parseInt(at);
    }
}
