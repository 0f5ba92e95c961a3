package runnel.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.base.Problem;
import runnel.conversation.Conversation;
import runnel.conversation.RunState;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.llm.Models;

/** The runs that are alive, and how they come to be so. Thread-safe. */
final class Alive {
    private static final Logger LOG = LoggerFactory.getLogger(Alive.class);

    private final Runs all;
    private final Models models;
    private final Agents agents;
    private final Runs.Limits limits;
    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private volatile boolean closing;

    Alive(Runs all, Models models, Agents agents, Runs.Limits limits) {
        this.all = all;
        this.models = models;
        this.agents = agents;
        this.limits = limits;
    }

    Optional<Run> find(String id) {
        return Optional.ofNullable(runs.get(id));
    }

    int count() {
        return runs.size();
    }

    List<Run> all() {
        return List.copyOf(runs.values());
    }

    void remove(Run run) {
        runs.remove(run.id(), run);
    }

    /** From now on nothing starts any more. */
    void close() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }

    /**
     * Starts what can start in a conversation. Whoever sees a run that has begun also finds it
     * among those alive: both come in one step.
     */
    void begin(Conversation conversation) {
        for (var next = conversation.next();
                next.isPresent() && !closing;
                next = conversation.next()) {
            var queued = next.get();
            var profile = conversation.profile();
            var agent = queued.agent().isEmpty() ? profile.agent() : queued.agent();
            // Asks providers, perhaps: nobody shall wait for that.
            var model =
                    nameOf(
                            Stream.of(queued.model(), profile.model(), wishOf(agent))
                                    .filter(name -> !name.isEmpty())
                                    .findFirst()
                                    .orElse(""));
            conversation
                    .exclusively(() ->
                            conversation
                                    .begin(queued.id(), agent, model)
                                    .map(state -> claim(conversation, state)))
                    .ifPresent(Run::start);
        }
    }

    /** The model that an agent wants; empty for none. */
    private String wishOf(String agent) {
        return agents.find(agent).map(Agent::model).orElse("");
    }

    // A name that means nothing any more, such as that of a provider which is gone, must not hold
    // up those who wait: the run begins, and ends by saying so.
    private String nameOf(String model) {
        try {
            return models.fullName(model);
        } catch (Problem e) {
            LOG.debug("run with an unknown model", e);
            return model;
        }
    }

    /** The caller holds the conversation, and starts the run when it has let go. */
    private Run claim(Conversation conversation, RunState state) {
        // One that is gone, or a workflow, is found out when the run begins.
        var agent = agents.find(state.agent()).orElseGet(agents::standard);
        var run = new Run(all, conversation.opened(), state, agent, models);
        runs.put(run.id(), run);
        if (closing) {
            // Whoever closes may not have seen it.
            run.abandon();
        }
        return run;
    }

    /** Starts a run again that an interruption left unfinished, if it may try once more. */
    void takeUp(Conversation conversation, RunState state) {
        // What is deleted is not taken up either, but ends.
        var waits = state.paused() && !conversation.profile().isDeleted();
        if (!waits && !closing && !runs.containsKey(state.id())) {
            var fruitless = Earlier.fruitless(conversation, state) >= limits.attempts();
            conversation
                    .exclusively(() -> claimAgain(conversation, state.id(), fruitless))
                    .ifPresent(Run::start);
        }
    }

    /** The caller holds the conversation, and starts the run when it has let go. */
    Optional<Run> claimAgain(Conversation conversation, String id, boolean fruitless) {
        var run = conversation.run(id).filter(RunState::isActive);
        if (runs.containsKey(id) || run.isEmpty()) {
            return Optional.empty();
        }
        if (conversation.profile().isDeleted()) {
            // Who deleted it has stopped the run, too.
            conversation.emit(new Event.RunEnd(id, Outcome.CANCELLED, 0, 0, 0, 0));
            return Optional.empty();
        }
        if (run.get().paused()) {
            // In the last moment.
            return Optional.empty();
        }
        if (fruitless) {
            conversation.emit(new Event.RunProblem(id, "run-interrupted", List.of()));
            conversation.emit(new Event.RunEnd(id, Outcome.FAILED, 0, 0, 0, 0));
            return Optional.empty();
        }
        LOG.info("taking up run {}", id);
        return conversation.beginAgain(id).map(state -> claim(conversation, state));
    }
}
