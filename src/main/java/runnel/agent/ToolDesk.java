package runnel.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Json;
import runnel.base.Problem;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.event.Verdict;
import runnel.tool.Tool;
import runnel.tool.ToolOutput;

/**
 * Does what a model asks for: all calls of a round at once, each within its time.
 *
 * <p>Whatever goes wrong with a call is told to the model, never thrown. A call that changes
 * something outside is begun once: where an interruption left it unknown whether it took effect,
 * its owner decides. Used by the run's thread.
 */
final class ToolDesk {
    /** Calls of one round; more are refused. */
    static final int CALLS = 16;

    /** Characters of one result; what exceeds them is cut. */
    static final int RESULT_CHARS = 60_000;

    private final AgentContext context;
    private final ReplyWriter writer;
    private final Stage stage;
    private final Budget budget;
    private final SourceNumbers sources;
    private final Mentioned mentioned;
    private final ApprovalDesk approvals;
    private final Map<Integer, Job> jobs = new LinkedHashMap<>();

    ToolDesk(AgentContext context, ReplyWriter writer, Stage stage, Budget budget) {
        this.context = context;
        this.writer = writer;
        this.stage = stage;
        this.budget = budget;
        this.sources = writer.sources();
        this.mentioned = new Mentioned(context);
        this.approvals = new ApprovalDesk(context, stage, mentioned);
    }

    /** A call that is under way. */
    private static final class Job {
        private final Part.Tool call;
        private final Tool tool;
        private final JsonNode arguments;

        /** When it is given up. */
        private long untilMillis;

        /** Set once a helper works on it, at that place of the reply. */
        private HelperTool.@Nullable Begun helper;

        private int helperPart;

        /** Set while the owner is asked. */
        private Event.@Nullable ApprovalRequest asked;

        /** Why the owner was asked; empty where that was not so. */
        private String reason = "";

        private Job(Part.Tool call, Tool tool, JsonNode arguments) {
            this.call = call;
            this.tool = tool;
            this.arguments = arguments;
        }
    }

    /**
     * Finishes a round.
     *
     * @param allowed false where the agent has had all its rounds: nothing is called then
     * @return the same round with all its results
     */
    Rounds.Round work(Rounds.Round round, boolean allowed) throws InterruptedException {
        var over = new LinkedHashMap<Integer, Part.Tool>();
        for (var call : round.calls()) {
            if (call.isOver()) {
                over.put(call.index(), call);
            } else if (!allowed) {
                over.put(
                        call.index(),
                        failed(
                                call,
                                "No further tool calls are possible. Answer with what you have.",
                                0));
            } else if (jobs.size() >= CALLS) {
                over.put(call.index(), failed(call, "Too many calls at once.", 0));
            } else {
                begin(call).ifPresent(end -> over.put(call.index(), end));
            }
        }
        while (!jobs.isEmpty()) {
            next().ifPresent(end -> over.put(end.index(), end));
        }
        var calls = new ArrayList<Part.Tool>();
        round.calls().forEach(call -> calls.add(over.getOrDefault(call.index(), call)));
        return new Rounds.Round(round.text(), calls, round.memo());
    }

    /** Begins a call, or ends it at once. */
    private Optional<Part.Tool> begin(Part.Tool call) throws InterruptedException {
        var tools = stage.tools();
        var tool = tools.find(call.tool());
        if (tool.isEmpty()) {
            return Optional.of(
                    failed(
                            call,
                            "There is no tool \"%s\". There are: %s."
                                    .formatted(call.tool(), String.join(", ", tools.names())),
                            0));
        }
        JsonNode arguments;
        try {
            arguments = Json.parse(call.arguments().isBlank() ? "{}" : call.arguments());
        } catch (Problem e) {
            return Optional.of(failed(call, "The arguments are no JSON: " + e.getMessage(), 0));
        }
        if (!arguments.isObject()) {
            return Optional.of(failed(call, "The arguments must be a JSON object.", 0));
        }
        var job = new Job(call, tool.get(), arguments);
        jobs.put(call.index(), job);
        return decide(job);
    }

    private Optional<Part.Tool> decide(Job job) throws InterruptedException {
        var call = job.call;
        var before = approvals.before(call);
        if (call.state() == Part.Tool.State.RUNNING) {
            // An interruption came between its beginning and its end.
            if (job.tool.hasSideEffects()) {
                await(job, approvals.ask(call, ApprovalDesk.DOUBT));
            } else {
                start(job);
            }
        } else if (before.isPresent()) {
            job.reason = before.get().reason();
            if (before.get().verdict().isPresent()) {
                return answered(job, before.get().verdict().get());
            }
            await(job, approvals.askOn(call, before.get()));
        } else if (approvals.isNeeded(job.tool, job.arguments)) {
            await(job, approvals.ask(call, ApprovalDesk.PERMISSION));
        } else {
            start(job);
        }
        return Optional.empty();
    }

    /** Has a call wait for its owner's word. */
    private static void await(Job job, Event.ApprovalRequest request) {
        job.asked = request;
        job.reason = request.reason();
        job.untilMillis = request.untilMillis();
    }

