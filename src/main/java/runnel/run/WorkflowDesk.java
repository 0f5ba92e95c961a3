package runnel.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import runnel.conversation.Conversation;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.RunState;
import runnel.event.Event;
import runnel.llm.Model;
import runnel.workflow.WorkflowContext;

/** What a workflow sees of its run and of the conversation that it belongs to. */
final class WorkflowDesk implements WorkflowContext {
    private final Run run;
    private final Conversation conversation;
    private final RunState state;
    private final History history;
    private final Model model;
    private final Map<Integer, String> shown = new HashMap<>();

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
        var log = conversation.log();
        var ends = new ArrayList<Event.NodeEnd>();
        for (var entry :
                log.range(
                        header.firstSeq() - 1,
                        Math.max(
                                header.lastSeq(),
                                state.reply().equals(header.id()) ? log.durable() : 0))) {
            if (entry.event() instanceof Event.NodeEnd end && end.message().equals(header.id())) {
                ends.add(end);
            }
        }
        return ends;
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
