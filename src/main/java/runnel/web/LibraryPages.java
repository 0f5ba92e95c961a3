package runnel.web;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.base.Clock;
import runnel.conversation.ConversationStore.Before;
import runnel.conversation.ConversationStore.Shelf;
import runnel.conversation.SearchQuery;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** Ways to find a conversation again: the list, the archive, the search. Thread-safe. */
final class LibraryPages {
    /** Hits of one search on a page, and in the palette. */
    private static final int PAGE_HITS = 30;

    private static final int PALETTE_HITS = 8;

    private final Core core;
    private final Clock clock;
    private final Templates templates;
    private final WebPages pages;

    LibraryPages(Core core, Clock clock, Templates templates, WebPages pages) {
        this.core = core;
        this.clock = clock;
        this.templates = templates;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(Paths.CONVERSATIONS, this::list);
        routes.get(Paths.CONVERSATIONS + "/{id}/arrange", this::arrange);
        routes.get(Paths.ARCHIVE, this::archive);
        routes.get(Paths.SEARCH, this::search);
        routes.get("/palette", this::palette);
    }

    /** The list beside every page. */
    Sidebar sidebar(Request request, String current, Before before) {
        var owner = core.owner().apply(request);
        // The count first: what changes meanwhile is looked at once more, never missed.
        var version = core.conversations().bulletin().count(owner);
        return reader(request, current).read(before, version);
    }

    private Sidebar.Reader reader(Request request, String current) {
        var viewer = Viewer.of(request);
        var today = LocalDate.ofInstant(clock.now(), viewer.zone());
        return new Sidebar.Reader(
                core.store(), core.owner().apply(request), current, viewer, today);
    }

    private void list(Request request, Response response) throws ClientGone {
        var sidebar = sidebar(request, request.query("current").orElse(""), before(request));
        response.header("Cache-Control", "no-store")
                .html(
                        templates.render(
                                "conversations",
                                Map.of("viewer", Viewer.of(request), "sidebar", sidebar)));
    }

    /** What can be done with one of the list, fetched when somebody asks for it. */
    private void arrange(Request request, Response response) throws ClientGone {
        try (var conversation =
                core.conversations().open(request.param("id"), core.owner().apply(request))) {
            var values =
                    Map.<String, Object>of(
                            "viewer", Viewer.of(request),
                            "path", Paths.conversation(conversation.id()),
                            "profile", conversation.profile());
            response.header("Cache-Control", "no-store").html(templates.render("listmenu", values));
        }
    }

    private void archive(Request request, Response response) throws ClientGone {
        var shelf = reader(request, "").shelf(Shelf.ARCHIVE, before(request));
        pages.page(response, "archive", Map.of("shell", pages.shell(request, ""), "shelf", shelf));
    }

    private void search(Request request, Response response) throws ClientGone {
        var typed = request.query("q").orElse("");
        var values = new HashMap<String, Object>();
        values.put("shell", pages.shell(request, ""));
        values.put("query", typed);
        values.put("hits", hits(request, typed, PAGE_HITS));
        pages.page(response, "search", values);
    }

    private void palette(Request request, Response response) throws ClientGone {
        var hits = hits(request, request.query("q").orElse(""), PALETTE_HITS);
        response.header("Cache-Control", "no-store")
                .html(templates.render("choices", Map.of("hits", hits)));
    }

    private HitsView hits(Request request, String typed, int limit) {
        var query = SearchQuery.of(typed);
        var before = request.query("before").map(LibraryPages::number).orElse(Long.MAX_VALUE);
        var found = core.store().search(core.owner().apply(request), query, before, limit + 1);
        var viewer = Viewer.of(request);
        List<HitsView.Found> shown =
                found.stream()
                        .limit(limit)
                        .map(hit -> HitsView.Found.of(hit, query, typed, viewer))
                        .toList();
        var more = found.size() > limit;
        return new HitsView(
                shown, more ? Paths.search(typed) + "&before=" + found.get(limit - 1).place() : "");
    }

    private static Before before(Request request) {
        return Sidebar.before(request.query("before").orElse("")).orElse(Before.START);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }
}
