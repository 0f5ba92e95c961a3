package runnel.run;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Budget;
import runnel.agent.Happening;
import runnel.conversation.Message;
import runnel.conversation.Step;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.llm.Prompt;

/**
 * A helper at work within a run: it has its own tools and its own reply, and shares all else. It
 * works on the thread that the run's bench gave it, and ends with the run.
 */
final class HelperRun extends Desk implements AgentContext.Delegate {
    private final Upper above;
    private final Message.Part.Delegation place;
    private final String task;
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
        super(run, agent, run.bench(place.reply()));
        this.above = above;
        this.place = place;
        this.task = task;
        this.reply = place.reply();
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
    public List<Step> steps() {
        return place.steps();
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        run.emit(event, this::isHeard);
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
                            agent().name(),
                            modelName(agent())));
        } catch (InterruptedException e) {
            // Whatever it writes next says so.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Happening await(long untilMillis) throws InterruptedException {
        try {
            return super.await(untilMillis);
        } catch (InterruptedException e) {
            bench.clear();
            throw e;
        }
    }

    @Override
    boolean isHeard() {
        return !stopped;
    }

    @Override
    public void stop() {
        run.silence(() -> stopped = true);
        bench.clear();
    }
}
