package runnel.run;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.agent.Agent;
import runnel.agent.Agents;
import runnel.agent.RememberTool;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.conversation.Accepted;
import runnel.conversation.Command;
import runnel.conversation.Conversation;
import runnel.conversation.ConversationStore;
import runnel.conversation.Conversations;
import runnel.conversation.Facts;
import runnel.event.Outcome;
import runnel.llm.Models;
import runnel.llm.Room;
import runnel.llm.Usage;
import runnel.workflow.Durations;
import runnel.workflow.Workflow;
import runnel.workflow.Workflows;

/**
 * All runs that are alive, and the door for commands. Thread-safe.
 *
 * <p>A command is accepted by its conversation; whatever can start then starts. At the start of the
 * server, runs that an interruption left unfinished are taken up, or come to an honest end.
 */
public final class Runs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /** How long the server waits at its end for runs that do not stop. */
    private static final long CLOSING_MILLIS = 5_000;

    /** How long who stops a run waits for its end: so long, one that does not listen may go on. */
    private static final long STOPPING_MILLIS = 1_000;

    private final Conversations conversations;
    private final Models models;
    private final Agents agents;
    private final Clock clock;
    private final Meter meter;
    private final Map<String, Workflow> workflows = new ConcurrentHashMap<>();
    private volatile Workflows offered = Workflows.NONE;
    private volatile Durations durations;
    private final News news;
    private final Pictures pictures = new Pictures();
    private final Alive alive;
    private final Steering steering = new Steering(this);
    private final Housekeeper housekeeper;
    private volatile Optional<Titles> titles = Optional.empty();
    private volatile Optional<Summaries> summaries = Optional.empty();
    private volatile Room room = Room.DEFAULT;
    private volatile Optional<Facts> facts = Optional.empty();

    public Runs(
            Conversations conversations,
            Models models,
            Agents agents,
            Clock clock,
            Limits limits,
            Meter meter) {
        this.conversations = conversations;
        this.models = models;
        this.agents = agents;
        this.clock = clock;
        this.alive = new Alive(this, models, agents, limits);
        this.meter = meter;
        this.news = new News(clock);
        this.durations = new Durations(Durations.Keeper.NONE, clock);
        this.housekeeper = new Housekeeper(conversations, clock, this::leaveLost, this::recover);
        housekeeper.start();
    }

    /**
     * Offers a workflow to messages that name it as their agent; to be called before {@link
     * #recover}.
     */
    public void offer(Workflow workflow) {
        workflows.put(workflow.name(), workflow);
    }

    /** Offers workflows that may come and go; to be called before {@link #recover}. */
    public void offer(Workflows some) {
        offered = some;
    }

    /** Keeps over restarts how long steps take; to be called before {@link #recover}. */
    public void keep(Durations.Keeper keeper) {
        durations = new Durations(keeper, clock);
    }

    /**
     * Sends a message and starts its run, if no other is active; durable when this returns.
     *
     * @param conversation made where it does not exist; empty for a new one
     */
    public Accepted send(String owner, String conversation, Command.Send send)
            throws InterruptedException {
        checkOpen();
        models.check(send.model());
        checkAgent(send.agent());
        return conversations.send(owner, conversation, send, alive::begin);
    }

    /**
     * Has a model name conversations after their first answer.
     *
     * @param model full name of that model; empty for the one that has answered
     */
    public void nameConversations(String model) {
        titles = Optional.of(new Titles(conversations.store(), models, model));
    }

    /** Gives models so many tokens of a conversation, of its end. */
    public void limitHistory(Room room) {
        this.room = room;
    }

    /**
     * Has a model sum up what is older than that.
     *
     * @param model full name of that model; empty for the one that has answered
     */
    public void sumUp(String model) {
        summaries = Optional.of(new Summaries(conversations.store(), models, model));
    }

    /** Tells agents that can remember what is remembered of those they serve. */
    public void remember(Facts facts) {
        this.facts = Optional.of(facts);
    }

    /** An agent, told all that it is to know in a conversation. */
    Agent told(Agent agent, Conversation conversation) {
        var known =
                facts.filter(all -> agent.tools().find(RememberTool.NAME).isPresent())
                        .map(all -> RememberTool.told(all, conversation.owner()))
                        .orElse("");
        return agent.told(conversation.profile().instruction()).told(known);
    }

    /** Carries out any other command; durable when this returns. */
    public Accepted command(String owner, String id, Command command) throws InterruptedException {
        return commands(owner, id, List.of(command));
    }

    /**
     * Carries out several commands, at least one, in their order; durable when this returns.
     *
     * @return the last one's answer
     */
    public Accepted commands(String owner, String id, List<Command> commands)
            throws InterruptedException {
        checkOpen();
        for (var command : commands) {
            if (command instanceof Command.UseModel use) {
                models.check(use.model());
            }
            if (command instanceof Command.UseAgent use) {
                checkAgent(use.agent());
            }
            if (command instanceof Command.Regenerate regenerate) {
                models.check(regenerate.model());
            }
            Conversation.check(command);
        }
        try (var conversation = conversations.open(id, owner)) {
            Accepted accepted = null;
            for (var command : commands) {
                accepted = conversation.exclusively(() -> steering.carryOut(conversation, command));
            }
            alive.begin(conversation);
            conversation.log().awaitDurable(Objects.requireNonNull(accepted).seq());
            for (var command : commands) {
                if (command instanceof Command.Cancel cancel) {
                    awaitEnd(conversation, cancel.run());
                }
            }
            return accepted;
        }
    }

    // The end itself says that it was stopped: until that is kept, a crash would have it taken up.
    private void awaitEnd(Conversation conversation, String id) throws InterruptedException {
        var run = alive.find(id);
        if (run.isPresent()) {
            run.get().awaitEnd(STOPPING_MILLIS);
        }
        conversation.log().awaitDurable(conversation.log().last());
    }

    /** Takes up what an interruption left unfinished. Harmless at any time. */
    public void recover() {
        for (var id : conversations.store().unfinished()) {
            try (var conversation = conversations.open(id)) {
                conversation.active().ifPresent(run -> alive.takeUp(conversation, run));
                alive.begin(conversation);
            } catch (Problem e) {
                LOG.warn("conversation {} is not taken up yet: {}", id, e.getMessage());
                needRecovery();
            } catch (RuntimeException e) {
                // A log that cannot be read, such as one of a later version, holds up no other.
                LOG.error("conversation {} is not taken up", id, e);
            }
        }
    }

    /** Stops runs that lost their store while they wait for something else, perhaps for hours. */
    private void leaveLost() {
        alive.all().stream().filter(Run::isLost).forEach(Run::abandon);
    }

    /** Who wants to know what ends. */
    public News news() {
        return news;
    }

    /** How many runs are alive. */
    public int count() {
        return alive.count();
    }

    /** Stops all runs without ending them, so that the next start takes them up. */
    @Override
    public void close() throws InterruptedException {
        alive.close();
        housekeeper.close();
        alive.all().forEach(Run::abandon);
        titles.ifPresent(Titles::close);
        summaries.ifPresent(Summaries::close);
        var until = clock.millis() + CLOSING_MILLIS;
        for (var run : alive.all()) {
            if (!run.join(Math.max(1, until - clock.millis()))) {
                LOG.warn("run {} does not stop; the next start takes it up", run.id());
            }
        }
    }

    /** All workflows that messages may ask for. */
    public List<Workflow> workflows() {
        return Stream.concat(workflows.values().stream(), offered.list().stream()).toList();
    }

    Optional<Workflow> workflow(String name) {
        return Optional.ofNullable(workflows.get(name)).or(() -> offered.find(name));
    }

    /**
     * @throws Problem {@code agent-unknown} where neither an agent nor a workflow has that name
     */
    void checkAgent(String name) {
        if (agents.find(name).isEmpty() && workflow(name).isEmpty()) {
            var names =
                    Stream.concat(
                                    agents.list().stream().map(Agent::name),
                                    workflows().stream().map(Workflow::name))
                            .collect(Collectors.joining(", "));
            throw new Problem(Problem.Kind.INVALID, "agent-unknown", name, names);
        }
    }

    Agents agents() {
        return agents;
    }

    Durations durations() {
        return durations;
    }

    Pictures pictures() {
        return pictures;
    }

    /** Tokens of a conversation that a model is given. */
    int room(String model) {
        return room.of(model);
    }

    Clock clock() {
        return clock;
    }

    Meter meter() {
        return meter;
    }

    ConversationStore store() {
        return conversations.store();
    }

    /** The caller holds the conversation, and starts the run when it has let go. */
    Optional<Run> claimAgain(Conversation conversation, String id, boolean fruitless) {
        return alive.claimAgain(conversation, id, fruitless);
    }

    Optional<Run> alive(String id) {
        return alive.find(id);
    }

    void needRecovery() {
        housekeeper.needRecovery();
    }

    void ended(Run run, Conversation conversation) {
        alive.remove(run);
        try {
            if (run.isLost()) {
                // Only now: as long as it is among those alive it is not taken up.
                needRecovery();
            } else if (!alive.isClosing()) {
                alive.begin(conversation);
                tell(run, conversation);
                if (run.outcome().filter(Outcome.DONE::equals).isPresent()) {
                    titles.ifPresent(all -> all.look(conversation, run.reply()));
                    run.crowdedRoom()
                            .ifPresent(tokens ->
                                    summaries.ifPresent(all -> all.look(conversation, tokens)));
                }
            }
        } catch (Problem e) {
            needRecovery();
        } finally {
            conversation.close();
        }
    }

    private void tell(Run run, Conversation conversation) {
        if (run.outcome().isEmpty()) {
            return;
        }
        try {
            conversation.log().awaitDurable(conversation.log().last());
            news.tell(
                    conversation.owner(),
                    conversation.id(),
                    conversation.title(),
                    run.outcome().orElseThrow());
        } catch (InterruptedException e) {
            // The server stops: whoever comes back sees it in the log.
            Thread.currentThread().interrupt();
        }
    }

    private void checkOpen() {
        if (alive.isClosing()) {
            throw new Problem(Problem.Kind.UNAVAILABLE, "shutting-down");
        }
    }

    /**
     * @param attempts attempts in a row that brought nothing, before a run ends as failed
     */
    public record Limits(int attempts) {
        public static final Limits DEFAULT = new Limits(3);
    }

    /** Learns of what runs do. */
    public interface Meter {
        void started();

        void firstToken(long nanos);

        void token();

        void ended(Outcome outcome, Usage usage);
    }
}
