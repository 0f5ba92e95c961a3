package runnel.web;

import java.util.Map;
import runnel.agent.Agents;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;
import runnel.wire.Core;

/**
 * The page on which people see what agents can do, and how it is with the servers that tools come
 * from. Thread-safe.
 */
final class ToolPages {
    static final String PATH = "/tools";

    private final Core core;
    private final Toolbox tools;
    private final ToolServers servers;
    private final Agents agents;
    private final Templates templates;
    private final WebPages pages;

    ToolPages(
            Core core,
            Toolbox tools,
            ToolServers servers,
            Agents agents,
            Templates templates,
            WebPages pages) {
        this.core = core;
        this.tools = tools;
        this.servers = servers;
        this.agents = agents;
        this.templates = templates;
        this.pages = pages;
    }

    void routes(Routes routes) {
        routes.get(PATH, this::page);
        routes.get(PATH + "/board", this::board);
        routes.get(PATH + "/of/{agent}", this::abilities);
    }

    private void page(Request request, Response response) throws ClientGone {
        pages.page(
                response,
                "tools",
                Map.of("shell", pages.shell(request, ""), "board", read(request)));
    }

    /** The same without the page around it, fetched when something has changed. */
    private void board(Request request, Response response) throws ClientGone {
        response.header("Cache-Control", "no-store")
                .html(
                        templates.render(
                                "toolboard",
                                Map.of("viewer", Viewer.of(request), "board", read(request))));
    }

    /** The tools of one agent, likewise. */
    private void abilities(Request request, Response response) throws ClientGone {
        var name = request.param("agent");
        var agent =
                agents.find(name)
                        .orElseThrow(
                                () -> new Problem(Problem.Kind.NOT_FOUND, "agent-unknown", name));
        var values =
                Map.<String, Object>of(
                        "viewer",
                        Viewer.of(request),
                        "abilities",
                        Abilities.of(agent, Viewer.of(request)));
        response.header("Cache-Control", "no-store").html(templates.render("abilitylist", values));
    }

    private ToolBoard read(Request request) {
        var owner = core.owner().apply(request);
        return new ToolBoard.Reader(tools, servers, agents, owner, Viewer.of(request)).read();
    }
}
