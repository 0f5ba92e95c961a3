package runnel.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import runnel.agent.Agent;
import runnel.agent.AgentContext;
import runnel.agent.Budget;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Message.Part.Delegation;
import runnel.conversation.RunState;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.log.Entry;
import runnel.workflow.WorkflowContext;

/** What a workflow sees of its run and of the conversation that it belongs to. */
final class WorkflowDesk implements WorkflowContext {
    /** An agent that no tool call has asked for. */
    private static final int NO_CALL = -1;

    private final Run run;
    private final Conversation conversation;
    private final RunState state;
    private final History history;
    private final Model model;
    private final Earlier earlier;
    private final Map<Integer, String> shown = new HashMap<>();
    private final Set<Integer> given;

    WorkflowDesk(
            Run run,
            Conversation conversation,
            RunState state,
            History history,
            Model model,
            Earlier earlier) {
        this.run = run;
        this.conversation = conversation;
        this.state = state;
        this.history = history;
        this.model = model;
        this.earlier = earlier;
        // Now, before this attempt has told of any step itself.
        this.given = state.attempt() == 1 ? Set.of() : givenBefore();
        for (var part : earlier.parts()) {
            if (part instanceof Message.Part.Text text) {
                shown.put(text.index(), text.text());
            }
        }
    }

    @Override
    public String question() {
        return history.question();
    }

    @Override
    public Model model() {
        return model;
    }

    @Override
    public String owner() {
        return conversation.owner();
    }

    @Override
    public String reply() {
        return run.reply();
    }

    @Override
    public List<Event.NodeEnd> finished() {
        return conversation.find(state.reply()).map(this::ends).orElse(List.of());
    }

    @Override
    public Set<Integer> given() {
        return given;
    }

    private Set<Integer> givenBefore() {
        return conversation.find(state.reply()).stream()
                .flatMap(header -> events(header, Event.NodeInput.class))
                .map(Event.NodeInput::part)
                .collect(Collectors.toSet());
    }

    @Override
    public Spent spent() {
        var over = finished().stream().map(Event.NodeEnd::part).collect(Collectors.toSet());
        // Agents at places that are not over count for themselves when they go on.
        var parts =
                earlier.parts().stream()
                        .filter(part ->
                                !(part instanceof Message.Part.Delegation)
                                        || over.contains(part.index()))
                        .toList();
        return new Spent(earlier.steps().size(), Budget.usage(parts, earlier.steps()));
    }

    @Override
    public Optional<Agent> agent(String name) {
        return run.colleague(name);
    }

    @Override
    public Optional<Delegation> written(int part) throws InterruptedException {
        awaitKept();
        return run.earlier().parts().stream()
                .filter(Delegation.class::isInstance)
                .map(Delegation.class::cast)
                .filter(place -> place.index() == part)
                .findFirst();
    }

    @Override
    public AgentContext.Delegate delegate(int part, Agent agent, String task, Optional<Model> voice)
            throws InterruptedException {
        var known = written(part);
        var place = known.isPresent() ? known.get() : begin(part, agent, voice);
        var above = new HelperRun.Upper(-1, run::reply, Optional.empty(), voice);
        return new HelperRun(run, above, place, agent, task);
    }

    private Delegation begin(int part, Agent agent, Optional<Model> voice)
            throws InterruptedException {
        var start =
                new Event.DelegateStart(
                        reply(),
                        part,
                        NO_CALL,
                        reply() + "." + part,
                        agent.name(),
                        voice.isPresent() ? "" : run.modelName(agent));
        emit(start);
        return Delegation.begun(start);
    }

    @Override
    public void together(List<Task> tasks) throws InterruptedException {
        Together.work(run.id(), tasks);
    }

    @Override
    public Map<Integer, String> shown() {
        return shown;
    }

    @Override
    public Optional<String> before(String step) {
        for (var header : conversation.pathTo(state.message()).reversed()) {
            if (header.author() == Header.Author.AGENT) {
                var found =
                        ends(header).stream()
                                .filter(end -> end.name().equals(step))
                                .map(Event.NodeEnd::output)
                                .findFirst();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** The steps of one reply that are over, by the log. */
    private List<Event.NodeEnd> ends(Header header) {
        return events(header, Event.NodeEnd.class).toList();
    }

    private <E extends Event.OfReply> Stream<E> events(Header header, Class<E> type) {
        var log = conversation.log();
        var to = state.reply().equals(header.id()) ? log.durable() : 0;
        var entries = log.range(header.firstSeq() - 1, Math.max(header.lastSeq(), to));
        return StreamSupport.stream(entries.spliterator(), false)
                .map(Entry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.message().equals(header.id()));
    }

    @Override
    public void emit(Event event) throws InterruptedException {
        run.emit(event);
    }

    @Override
    public void awaitKept() throws InterruptedException {
        run.awaitKept();
    }

    @Override
    public long nanos() {
        return run.nanos();
    }
}
