package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Usage;
import runnel.tool.Toolbox;

/**
 * A step's view of the world; what was shown in an earlier attempt is not shown twice. Used by the
 * step's thread.
 */
final class StepDesk implements Scope {
    private static final String PARTING = "\n\n";

    private final WorkflowContext context;
    private final int part;
    private final Outputs outputs;
    private final Spending spending;
    private final StepAgents agents;

    /** All that readers have seen of this step. */
    private final StringBuilder seen = new StringBuilder();

    /** What this attempt has said while it repeats what was seen. */
    private final StringBuilder said = new StringBuilder();

    private boolean repeats;
    private boolean isGiven;
    private int attempt;

    StepDesk(WorkflowContext context, int part, Outputs outputs, Spending spending) {
        this.context = context;
        this.part = part;
        this.outputs = outputs;
        this.spending = spending;
        this.agents = new StepAgents(context, part, spending);
        this.isGiven = context.given().contains(part);
        seen.append(context.shown().getOrDefault(part, ""));
    }

    /** Begins an attempt. */
    void begin() {
        attempt++;
        said.setLength(0);
        repeats = !seen.isEmpty();
    }

    @Override
    public String question() {
        return context.question();
    }

    @Override
    public Model model() {
        return context.model();
    }

    @Override
    public String owner() {
        return context.owner();
    }

    @Override
    public void spent(Usage usage) throws InterruptedException {
        spending.called(usage);
    }

    @Override
    public void waits(Problem reason, long millis) throws InterruptedException {
        context.emit(new Event.ModelWait(context.reply(), reason.code(), reason.values(), millis));
    }

    @Override
    public void instead(String model, Problem reason) throws InterruptedException {
        context.emit(new Event.ModelChange(context.reply(), model, reason.code(), reason.values()));
    }

    @Override
    public void given(JsonNode input) throws InterruptedException {
        if (!isGiven) {
            isGiven = true;
            context.emit(new Event.NodeInput(context.reply(), part, input.toString()));
        }
    }

    @Override
    public Optional<Agent> agent(String name) {
        return context.agent(name);
    }

    @Override
    public String ask(Agent agent, String task) throws InterruptedException {
        return agents.ask(agent, task);
    }

    @Override
    public String call(Toolbox tools, String tool, JsonNode arguments) throws InterruptedException {
        return agents.call(tools, tool, arguments, attempt);
    }

    @Override
    public void say(String text) throws InterruptedException {
        if (!repeats) {
            show(text);
            return;
        }
        said.append(text);
        var known = Math.min(said.length(), seen.length());
        if (!said.substring(0, known).contentEquals(seen.substring(0, known))) {
            // Other words than before: these are said from their beginning.
            repeats = false;
            show(PARTING + said);
        } else if (said.length() >= seen.length()) {
            repeats = false;
            show(said.substring(seen.length()));
        }
    }

    @Override
    public JsonNode of(String step) {
        return outputs.of(step);
    }

    @Override
    public JsonNode before(String step) {
        return context.before(step).map(Json::parse).orElse(MissingNode.getInstance());
    }

    private void show(String text) throws InterruptedException {
        if (!text.isEmpty()) {
            seen.append(text);
            context.emit(new Event.TextDelta(context.reply(), part, text));
        }
    }
}
