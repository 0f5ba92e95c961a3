package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashMap;
import java.util.Map;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.event.Event;
import runnel.llm.Usage;

/** Does the steps of a workflow that are not done yet, and writes what happens as events. */
public final class WorkflowLoop {
    /** Rest before a step is tried again, longer each time. */
    private static final long REST_MILLIS = 300;

    private final WorkflowContext context;
    private final Workflow workflow;
    private final Durations durations;
    private final Map<String, JsonNode> outputs = new HashMap<>();
    private int open = -1;
    private Usage used = Usage.NONE;

    public WorkflowLoop(WorkflowContext context, Workflow workflow, Durations durations) {
        this.context = context;
        this.workflow = workflow;
        this.durations = durations;
    }

    /**
     * @throws InterruptedException when stopped; what was written stays
     * @throws Problem when a step failed
     */
    public void run() throws InterruptedException {
        context.finished().forEach(end -> outputs.put(end.name(), Json.parse(end.output())));
        var steps = workflow.steps();
        for (var index = 0; index < steps.size(); index++) {
            var step = steps.get(index);
            if (!outputs.containsKey(step.name()) && step.when().test(this::output)) {
                step(index, step);
            }
        }
        durations.keep();
    }

    /** Closes the step that was open when the run was stopped. */
    public void close() throws InterruptedException {
        if (open >= 0) {
            context.emit(new Event.PartEnd(context.reply(), open));
            open = -1;
        }
    }

    /** What the calls of models have cost so far. */
    public Usage usage() {
        return used;
    }

    private void step(int index, Step step) throws InterruptedException {
        var total = workflow.steps().size();
        var expected = durations.expected(workflow.name(), step.name());
        context.emit(
                new Event.NodeStart(
                        context.reply(), index, total, step.name(), expected, rest(index)));
        open = index;
        var start = context.nanos();
        var output = tried(index, step);
        var millis = (context.nanos() - start) / 1_000_000;
        durations.learn(workflow.name(), step.name(), millis);
        outputs.put(step.name(), output);
        context.emit(new Event.PartEnd(context.reply(), index));
        open = -1;
        context.emit(
                new Event.NodeEnd(
                        context.reply(), index, total, step.name(), output.toString(), millis));
        // What the next step does may cost money: it begins when this one is kept.
        context.awaitKept();
    }

    /** Milliseconds that this step and those behind it usually take; -1 where nobody knows. */
    private long rest(int index) {
        var sum = 0L;
        for (var step : workflow.steps().subList(index, workflow.steps().size())) {
            var expected = durations.expected(workflow.name(), step.name());
            if (expected < 0) {
                return -1;
            }
            sum += expected;
        }
        return sum;
    }

    private JsonNode tried(int index, Step step) throws InterruptedException {
        var desk = new StepDesk(context, index, this::output, cost -> used = used.plus(cost));
        for (var attempt = 1; ; attempt++) {
            try {
                desk.begin();
                return step.task().run(desk);
            } catch (Problem e) {
                var passing =
                        e.kind() == Problem.Kind.UPSTREAM || e.kind() == Problem.Kind.UNAVAILABLE;
                if (!passing || attempt >= step.attempts()) {
                    throw e;
                }
                Thread.sleep(REST_MILLIS * attempt);
            }
        }
    }

    private JsonNode output(String step) {
        return outputs.getOrDefault(step, MissingNode.getInstance());
    }
}
