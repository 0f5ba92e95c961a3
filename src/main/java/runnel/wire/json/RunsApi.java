package runnel.wire.json;

import java.util.function.Function;
import runnel.base.Json;
import runnel.conversation.Command;
import runnel.http.ClientGone;
import runnel.http.Handler;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.llm.Models;
import runnel.wire.Core;

/** Commands to runs, and the models that there are. */
public final class RunsApi {
    private final Core core;
    private final Models models;

    public RunsApi(Core core, Models models) {
        this.core = core;
        this.models = models;
    }

    public void routes(Routes routes) {
        routes.post("/api/v1/runs/{run}/cancel", command(Command.Cancel::new));
        routes.post("/api/v1/runs/{run}/pause", command(Command.Pause::new));
        routes.post("/api/v1/runs/{run}/resume", command(Command.Resume::new));
        routes.post("/api/v1/runs/{run}/approvals/{approval}", this::answer);
        routes.get("/api/v1/models", this::models);
    }

    private Handler command(Function<String, Command> command) {
        return (request, response) -> {
            var run = request.param("run");
            var owner = core.owner().apply(request);
            var place = core.run(owner, run);
            var accepted = core.runs().command(owner, place.conversation(), command.apply(run));
            response.json(ConversationsApi.answer(accepted));
        };
    }

    private void answer(Request request, Response response)
            throws InterruptedException, ClientGone {
        var run = request.param("run");
        var owner = core.owner().apply(request);
        var place = core.run(owner, run);
        var allow = Fields.of(request).truth("allow");
        var command = new Command.Answer(run, request.param("approval"), allow);
        response.json(
                ConversationsApi.answer(core.runs().command(owner, place.conversation(), command)));
    }

    private void models(Request request, Response response) throws ClientGone {
        var answer = Json.object().put("default", models.defaultName());
        models.list().forEach(answer.putArray("models")::add);
        response.json(answer);
    }
}