    private void start(Job job) throws InterruptedException {
        if (job.tool instanceof HelperTool helper) {
            job.helper = begun(job, helper);
        }
        var index = job.call.index();
        context.emit(new Event.ToolStart(context.reply(), index));
        if (job.tool.hasSideEffects()) {
            // After a crash it must be known that this call may have taken effect.
            context.awaitKept();
        }
        job.asked = null;
        var now = context.millis();
        job.untilMillis = now + Math.min(job.tool.timeoutMillis(), budget.leftMillis(now));
        var tool = job.helper == null ? job.tool : job.helper;
        context.start(index, job.call.call(), tool, job.arguments);
    }

    /** A helper at its place in the reply, where it may have begun before an interruption. */
    private HelperTool.Begun begun(Job job, HelperTool tool) throws InterruptedException {
        var known = HelperTool.begun(context.shown(), job.call.index());
        var place = known.isPresent() ? known.get() : begin(job, tool);
        job.helperPart = place.index();
        var task = HelperTool.task(job.arguments);
        return new HelperTool.Begun(tool, context.helper(place, tool.agent(), task, budget), task);
    }

    private Part.Delegation begin(Job job, HelperTool tool) throws InterruptedException {
        var part = writer.nextPart();
        var start =
                new Event.DelegateStart(
                        context.reply(),
                        part,
                        job.call.index(),
                        context.reply() + "." + part,
                        tool.agent().name(),
                        context.modelName(tool.agent()));
        context.emit(start);
        return Part.Delegation.begun(start);
    }

    /** Waits for what happens next; the call that is over by it, if one is. */
    private Optional<Part.Tool> next() throws InterruptedException {
        var until = jobs.values().stream().mapToLong(job -> job.untilMillis).min().orElse(0);
        return switch (context.await(until)) {
            case Happening.Done(var part, var output, var millis) -> {
                var job = jobs.remove(part);
                yield job == null ? Optional.empty() : Optional.of(done(job, output, millis));
            }
            case Happening.Failed(var part, var reason, var millis) -> {
                var job = jobs.remove(part);
                yield job == null ? Optional.empty() : Optional.of(failed(job, reason, millis));
            }
            case Happening.Answered(var part, var verdict) -> {
                var job = jobs.get(part);
                yield job == null ? Optional.empty() : answered(job, verdict);
            }
            case Happening.Silence _ -> giveUp();
        };
    }

    private Optional<Part.Tool> answered(Job job, Verdict verdict) throws InterruptedException {
        if (verdict == Verdict.ALLOWED) {
            start(job);
            return Optional.empty();
        }
        jobs.remove(job.call.index());
        return Optional.of(failed(job.call, ApprovalDesk.refusal(verdict, job.reason), 0));
    }

    /** Ends the first call whose time is over. */
    private Optional<Part.Tool> giveUp() throws InterruptedException {
        var now = context.millis();
        for (var job : jobs.values()) {
            if (job.untilMillis <= now) {
                return job.asked == null ? Optional.of(tooSlow(job)) : expired(job, job.asked);
            }
        }
        return Optional.empty();
    }

    private Part.Tool tooSlow(Job job) throws InterruptedException {
        jobs.remove(job.call.index());
        context.abandon(job.call.index());
        return failed(
                job,
                "The tool took longer than %d seconds and was stopped."
                        .formatted(job.tool.timeoutMillis() / 1_000),
                job.tool.timeoutMillis());
    }

    private Optional<Part.Tool> expired(Job job, Event.ApprovalRequest asked)
            throws InterruptedException {
        if (!approvals.expire(asked)) {
            // Answered in the last moment: that is the next thing to happen.
            job.untilMillis = Long.MAX_VALUE;
            return Optional.empty();
        }
        return answered(job, Verdict.EXPIRED);
    }

    private Part.Tool done(Job job, ToolOutput output, long millis) throws InterruptedException {
        if (job.tool instanceof HandoverTool next
                && !stage.hasHandedOver(job.call)
                && !stage.handOver(job.call, next.agent())) {
            return failed(job.call, "The conversation was handed over already.", millis);
        }
        end(job);
        var text = job.helper == null ? sources.written(output) : sources.renumbered(output);
        mentioned.add(text);
        return over(job.call, Part.Tool.State.DONE, cut(text), millis);
    }

    /** Says that a helper is done, whether or not it has got there. */
    private void end(Job job) throws InterruptedException {
        if (job.helper != null) {
            job.helper.stop();
            var used = job.helper.usage();
            context.emit(
                    new Event.DelegateEnd(
                            context.reply(),
                            job.helperPart,
                            used.input(),
                            used.cached(),
                            used.output(),
                            used.reasoning()));
        }
    }

    private Part.Tool failed(Job job, String reason, long millis) throws InterruptedException {
        end(job);
        return failed(job.call, reason, millis);
    }

    private Part.Tool failed(Part.Tool call, String reason, long millis)
            throws InterruptedException {
        return over(call, Part.Tool.State.FAILED, cut(reason), millis);
    }

    private Part.Tool over(Part.Tool call, Part.Tool.State state, String text, long millis)
            throws InterruptedException {
        var end =
                new Event.ToolEnd(
                        context.reply(),
                        call.index(),
                        state == Part.Tool.State.FAILED,
                        text,
                        millis);
        context.emit(end);
        return call.over(end);
    }

    private static String cut(String text) {
        return text.length() <= RESULT_CHARS
                ? text
                : text.substring(0, RESULT_CHARS) + "\n… (cut: the result was longer)";
    }
}
