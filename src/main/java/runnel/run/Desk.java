package runnel.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Happening;
import runnel.event.Event;
import runnel.tool.Tool;

/** What every agent at work sees of its run, be it the one that answers or its helper. */
abstract sealed class Desk implements AgentContext permits AgentDesk, HelperRun {
    final Run run;
    final Bench bench;
    private final Agent agent;

    Desk(Run run, Agent agent, Bench bench) {
        this.run = run;
        this.agent = agent;
        this.bench = bench;
    }

    @Override
    public final Agent agent() {
        return agent;
    }

    @Override
    public final Optional<Agent> colleague(String name) {
        return run.colleague(name);
    }

    @Override
    public final String modelName(Agent agent) {
        return run.modelName(agent);
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        run.emit(event);
    }

    @Override
    public final void awaitKept() throws InterruptedException {
        run.awaitKept();
    }

    @Override
    public final long millis() {
        return run.millis();
    }

    @Override
    public final void start(int part, String call, Tool tool, JsonNode arguments) {
        var caller = run.caller(call);
        bench.start(part, () -> tool.call(arguments, caller));
    }

    @Override
    public final void abandon(int part) {
        bench.abandon(part);
    }

    @Override
    public final void open(Event.ApprovalRequest request) {
        run.approvals().open(request, this);
    }

    /** Whether what it says and asks still matters to anybody. */
    boolean isHeard() {
        return true;
    }

    @Override
    public final boolean withdraw(String approval) {
        return run.approvals().withdraw(approval);
    }

    @Override
    public Happening await(long untilMillis) throws InterruptedException {
        return bench.await(untilMillis);
    }
}
