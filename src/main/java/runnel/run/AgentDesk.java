package runnel.run;

import java.util.List;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.agent.Budget;
import runnel.conversation.Message;
import runnel.conversation.Step;
import runnel.llm.Model;
import runnel.llm.Prompt;

/** What the agent that answers sees of its run and of the conversation that it belongs to. */
final class AgentDesk extends Desk {
    private final Model model;
    private final History earlierTurns;
    private final Earlier earlier;

    AgentDesk(
            Run run, Agent agent, Model model, History earlierTurns, Earlier earlier, Bench bench) {
        super(run, agent, bench);
        this.model = model;
        this.earlierTurns = earlierTurns;
        this.earlier = earlier;
    }

    @Override
    public int depth() {
        return 0;
    }

    @Override
    public Optional<Budget> above() {
        return Optional.empty();
    }

    @Override
    public Model model(Agent agent) {
        return agent.name().equals(agent().name()) ? model : run.model(agent);
    }

    @Override
    public Delegate helper(Message.Part.Delegation place, Agent agent, String task, Budget budget) {
        return new HelperRun(run, HelperRun.Upper.of(this, budget), place, agent, task);
    }

    @Override
    public List<Prompt.Turn> history() {
        return earlierTurns.turns();
    }

    @Override
    public String reply() {
        return run.reply();
    }

    @Override
    public List<Message.Part> shown() {
        return earlier.parts();
    }

    @Override
    public List<Step> steps() {
        return earlier.steps();
    }

    @Override
    public void branch() {
        run.branch();
    }
}
