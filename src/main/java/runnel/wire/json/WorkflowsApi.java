package runnel.wire.json;

import java.util.List;
import java.util.function.Supplier;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.http.ClientGone;
import runnel.http.Request;
import runnel.http.Response;
import runnel.http.Routes;
import runnel.workflow.Step;
import runnel.workflow.Workflow;

/** The workflows that there are, and what is wrong with definitions that could not be used. */
public final class WorkflowsApi {
    private final Supplier<List<Workflow>> workflows;
    private final Supplier<List<Problem>> faults;

    public WorkflowsApi(Supplier<List<Workflow>> workflows, Supplier<List<Problem>> faults) {
        this.workflows = workflows;
        this.faults = faults;
    }

    public void routes(Routes routes) {
        routes.get("/api/v1/workflows", this::list);
    }

    private void list(Request request, Response response) throws ClientGone {
        var messages = request.messages();
        var language = messages.language();
        var answer = Json.object();
        var list = answer.putArray("workflows");
        for (var workflow : workflows.get()) {
            var node =
                    list.addObject()
                            .put("name", workflow.name())
                            .put("title", workflow.face().title(language))
                            .put("description", workflow.face().description(language));
            var steps = node.putArray("steps");
            for (var group : workflow.groups()) {
                var names = steps.addArray();
                group.steps().stream().map(Step::name).forEach(names::add);
            }
            workflow.face().starters(language).forEach(node.putArray("starters")::add);
        }
        Faults.put(answer, faults.get(), messages);
        response.header("Vary", "Accept-Language, Cookie").json(answer);
    }
}
