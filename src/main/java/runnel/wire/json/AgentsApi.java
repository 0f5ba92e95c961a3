package runnel.wire.json;

import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Json;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;

/** The agents that there are, and what is wrong with definitions that could not be used. */
public final class AgentsApi {
    private final Agents agents;

    public AgentsApi(Agents agents) {
        this.agents = agents;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/agents", this::list);
    }

    private void list(Request request, Response response) throws ClientGone {
        var messages = request.messages();
        var answer = Json.object().put("default", agents.standard().name());
        var list = answer.putArray("agents");
        for (Agent agent : agents.list()) {
            var language = messages.language();
            var node =
                    list.addObject()
                            .put("name", agent.name())
                            .put("title", agent.face().title(language))
                            .put("description", agent.face().description(language))
                            .put("model", agent.model());
            agent.tools().names().forEach(node.putArray("tools")::add);
            agent.team().helpers().forEach(node.putArray("agents")::add);
            agent.team().successors().forEach(node.putArray("handOver")::add);
            agent.face().starters(language).forEach(node.putArray("starters")::add);
            node.putObject("limits")
                    .put("rounds", agent.limits().rounds())
                    .put("seconds", agent.limits().seconds())
                    .put("tokens", agent.limits().tokens());
        }
        Faults.put(answer, agents.faults(), messages);
        response.header("Vary", "Accept-Language, Cookie").json(answer);
    }
}
