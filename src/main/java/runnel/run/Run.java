package runnel.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.AgentLoop;
import runnel.agent.Happening;
import runnel.agent.Rounds;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.RunState;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.event.Verdict;
import runnel.llm.Model;
import runnel.llm.Models;
import runnel.llm.Prompt;
import runnel.llm.Usage;
import runnel.tool.Tool;
import runnel.workflow.WorkflowLoop;

/**
 * One execution of an agent inside a conversation, on a virtual thread of its own.
 *
 * <p>To stop it is to interrupt its thread: that reaches whatever it waits for. Each run that
 * begins also ends, with an outcome in the log, unless the server goes down; then the next start
 * takes it up.
 */
final class Run implements AgentContext {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final Runs runs;
    private final Conversation conversation;
    private final Agent agent;
    private final Models models;
    private final Thread thread;
    private final long startNanos;
    private volatile RunState state;
    private volatile boolean abandoned;
    private volatile boolean cancelled;
    private volatile boolean paused;
    private final Bench bench;
    private final Approvals approvals = new Approvals();
    private @Nullable Model model;
    private boolean wasPaused;
    private boolean spoke;
    private @Nullable Outcome outcome;
    private List<Message.Part> shown = List.of();
    private List<Message.Step> steps = List.of();

    Run(Runs runs, Conversation conversation, RunState state, Agent agent, Models models) {
        this.runs = runs;
        this.conversation = conversation;
        this.state = state;
        this.agent = agent;
        this.models = models;
        this.startNanos = runs.clock().nanos();
        this.bench = new Bench(state.id(), runs.clock());
        this.thread = Thread.ofVirtual().name(state.id()).unstarted(this::live);
    }

    String id() {
        return state.id();
    }

    /** How it has ended; empty while it has not, and for one that was abandoned. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    void start() {
        thread.start();
    }

    /** Stops it for good: it ends as cancelled, also where it has not yet started. */
    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    /**
     * Stops it for now, because the server goes down: it does not end, and is taken up at the next
     * start.
     */
    void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    /** Waits for its end; false where it does not come in time. */
    boolean join(long millis) throws InterruptedException {
        return thread.join(Duration.ofMillis(millis));
    }

    void pause(boolean paused) {
        this.paused = paused;
        if (!paused) {
            LockSupport.unpark(thread);
        }
    }

    /**
     * Answers a request for approval.
     *
     * @throws Problem {@code approval-over}
     */
    void answer(String approval, Verdict verdict) {
        approvals.answer(
                approval,
                verdict,
                request -> {
                    conversation.emit(
                            new Event.ApprovalAnswer(
                                    request.message(), request.part(), approval, verdict));
                    bench.add(new Happening.Answered(request.part(), verdict));
                });
    }

    @Override
    public Agent agent() {
        return agent;
    }

    @Override
    public Model model() {
        return Objects.requireNonNull(model);
    }

    @Override
    public String reply() {
        return state.reply();
    }

    @Override
    public List<Message.Part> shown() {
        return shown;
    }

    @Override
    public List<Message.Step> steps() {
        return steps;
    }

    @Override
    public List<Prompt.Turn> history() {
        var path = conversation.pathTo(state.message());
        var from = Math.max(0, path.size() - runs.limits().historyMessages());
        var log = conversation.log();
        var turns = new ArrayList<Prompt.Turn>();
        var chars = 0;
        var recent =
                Transcript.read(
                        conversation, runs.store(), path.subList(from, path.size()), log.durable());
        for (var message : recent.reversed()) {
            var said = said(message);
            chars += said.stream().mapToInt(Run::chars).sum();
            if (!turns.isEmpty() && chars > runs.limits().historyChars()) {
                break;
            }
            turns.addAll(said.reversed());
        }
        return turns.reversed();
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        if (paused) {
            awaitResume();
        }
        conversation.emit(event);
        if (event instanceof Event.Delta) {
            if (!spoke) {
                spoke = true;
                runs.meter().firstToken(runs.clock().nanos() - startNanos);
            }
            runs.meter().token();
            conversation.log().awaitRoom();
        }
    }

    @Override
    public void awaitKept() throws InterruptedException {
        conversation.log().awaitDurable(conversation.log().last());
    }

    @Override
    public void branch() {
        state = conversation.branch(state.id()).orElse(state);
    }

    @Override
    public long millis() {
        return runs.clock().millis();
    }

    @Override
    public void start(int part, String call, Tool tool, JsonNode arguments) {
        var caller = new Tool.Caller(conversation.owner(), conversation.id(), call);
        bench.start(part, () -> tool.call(arguments, caller));
    }

    @Override
    public void abandon(int part) {
        bench.abandon(part);
    }

    @Override
    public void open(Event.ApprovalRequest request) {
        approvals.open(request);
    }

    @Override
    public boolean withdraw(String approval) {
        return approvals.withdraw(approval);
    }

    @Override
    public Happening await(long untilMillis) throws InterruptedException {
        return bench.await(untilMillis);
    }

