package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.Function;
import runnel.base.Json;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.tool.Permission;
import runnel.tool.Tool;
import runnel.tool.ToolServer;
import runnel.tool.ToolServers;
import runnel.tool.Toolbox;

/** The tools that there are, and how it is with the servers that some of them come from. */
public final class ToolsApi {
    private final Toolbox tools;
    private final ToolServers servers;
    private final Function<Request, String> owner;

    /**
     * @param owner tells who sends a request
     */
    public ToolsApi(Toolbox tools, ToolServers servers, Function<Request, String> owner) {
        this.tools = tools;
        this.servers = servers;
        this.owner = owner;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/tools", this::list);
    }

    private void list(Request request, Response response) throws ClientGone {
        var answer = Json.object();
        var list = answer.putArray("tools");
        tools.inventory().forEach((tool, permission) -> list.add(json(tool, permission)));
        var places = answer.putArray("servers");
        servers.list(owner.apply(request)).forEach(server -> places.add(json(server)));
        response.header("Cache-Control", "no-store").json(answer);
    }

    private static ObjectNode json(Tool tool, Permission permission) {
        var node =
                Json.object()
                        .put("name", tool.spec().name())
                        .put("description", tool.spec().description())
                        .put("permission", word(permission))
                        .put("sideEffects", tool.hasSideEffects());
        node.set("parameters", Json.parse(tool.spec().parameters()));
        return node;
    }

    private static ObjectNode json(ToolServer server) {
        var node =
                Json.object()
                        .put("name", server.name())
                        .put("state", word(server.state()))
                        .put("reason", server.reason())
                        .put("sinceMillis", server.sinceMillis())
                        .put("restarts", server.restarts())
                        .put("session", word(server.session()));
        server.tools().forEach(node.putArray("tools")::add);
        return node;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
