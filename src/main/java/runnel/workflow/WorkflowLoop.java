package runnel.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final int total;
    private final Spending spending;
    private final Map<String, JsonNode> outputs = new ConcurrentHashMap<>();
    private final Outputs known = new Known();
    private final Set<Integer> open = ConcurrentHashMap.newKeySet();

    public WorkflowLoop(WorkflowContext context, Workflow workflow, Durations durations) {
        this.context = context;
        this.workflow = workflow;
        this.durations = durations;
        this.total = workflow.steps().size();
        this.spending = new Spending(context);
    }

    /**
     * @throws InterruptedException when stopped; what was written stays
     * @throws Problem when a step failed
     */
    public void run() throws InterruptedException {
        context.finished().forEach(end -> outputs.put(end.name(), Json.parse(end.output())));
        var first = 0;
        var groups = workflow.groups();
        for (var index = 0; index < groups.size(); index++) {
            together(index, first);
            first += groups.get(index).steps().size();
        }
        durations.keep();
    }

    /** Closes the steps that were open when the run was stopped. */
    public void close() throws InterruptedException {
        for (var part : List.copyOf(open)) {
            context.emit(new Event.PartEnd(context.reply(), part));
            open.remove(part);
        }
    }

    /** What the calls of models have cost so far, those before an interruption included. */
    public Usage usage() {
        return spending.usage();
    }

    /**
     * @param first number of the group's first step
     */
    private void together(int group, int first) throws InterruptedException {
        var tasks = new ArrayList<WorkflowContext.Task>();
        var rest = rest(group);
        var number = first;
        for (var step : workflow.groups().get(group).steps()) {
            var part = number++;
            if (!outputs.containsKey(step.name()) && step.when().test(known)) {
                tasks.add(() -> step(part, step, rest));
            }
        }
        if (tasks.size() == 1) {
            tasks.getFirst().run();
        } else if (!tasks.isEmpty()) {
            context.together(tasks);
        }
        // What the next steps do may cost money: they begin when these are kept.
        if (!tasks.isEmpty()) {
            context.awaitKept();
        }
    }

    private void step(int part, Step step, long rest) throws InterruptedException {
        var expected = durations.expected(workflow.name(), step.name());
        context.emit(
                new Event.NodeStart(context.reply(), part, total, step.name(), expected, rest));
        open.add(part);
        var start = context.nanos();
        var output = tried(part, step);
        var millis = (context.nanos() - start) / 1_000_000;
        durations.learn(workflow.name(), step.name(), millis);
        outputs.put(step.name(), output);
        context.emit(new Event.PartEnd(context.reply(), part));
        open.remove(part);
        context.emit(
                new Event.NodeEnd(
                        context.reply(), part, total, step.name(), output.toString(), millis));
    }

    /** Milliseconds that this group and those behind it usually take; -1 where nobody knows. */
    private long rest(int group) {
        var sum = 0L;
        for (var behind : workflow.groups().subList(group, workflow.groups().size())) {
            var longest = 0L;
            for (var step : behind.steps()) {
                var expected = durations.expected(workflow.name(), step.name());
                if (expected < 0) {
                    return -1;
                }
                longest = Math.max(longest, expected);
            }
            sum += longest;
        }
        return sum;
    }

    private JsonNode tried(int part, Step step) throws InterruptedException {
        var desk = new StepDesk(context, part, known, spending);
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

    /** What steps see of those before them. */
    private final class Known implements Outputs {
        @Override
        public String question() {
            return context.question();
        }

        @Override
        public JsonNode of(String step) {
            return outputs.getOrDefault(step, MissingNode.getInstance());
        }
    }
}