    private static List<Prompt.Turn> said(Message message) {
        if (message.header().author() == Header.Author.AGENT) {
            return Rounds.turns(message.parts(), message.turn().steps());
        }
        return message.text().isEmpty() ? List.of() : List.of(new Prompt.User(message.text()));
    }

    private static int chars(Prompt.Turn turn) {
        return switch (turn) {
            case Prompt.User user -> user.text().length();
            case Prompt.Assistant said ->
                    said.text().length()
                            + said.calls().stream()
                                    .mapToInt(call -> call.arguments().length())
                                    .sum();
            case Prompt.Tool tool -> tool.result().text().length();
        };
    }

    long nanos() {
        return runs.clock().nanos();
    }

    private void awaitResume() throws InterruptedException {
        wasPaused = true;
        while (paused) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void live() {
        MDC.put("run", id());
        MDC.put("conversation", conversation.id());
        try {
            runs.meter().started();
            while (!attempt()) {
                conversation.beginAgain(id()).ifPresent(next -> state = next);
            }
        } catch (InterruptedException e) {
            stopped();
        } catch (Throwable e) {
            // The store failed, or the machine: what is durable stays, and the run is taken up
            // when it works again.
            LOG.error("run {} lost its store", id(), e);
            runs.needRecovery();
        } finally {
            MDC.clear();
            runs.ended(this, conversation);
        }
    }

    /**
     * @return false when a new attempt is due: the provider did not wait while the run was paused
     */
    private boolean attempt() throws InterruptedException {
        // No money is spent on what is not yet kept, nor is anything said again that soon will be.
        awaitKept();
        var work = Work.NONE;
        wasPaused = false;
        try {
            if (cancelled) {
                throw new InterruptedException();
            }
            model = models.model(state.model());
            readShown();
            work = work();
            var result = work.run();
            if (result.outcome() == Outcome.TRUNCATED) {
                conversation.emit(new Event.RunProblem(id(), "reply-truncated", List.of()));
            }
            end(result.outcome(), result.usage());
        } catch (InterruptedException e) {
            interrupted(work, e);
        } catch (RuntimeException e) {
            if (conversation.log().hasFailed()) {
                throw e;
            }
            if (Thread.currentThread().isInterrupted()) {
                // Whatever it was doing says so in words of its own.
                var interruption = new InterruptedException();
                interruption.initCause(e);
                interrupted(work, interruption);
                return true;
            }
            if (e instanceof Problem && wasPaused) {
                return false;
            }
            fail(work, e);
        } finally {
            bench.clear();
        }
        return true;
    }

    private Work work() {
        runs.checkAgent(state.agent());
        return runs.workflow(state.agent())
                .map(workflow ->
                        Work.of(
                                new WorkflowLoop(
                                        new WorkflowDesk(this, conversation, state, shown),
                                        workflow,
                                        runs.durations())))
                .orElseGet(() -> Work.of(new AgentLoop(this)));
    }

    private void interrupted(Work work, InterruptedException e) throws InterruptedException {
        if (abandoned) {
            throw e;
        }
        close(work);
        end(Outcome.CANCELLED, work.usage());
    }

    private void readShown() {
        var log = conversation.log();
        var before =
                conversation
                        .find(state.reply())
                        .map(header ->
                                Transcript.read(
                                                conversation,
                                                runs.store(),
                                                List.of(header),
                                                log.durable())
                                        .getFirst());
        shown = before.map(Message::parts).orElse(List.of());
        steps = before.map(message -> message.turn().steps()).orElse(List.of());
    }

    private void fail(Work work, RuntimeException e) {
        if (e instanceof Problem problem) {
            LOG.warn("run {} failed: {}", id(), e.getMessage());
            fail(work, problem.code(), problem.values());
        } else {
            var trace = Id.trace();
            LOG.error("run {} failed, error {}", id(), trace, e);
            fail(work, "internal", List.of(trace));
        }
    }

    private void fail(Work work, String code, List<String> values) {
        close(work);
        conversation.emit(new Event.RunProblem(id(), code, values));
        end(Outcome.FAILED, work.usage());
    }

    @SuppressWarnings(
            "InterruptedInCatchBlock") // Whoever stops a run has been heard: its end is still to be
    // written.
    private void close(Work work) {
        paused = false;
        Thread.interrupted();
        try {
            work.close();
        } catch (InterruptedException e) {
            // Stopped twice: the part's end is implied by the run's.
            Thread.interrupted();
        }
    }

    private void stopped() {
        if (!abandoned && !conversation.log().hasFailed()) {
            end(Outcome.CANCELLED, Usage.NONE);
        }
    }

    private void end(Outcome outcome, Usage usage) {
        approvals.close();
        this.outcome = outcome;
        conversation.emit(
                new Event.RunEnd(
                        id(),
                        outcome,
                        usage.input(),
                        usage.cached(),
                        usage.output(),
                        usage.reasoning()));
        runs.meter().ended(outcome, usage);
    }
}
