package runnel.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Budget;
import runnel.agent.Happening;
import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.tool.Tool;

/** What an agent sees of its run and of the conversation that it belongs to. */
record AgentDesk(
        Run run, Agent agent, Model model, History earlierTurns, Earlier earlier, Bench bench)
        implements AgentContext {

    @Override
    public Optional<Agent> colleague(String name) {
        return run.colleague(name);
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
        return agent.name().equals(this.agent.name()) ? model : run.model(agent);
    }

    @Override
    public String modelName(Agent agent) {
        return run.modelName(agent);
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
    public List<Message.Step> steps() {
        return earlier.steps();
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        run.emit(event);
    }

    @Override
    public void awaitKept() throws InterruptedException {
        run.awaitKept();
    }

    @Override
    public void branch() {
        run.branch();
    }

    @Override
    public long millis() {
        return run.millis();
    }

    @Override
    public void start(int part, String call, Tool tool, JsonNode arguments) {
        var caller = run.caller(call);
        bench.start(part, () -> tool.call(arguments, caller));
    }

    @Override
    public void abandon(int part) {
        bench.abandon(part);
    }

    @Override
    public void open(Event.ApprovalRequest request) {
        run.approvals().open(request, bench);
    }

    @Override
    public boolean withdraw(String approval) {
        return run.approvals().withdraw(approval);
    }

    @Override
    public Happening await(long untilMillis) throws InterruptedException {
        return bench.await(untilMillis);
    }
}
