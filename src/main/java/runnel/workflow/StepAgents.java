package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.agent.AgentLoop;
import runnel.base.Problem;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.tool.Toolbox;

/** Lets agents and tools work at the place of one step. Used by the step's thread. */
final class StepAgents {
    private final WorkflowContext context;
    private final int part;
    private final Spending spending;

    StepAgents(WorkflowContext context, int part, Spending spending) {
        this.context = context;
        this.part = part;
        this.spending = spending;
    }

    String ask(Agent agent, String task) throws InterruptedException {
        var result = work(agent, task, Optional.empty());
        if (!result.problem().isEmpty()) {
            throw new Problem(Problem.Kind.UPSTREAM, result.problem());
        }
        return result.text().strip();
    }

    String call(Toolbox tools, String tool, JsonNode arguments, int attempt)
            throws InterruptedException {
        var one = tools.only(List.of(tool));
        var found =
                one.find(tool)
                        .orElseThrow(() ->
                                new Problem(Problem.Kind.INVALID, "workflow-tool-none", tool));
        var text = arguments.toString();
        var caller = new Agent(tool, "", one, attempt);
        work(caller, text, Optional.of(new FixedCall(tool, text, attempt)));
        context.awaitKept();
        var last =
                context.written(part).stream()
                        .flatMap(place -> place.parts().stream())
                        .filter(Part.Tool.class::isInstance)
                        .map(Part.Tool.class::cast)
                        .reduce((before, after) -> after)
                        .orElseThrow();
        if (last.state() == Part.Tool.State.FAILED) {
            // Nobody knows what a second call would do where the first has changed something.
            var kind = found.hasSideEffects() ? Problem.Kind.CONFLICT : Problem.Kind.UPSTREAM;
            throw new Problem(kind, "workflow-tool", tool, last.result());
        }
        return last.result();
    }

    private AgentLoop.Result work(Agent agent, String task, Optional<Model> model)
            throws InterruptedException {
        var delegate = context.delegate(part, agent, task, model);
        var loop = new AgentLoop(delegate);
        spending.works(part, loop);
        try {
            var result = loop.run();
            var used = loop.usage();
            context.emit(
                    new Event.DelegateEnd(
                            context.reply(),
                            part,
                            used.input(),
                            used.cached(),
                            used.output(),
                            used.reasoning()));
            return result;
        } catch (Problem e) {
            loop.close();
            throw e;
        } finally {
            delegate.stop();
        }
    }
}
