package runnel.wire.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import runnel.base.Clock;
import runnel.base.Json;
import runnel.conversation.Facts;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.wire.Core;

/** What is remembered of a person: to see, change and take away. */
public final class MemoryApi {
    private final Core core;
    private final Facts facts;
    private final Clock clock;

    public MemoryApi(Core core, Facts facts, Clock clock) {
        this.core = core;
        this.facts = facts;
        this.clock = clock;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/memory", this::list);
        routes.post("/api/v1/memory", this::add);
        routes.patch("/api/v1/memory", this::turn);
        routes.delete("/api/v1/memory", this::clear);
        routes.patch("/api/v1/memory/{fact}", this::change);
        routes.delete("/api/v1/memory/{fact}", this::remove);
    }

    private void list(Request request, Response response) throws ClientGone {
        var owner = core.owner().apply(request);
        var answer = Json.object().put("on", facts.isOn(owner));
        var list = answer.putArray("facts");
        facts.list(owner).forEach(fact -> list.add(json(fact)));
        response.json(answer);
    }

    private void add(Request request, Response response) throws ClientGone {
        var text = Fields.of(request).text("text");
        response.json(json(facts.add(core.owner().apply(request), text, clock.millis())));
    }

    private void turn(Request request, Response response) throws ClientGone {
        facts.turn(core.owner().apply(request), Fields.of(request).truth("on"));
        list(request, response);
    }

    private void clear(Request request, Response response) throws ClientGone {
        facts.clear(core.owner().apply(request));
        response.empty();
    }

    private void change(Request request, Response response) throws ClientGone {
        var owner = core.owner().apply(request);
        facts.change(owner, request.param("fact"), Fields.of(request).text("text"));
        response.empty();
    }

    private void remove(Request request, Response response) throws ClientGone {
        facts.remove(core.owner().apply(request), request.param("fact"));
        response.empty();
    }

    private static ObjectNode json(Facts.Fact fact) {
        return Json.object()
                .put("id", fact.id())
                .put("text", fact.text())
                .put("created", fact.createdMillis());
    }
}
