package runnel.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.agent.Agent;
import runnel.agent.AgentLoop;
import runnel.agent.Happening;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.RunState;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.event.Verdict;
import runnel.llm.Model;
import runnel.llm.Models;
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
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /** How long one that is taken up waits for servers of tools that are just being reached. */
    private static final long TOOLS_MILLIS = 10_000;

    private final Runs runs;
    private final Conversation conversation;
    private final Agent agent;
    private final Models models;
    private final Thread thread;
    private final long startNanos;
    private volatile RunState state;
    private @Nullable History history;
    private volatile boolean abandoned;
    private volatile boolean cancelled;
    private volatile boolean lost;
    private final Bench bench;
    private final Approvals approvals = new Approvals();
    private final Gate gate = new Gate();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean spoke = new AtomicBoolean();
    private @Nullable Outcome outcome;

    /** Held by whoever writes for this run, so that nobody does after its end. */
    private final Object voice = new Object();

    private boolean over;

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

    /** The room of its history, where that is nearly full. */
    OptionalInt crowdedRoom() {
        var given = history;
        return given != null && given.isCrowded()
                ? OptionalInt.of(given.room())
                : OptionalInt.empty();
    }

    void start() {
        thread.start();
    }

    /** Stops it for good: it ends as cancelled, also where it has not yet started. */
    void cancel() {
        cancelled = true;
        thread.interrupt();
    }

    /** Whether it writes to this conversation, and not to one that died with its log. */
    boolean isOf(Conversation other) {
        return conversation == other;
    }

    /**
     * Whether its store failed, so that nothing it writes is kept any more, or the machine, so that
     * it has no end.
     */
    boolean isLost() {
        return lost || conversation.log().hasFailed();
    }

    /**
     * Stops it for now, because the server goes down: it does not end, and is taken up at the next
     * start. One that was stopped for good before stays so.
     */
    void abandon() {
        abandoned = true;
        thread.interrupt();
    }

    /** Waits until it writes no more, for so long at most. */
    void awaitEnd(long millis) throws InterruptedException {
        if (!ended.await(millis, TimeUnit.MILLISECONDS)) {
            LOG.debug("run {} does not stop at once", id());
        }
    }

    /** Waits until its thread is gone; false where that does not come in time. */
    boolean join(long millis) throws InterruptedException {
        return thread.join(Duration.ofMillis(millis));
    }

    void pause(boolean paused) {
        gate.close(paused);
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
                asked -> {
                    var request = asked.request();
                    conversation.emit(
                            new Event.ApprovalAnswer(
                                    request.message(), request.part(), approval, verdict));
                    asked.desk().bench.add(new Happening.Answered(request.part(), verdict));
                });
    }

    /** Id of the message that is being written. */
    String reply() {
        return state.reply();
    }

    /** Appends an event to the conversation; waits while the run is paused. */
    void emit(Event event) throws InterruptedException {
        emit(event, () -> true);
    }

    /**
     * The same for somebody who may have been left behind meanwhile.
     *
     * @param heard false from the time on that {@link #silence} has made it so
     */
    void emit(Event event, BooleanSupplier heard) throws InterruptedException {
        gate.pass();
        synchronized (voice) {
            if (over || !heard.getAsBoolean()) {
                throw new InterruptedException();
            }
            conversation.emit(event);
        }
        if (event instanceof Event.Delta) {
            if (!spoke.get() && spoke.compareAndSet(false, true)) {
                runs.meter().firstToken(runs.clock().nanos() - startNanos);
            }
            runs.meter().token();
            conversation.log().awaitRoom();
        }
    }

    /** When this returns, who was silenced has said their last word. */
    void silence(Runnable silencing) {
        synchronized (voice) {
            silencing.run();
        }
    }

    /** Waits until everything emitted is kept. */
    void awaitKept() throws InterruptedException {
        conversation.log().awaitDurable(conversation.log().last());
    }

    /** Gives up the reply written so far, which stays as a version, and begins another. */
    void branch() {
        beginAnew(conversation::branch);
    }

    /** The one in whose name a tool is called. */
    Tool.Caller caller(String call) {
        return new Tool.Caller(conversation.owner(), conversation.id(), call);
    }

    Approvals approvals() {
        return approvals;
    }

    long millis() {
        return runs.clock().millis();
    }

    /** The agent of that name, told what this conversation tells all; empty for none. */
    Optional<Agent> colleague(String name) {
        return runs.agents().find(name).map(found -> runs.told(found, conversation));
    }

    /** Full name of the model by which an agent answers in this run. */
    String modelName(Agent agent) {
        var asked = agent.name().equals(this.agent.name()) || agent.model().isEmpty();
        return asked ? state.model() : models.fullName(agent.model());
    }

    Model model(Agent agent) {
        return models.model(modelName(agent));
    }

    /** What has been written of the reply by now, as far as it is kept. */
    Earlier earlier() {
        return Earlier.of(conversation, runs.store(), state.reply());
    }

    /** Where the tools of a helper work. */
    Bench bench(String name) {
        return new Bench(name, runs.clock());
    }

    long nanos() {
        return runs.clock().nanos();
    }

    private void live() {
        MDC.put("run", id());
        MDC.put("conversation", conversation.id());
        try {
            runs.meter().started();
            while (!attempt()) {
                beginAnew(conversation::beginAgain);
            }
        } catch (InterruptedException e) {
            stopped();
        } catch (Throwable e) {
            // The store failed, or the machine: what is durable stays, and the run is taken up
            // when it works again.
            LOG.error("run {} lost its store", id(), e);
            lost = true;
        } finally {
            MDC.clear();
            ended.countDown();
            runs.ended(this, conversation);
        }
    }

    // What begins is not paused, for whoever reads of it: where this one is, that is said again.
    private void beginAnew(Function<String, Optional<RunState>> beginning) {
        conversation.exclusively(() -> {
            var begun = beginning.apply(id());
            begun.ifPresent(next -> state = next);
            if (begun.isPresent() && gate.isClosed()) {
                conversation.emit(new Event.RunPause(id()));
            }
            return begun;
        });
    }

    /**
     * @return false when a new attempt is due: the provider did not wait while the run was paused
     */
    private boolean attempt() throws InterruptedException {
        // No money is spent on what is not yet kept, nor is anything said again that soon will be.
        awaitKept();
        var work = Work.NONE;
        try {
            if (cancelled || abandoned) {
                throw new InterruptedException();
            }
            // Nor is anybody asked during a pause.
            gate.pass();
            gate.forget();
            work = work(models.model(state.model()));
            var result = work.run();
            if (!result.problem().isEmpty()) {
                conversation.emit(new Event.RunProblem(id(), result.problem(), List.of()));
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
            if (e instanceof Problem && gate.wasUsed()) {
                return false;
            }
            fail(work, e);
        } finally {
            bench.clear();
        }
        return true;
    }

    private Work work(Model model) throws InterruptedException {
        runs.checkAgent(state.agent());
        if (state.attempt() > 1) {
            // What it had begun to call, and what the model was offered, may not be there yet.
            agent.tools().awaitReached(TOOLS_MILLIS);
        }
        // Here, since it is read from the database: what goes wrong with that ends the run.
        var told = runs.told(agent, conversation);
        var earlier = state.attempt() == 1 ? Earlier.NOTHING : earlier();
        var room =
                agent.limits().history() > 0 ? agent.limits().history() : runs.room(state.model());
        var given =
                new History(
                        conversation,
                        runs.store(),
                        state.message(),
                        room,
                        runs.pictures(),
                        model.pictureLimits());
        history = given;
        return runs.workflow(state.agent())
                .map(workflow ->
                        Work.of(
                                new WorkflowLoop(
                                        new WorkflowDesk(
                                                this, conversation, state, given, model, earlier),
                                        workflow,
                                        runs.durations())))
                .orElseGet(() ->
                        Work.of(
                                new AgentLoop(
                                        new AgentDesk(this, told, model, given, earlier, bench))));
    }

    private void interrupted(Work work, InterruptedException e) throws InterruptedException {
        if (isLeft()) {
            throw e;
        }
        close(work);
        end(Outcome.CANCELLED, work.usage());
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
        gate.close(false);
        Thread.interrupted();
        try {
            work.close();
        } catch (InterruptedException e) {
            // Stopped twice: the part's end is implied by the run's.
            Thread.interrupted();
        }
    }

    private void stopped() {
        if (!isLeft() && !conversation.log().hasFailed()) {
            end(Outcome.CANCELLED, Usage.NONE);
        }
    }

    /** Whether it goes on when the server does. */
    private boolean isLeft() {
        return abandoned && !cancelled;
    }

    private void end(Outcome outcome, Usage usage) {
        approvals.close();
        this.outcome = outcome;
        synchronized (voice) {
            over = true;
            conversation.emit(
                    new Event.RunEnd(
                            id(),
                            outcome,
                            usage.input(),
                            usage.cached(),
                            usage.output(),
                            usage.reasoning()));
        }
        runs.meter().ended(outcome, usage);
    }
}
