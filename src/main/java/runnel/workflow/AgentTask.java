package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import runnel.agent.Agent;
import runnel.base.Json;
import runnel.base.Problem;

/**
 * A step in which an agent works on a task; its answer is what the step returns.
 *
 * @param name under which it works: that of the step
 * @param who works
 */
public record AgentTask(String name, Worker who, Template task) implements Step.Task {
    /** Who works on a task. */
    public sealed interface Worker {
        /** An agent of the server, which is told something more. */
        record Known(String agent, String more) implements Worker {}

        /** An agent that is there for this step only. */
        record Own(Agent agent) implements Worker {}
    }

    @Override
    public JsonNode run(Scope scope) throws InterruptedException {
        var filled = task.fill(scope);
        scope.given(Json.object().put("task", filled));
        if (filled.isBlank()) {
            throw new Problem(Problem.Kind.INVALID, "workflow-task-empty", name);
        }
        return TextNode.valueOf(scope.ask(agent(scope), filled));
    }

    private Agent agent(Scope scope) {
        var agent =
                switch (who) {
                    case Worker.Known(var known, var more) ->
                            scope.agent(known)
                                    .orElseThrow(() ->
                                            new Problem(
                                                    Problem.Kind.INVALID,
                                                    "workflow-agent",
                                                    name,
                                                    known))
                                    .told(more);
                    case Worker.Own(var own) -> own;
                };
        return new Agent(
                name,
                agent.face(),
                agent.instruction(),
                agent.model(),
                agent.tools(),
                agent.team(),
                agent.limits());
    }
}
