package runnel.wire.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import runnel.conversation.Header;
import runnel.conversation.Message;
import runnel.conversation.Turn;
import runnel.event.Event;
import runnel.event.Outcome;
import runnel.markdown.Change;
import runnel.markdown.MarkdownStream;

/** The reply that is being written, as far as one viewer has it. */
final class Reply {
    private final Fragments fragments;
    private final Map<Integer, MarkdownStream> open = new HashMap<>();
    private final List<Message.Part> parts = new ArrayList<>();
    private final ToolCards tools;
    private final Map<Integer, Reply> helpers = new HashMap<>();
    private Message message;

    /**
     * @param message the reply as the viewer has it
     */
    Reply(Message message, Fragments fragments) {
        this.message = message;
        this.fragments = fragments;
        this.tools = new ToolCards(message.id(), message.header().run(), fragments);
        for (var part : message.parts()) {
            switch (part) {
                case Message.Part.Text text -> add(text.index(), false, text.text(), text.ended());
                case Message.Part.Reasoning reasoning ->
                        add(reasoning.index(), true, reasoning.text(), reasoning.ended());
                case Message.Part.Tool tool -> {
                    parts.add(tool);
                    tools.add(tool);
                }
                case Message.Part.Source source -> parts.add(source);
                case Message.Part.Handover change -> parts.add(change);
                case Message.Part.Delegation helper -> {
                    parts.add(helper);
                    if (!helper.ended()) {
                        helpers.put(helper.index(), within(helper));
                    }
                }
            }
        }
        this.message = message();
    }

    String id() {
        return message.id();
    }

    String run() {
        return message.header().run();
    }

    /** The reply of a helper, as one of its own. */
    private Reply within(Message.Part.Delegation helper) {
        var header = message.header();
        return new Reply(
                new Message(
                        new Header(
                                helper.reply(),
                                header.id(),
                                Header.Author.AGENT,
                                header.run(),
                                Header.State.WRITING,
                                header.rank(),
                                header.firstSeq(),
                                header.lastSeq(),
                                header.timeMillis()),
                        helper.parts(),
                        List.of(helper.reply()),
                        Turn.of(helper.model(), 1)),
                fragments);
    }

    /** Takes an event of this reply into account, or of a helper's within it. */
    void apply(Event.OfReply event, Operations out) {
        goesOn(out);
        if (event instanceof Event.ModelWait waits) {
            // A helper's reply has no foot: what it waits for is told here, too.
            foot(message.turn().waiting(waits), out);
            return;
        }
        if (!event.message().equals(id())) {
            helpers.values().stream()
                    .filter(helper -> event.isWithin(helper.id()))
                    .forEach(helper -> helper.apply(event, out));
            return;
        }
        switch (event) {
            case Event.ToolDelta delta -> tools.write(delta, out);
            case Event.Delta delta -> write(delta, out);
            case Event.PartEnd end -> {
                tools.written(end.part(), out);
                end(end.part(), out);
            }
            case Event.ToolRequest request -> {
                if (!isKnown(request.part())) {
                    var tool = tools.begin(request, out);
                    show(tool, out);
                }
            }
            case Event.ApprovalRequest request -> tools.ask(request, out);
            case Event.ApprovalAnswer answer -> tools.answer(answer, out);
            case Event.ToolStart start -> tools.start(start.part(), out);
            case Event.ToolEnd end -> tools.end(end, out);
            case Event.SourceAdd added -> cite(added, out);
            case Event.DelegateStart start -> begin(start, out);
            case Event.DelegateEnd end -> end(end, out);
            case Event.AgentChange change -> hand(change, out);
            case Event.ModelChange change ->
                    message = with(message.header(), message.turn().by(change.model()));
            case Event.ModelWait _,
                    Event.StepEnd _,
                    Event.NodeStart _,
                    Event.NodeInput _,
                    Event.NodeEnd _ -> {}
        }
    }

    /** What was waited for has come, or is awaited anew. */
    void goesOn(Operations out) {
        if (!message.turn().awaits().isNone()) {
            foot(message.turn().goesOn(), out);
        }
    }

    private void foot(Turn turn, Operations out) {
        message = with(message.header(), turn);
        out.replace(Ids.foot(id()), fragments.foot(message));
    }

    private void cite(Event.SourceAdd added, Operations out) {
        if (!isKnown(added.part())) {
            var source =
                    new Message.Part.Source(
                            added.part(),
                            added.number(),
                            added.title(),
                            added.url(),
                            added.excerpt());
            out.append(Ids.sources(id()), fragments.source(id(), source));
            show(source, out);
        }
    }

    private void begin(Event.DelegateStart start, Operations out) {
        var helper = Message.Part.Delegation.begun(start);
        helpers.put(start.part(), within(helper));
        var html = fragments.helper(id(), run(), helper);
        if (isKnown(start.part())) {
            out.replace(Ids.part(id(), start.part()), html);
        } else {
            place(start.part(), html, out);
            show(helper, out);
        }
    }

