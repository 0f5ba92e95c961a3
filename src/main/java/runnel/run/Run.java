package runnel.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.AgentLoop;
import runnel.base.Id;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.RunState;
import runnel.conversation.Transcript;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Usage;

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
    private final Model model;
    private final Thread thread;
    private final long startNanos;
    private volatile RunState state;
    private volatile boolean abandoned;
    private volatile boolean paused;
    private boolean wasPaused;
    private boolean spoke;
    private @Nullable Outcome outcome;
    private List<Message.Part> shown = List.of();

    Run(Runs runs, Conversation conversation, RunState state, Agent agent, Model model) {
        this.runs = runs;
        this.conversation = conversation;
        this.state = state;
        this.agent = agent;
        this.model = model;
        this.startNanos = runs.clock().nanos();
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

    /** Stops it for good: it ends as cancelled. */
    void cancel() {
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

    void join() throws InterruptedException {
        thread.join();
    }

    void pause(boolean paused) {
        this.paused = paused;
        if (!paused) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public Agent agent() {
        return agent;
    }

    @Override
    public Model model() {
        return model;
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
            var text = message.text();
            chars += text.length();
            if (!turns.isEmpty() && chars > runs.limits().historyChars()) {
                break;
            }
            if (!text.isEmpty()) {
                turns.add(
                        message.header().author() == Header.Author.PERSON
                                ? new Prompt.User(text)
                                : new Prompt.Assistant(text, List.of()));
            }
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
    public void branch() {
        state = conversation.branch(state.id()).orElse(state);
        shown = List.of();
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
            // No money is spent on what is not yet kept.
            conversation.log().awaitDurable(conversation.log().last());
            while (!attempt()) {
                conversation.beginAgain(id()).ifPresent(next -> state = next);
            }
        } catch (InterruptedException e) {
            stopped();
        } catch (RuntimeException e) {
            // The store failed: what is durable stays, and the run is taken up when the store works
            // again.
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
        shown = readShown();
        wasPaused = false;
        var loop = new AgentLoop(this);
        try {
            var result = loop.run();
            if (result.outcome() == Outcome.TRUNCATED) {
                conversation.emit(new Event.RunProblem(id(), "reply-truncated", List.of()));
            }
            end(result.outcome(), result.usage());
        } catch (InterruptedException e) {
            if (abandoned) {
                throw e;
            }
            close(loop);
            end(Outcome.CANCELLED, loop.usage());
        } catch (Problem e) {
            if (conversation.log().hasFailed()) {
                throw e;
            }
            if (wasPaused) {
                return false;
            }
            LOG.warn("run {} failed: {}", id(), e.getMessage());
            fail(loop, e.code(), e.values());
        } catch (RuntimeException e) {
            if (conversation.log().hasFailed()) {
                throw e;
            }
            var trace = Id.trace();
            LOG.error("run {} failed, error {}", id(), trace, e);
            fail(loop, "internal", List.of(trace));
        }
        return true;
    }

    private List<Message.Part> readShown() {
        return conversation
                .find(state.reply())
                .map(header ->
                        Transcript.read(
                                        conversation,
                                        runs.store(),
                                        List.of(header),
                                        conversation.log().durable())
                                .getFirst()
                                .parts())
                .orElse(List.of());
    }

    private void fail(AgentLoop loop, String code, List<String> values) {
        close(loop);
        conversation.emit(new Event.RunProblem(id(), code, values));
        end(Outcome.FAILED, loop.usage());
    }

    @SuppressWarnings(
            "InterruptedInCatchBlock") // Whoever stops a run has been heard: its end is still to be
    // written.
    private void close(AgentLoop loop) {
        paused = false;
        Thread.interrupted();
        try {
            loop.close();
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
