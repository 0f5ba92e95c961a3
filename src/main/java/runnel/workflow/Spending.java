package runnel.workflow;

import java.util.HashMap;
import java.util.Map;
import runnel.agent.AgentLoop;
import runnel.event.Event;
import runnel.llm.Usage;

/**
 * What the calls of models in one run have cost. Each call is told to the log when it is over, so
 * that it counts after an interruption too. Thread-safe.
 */
final class Spending {
    private final WorkflowContext context;
    private final Map<Integer, AgentLoop> agents = new HashMap<>();
    private Usage used;
    private int calls;

    Spending(WorkflowContext context) {
        this.context = context;
        var before = context.spent();
        this.used = before.usage();
        this.calls = before.calls();
    }

    /** A step has called a model. */
    void called(Usage usage) throws InterruptedException {
        int call;
        synchronized (this) {
            used = used.plus(usage);
            call = calls++;
        }
        context.emit(
                new Event.StepEnd(
                        context.reply(),
                        call,
                        usage.input(),
                        usage.cached(),
                        usage.output(),
                        usage.reasoning(),
                        ""));
    }

    /** An agent works at a step's place, and counts for itself what it does there in all. */
    synchronized void works(int part, AgentLoop agent) {
        agents.put(part, agent);
    }

    synchronized Usage usage() {
        var all = used;
        for (var agent : agents.values()) {
            all = all.plus(agent.usage());
        }
        return all;
    }
}