    private void end(Event.DelegateEnd end, Operations out) {
        var helper = helpers.remove(end.part());
        if (helper != null) {
            helper.close(out);
            out.unset(Ids.fold(id(), end.part()), "open");
            out.unset(Ids.fold(id(), end.part()), "data-live");
        }
    }

    private void hand(Event.AgentChange change, Operations out) {
        if (!isKnown(change.part())) {
            var heading = Message.Part.Handover.of(change);
            out.append(Ids.body(id()), fragments.handover(id(), heading));
            show(heading, out);
        }
    }

    /** Nothing more will be added. */
    private void close(Operations out) {
        for (var part : List.copyOf(open.keySet())) {
            end(part, out);
        }
        tools.stop(out);
        for (var part : List.copyOf(helpers.keySet())) {
            end(new Event.DelegateEnd(id(), part, 0, 0, 0, 0), out);
        }
    }

    private void show(Message.Part part, Operations out) {
        parts.add(part);
        message = message();
        begun(out);
    }

    /** The sign of life goes when there is something to see. */
    private void begun(Operations out) {
        if (parts.size() == 1 && !id().contains(".")) {
            out.replace(Ids.foot(id()), fragments.foot(message()));
        }
    }

    /** Steps that are done at the same time begin in any order, and stand in theirs. */
    private void place(int index, String html, Operations out) {
        var next =
                parts.stream()
                        .filter(part -> !(part instanceof Message.Part.Source))
                        .mapToInt(Message.Part::index)
                        .filter(other -> other > index)
                        .min();
        if (next.isPresent()) {
            out.before(Ids.body(id()), Ids.part(id(), next.getAsInt()), html);
        } else {
            out.append(Ids.body(id()), html);
        }
    }

    private void write(Event.Delta delta, Operations out) {
        var stream = open.get(delta.part());
        if (stream == null) {
            if (isKnown(delta.part())) {
                return;
            }
            var reasoning = delta instanceof Event.ReasoningDelta;
            stream = add(delta.part(), reasoning, "", false);
            place(delta.part(), fragments.part(id(), delta.part(), reasoning), out);
            begun(out);
        }
        edit(delta.part(), stream.append(delta.text()), out);
    }

    private void end(int part, Operations out) {
        var stream = open.remove(part);
        if (stream == null) {
            return;
        }
        edit(part, stream.end(), out);
        if (parts.stream()
                .anyMatch(p -> p.index() == part && p instanceof Message.Part.Reasoning)) {
            out.unset(Ids.fold(id(), part), "data-live");
            out.text(Ids.foldLabel(id(), part), fragments.reasoningLabel());
        }
    }

    void trouble(Event.RunProblem problem, long timeMillis) {
        var turn = message.turn().failed(problem.code(), problem.values(), timeMillis);
        message = with(message.header(), turn);
    }

    void end(Event.RunEnd end, long seq, long timeMillis, Operations out) {
        close(out);
        var old = message.header();
        var state = stateOf(end.outcome());
        message =
                with(
                        new Header(
                                old.id(),
                                old.parent(),
                                old.author(),
                                old.run(),
                                state,
                                old.rank(),
                                old.firstSeq(),
                                seq,
                                old.timeMillis()),
                        message.turn()
                                .ended(
                                        end.inputTokens(),
                                        end.cachedTokens(),
                                        end.outputTokens(),
                                        timeMillis));
        out.unset(id(), "aria-busy");
        out.replace(Ids.foot(id()), fragments.foot(message));
        out.text(Ids.ANNOUNCEMENT, fragments.announcement(state));
    }

    private static Header.State stateOf(Outcome outcome) {
        return switch (outcome) {
            case DONE -> Header.State.DONE;
            case FAILED -> Header.State.FAILED;
            case CANCELLED -> Header.State.CANCELLED;
            case TRUNCATED -> Header.State.TRUNCATED;
        };
    }

    private MarkdownStream add(int index, boolean reasoning, String text, boolean ended) {
        parts.add(
                reasoning
                        ? new Message.Part.Reasoning(index, "", ended)
                        : new Message.Part.Text(index, "", ended));
        var stream = fragments.markdown(Ids.part(message.id(), index));
        if (!ended) {
            stream.append(text);
            open.put(index, stream);
        }
        message = message();
        return stream;
    }

    private boolean isKnown(int part) {
        return parts.stream().anyMatch(known -> known.index() == part);
    }

    private void edit(int part, Change change, Operations out) {
        for (var edit : change.edits()) {
            out.edit(Ids.part(id(), part), edit);
        }
    }

    private Message message() {
        return with(message.header(), message.turn());
    }

    // The parts are there without their text: the page has that already.
    private Message with(Header header, Turn turn) {
        return new Message(header, parts, message.versions(), turn);
    }
}
