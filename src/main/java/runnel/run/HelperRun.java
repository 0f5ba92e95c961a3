package runnel.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Budget;
import runnel.agent.Happening;
import runnel.conversation.Message;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.tool.Tool;

/**
 * A helper at work within a run: it has its own tools and its own reply, and shares all else. It
 * works on the thread that the run's bench gave it, and ends with the run.
 */
final class HelperRun implements AgentContext.Delegate {
    private final Run run;
    private final Upper above;
    private final Message.Part.Delegation place;
    private final Agent agent;
    private final String task;
    private final Bench bench;
    private String reply;
    private volatile boolean stopped;

    /**
     * Whose reply it is a part of.
     *
     * @param depth how many agents are above that one; -1 where it is no agent's
     * @param budget what those above have left
     * @param voice who speaks instead of the helper's model
     */
    record Upper(
            int depth, Supplier<String> reply, Optional<Budget> budget, Optional<Model> voice) {
        static Upper of(AgentContext context, Budget budget) {
            return new Upper(
                    context.depth(), context::reply, Optional.of(budget), Optional.empty());
        }
    }

    HelperRun(Run run, Upper above, Message.Part.Delegation place, Agent agent, String task) {
        this.run = run;
        this.above = above;
        this.place = place;
        this.agent = agent;
        this.task = task;
        this.reply = place.reply();
        this.bench = run.bench(reply);
    }

    @Override
    public Agent agent() {
        return agent;
    }

    @Override
    public Optional<Agent> colleague(String name) {
        return run.colleague(name);
    }

    @Override
    public int depth() {
        return above.depth() + 1;
    }

    @Override
    public Optional<Budget> above() {
        return above.budget();
    }

    @Override
    public Model model(Agent agent) {
        return above.voice().orElseGet(() -> run.model(agent));
    }

    @Override
    public String modelName(Agent agent) {
        return run.modelName(agent);
    }

    @Override
    public Delegate helper(Message.Part.Delegation place, Agent agent, String task, Budget budget) {
        return new HelperRun(run, Upper.of(this, budget), place, agent, task);
    }

    @Override
    public List<Prompt.Turn> history() {
        return List.of(new Prompt.User(task));
    }

    @Override
    public String reply() {
        return reply;
    }

    @Override
    public List<Message.Part> shown() {
        return place.parts();
    }

    @Override
    public List<Message.Step> steps() {
        return place.steps();
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        if (stopped) {
            throw new InterruptedException();
        }
        run.emit(event);
    }

    @Override
    public void awaitKept() throws InterruptedException {
        run.awaitKept();
    }

    @Override
    public void branch() {
        reply += "r";
        try {
            emit(
                    new Event.DelegateStart(
                            above.reply().get(),
                            place.index(),
                            place.call(),
                            reply,
                            agent.name(),
                            modelName(agent)));
        } catch (InterruptedException e) {
            // Whatever it writes next says so.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long millis() {
        return run.millis();
    }

    @Override
    public void start(int part, String call, Tool tool, JsonNode arguments) {
        bench.start(part, () -> tool.call(arguments, run.caller(call)));
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
        try {
            return bench.await(untilMillis);
        } catch (InterruptedException e) {
            bench.clear();
            throw e;
        }
    }

    @Override
    public void stop() {
        stopped = true;
        bench.clear();
    }
}
