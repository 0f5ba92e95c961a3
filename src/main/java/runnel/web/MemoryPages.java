package runnel.web;

import java.util.Map;
import runnel.base.Clock;
import runnel.conversation.Facts;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** The page on which people see what is remembered of them, and have the last word. Thread-safe. */
final class MemoryPages {
    private static final String PATH = "/memory";

    private final Core core;
    private final Facts facts;
    private final Clock clock;
    private final WebPages pages;

    MemoryPages(Core core, Facts facts, Clock clock, WebPages pages) {
        this.core = core;
        this.facts = facts;
        this.clock = clock;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(PATH, this::show);
        routes.post(
                PATH,
                (request, response) -> {
                    facts.add(owner(request), text(request), clock.millis());
                    response.redirect(PATH);
                });
        routes.post(
                PATH + "/turn",
                (request, response) -> {
                    facts.turn(
                            owner(request), request.form().first("on").orElse("").equals("true"));
                    response.redirect(PATH);
                });
        routes.post(
                PATH + "/{fact}",
                (request, response) -> {
                    facts.change(owner(request), request.param("fact"), text(request));
                    response.redirect(PATH);
                });
        routes.post(
                PATH + "/{fact}/remove",
                (request, response) -> {
                    facts.remove(owner(request), request.param("fact"));
                    response.redirect(PATH);
                });
    }

    private void show(Request request, Response response) throws ClientGone {
        var owner = owner(request);
        pages.page(
                response,
                "memory",
                Map.of(
                        "shell",
                        pages.shell(request, ""),
                        "on",
                        facts.isOn(owner),
                        "facts",
                        facts.list(owner)));
    }

    private String owner(Request request) {
        return core.owner().apply(request);
    }

    private static String text(Request request) {
        return request.form().first("text").orElse("");
    }
}
