package runnel.conversation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.log.Entry;

/**
 * Gathers one reply from the entries of its stretch of the log, among which others may stand. Used
 * by one thread.
 */
final class ReplyFold {
    private final String message;
    private final String run;
    private final Map<Integer, ReplyFold> helpers = new HashMap<>();
    private final Map<Integer, StringBuilder> texts = new TreeMap<>();
    private final TreeMap<Integer, Part> parts = new TreeMap<>();
    private Turn turn = Turn.NONE;

    ReplyFold(String message, String run) {
        this.message = message;
        this.run = run;
    }

    void add(Entry entry) {
        switch (entry.event()) {
            case Event.OfReply event when event.isWithin(message) -> add(event);
            case Event.RunStart start when start.reply().equals(message) ->
                    turn = turn.again(start.model(), start.attempt());
            case Event.RunProblem problem when problem.run().equals(run) ->
                    turn = turn.failed(problem.code(), problem.values(), entry.timeMillis());
            case Event.RunEnd end when end.run().equals(run) ->
                    turn =
                            turn.ended(
                                    end.inputTokens(),
                                    end.cachedTokens(),
                                    end.outputTokens(),
                                    entry.timeMillis());
            default -> {}
        }
    }

    List<Part> parts() {
        var whole = new ArrayList<Part>(parts.size());
        parts.forEach((index, part) -> whole.add(whole(part)));
        return whole;
    }

    Turn turn() {
        return turn;
    }

    private void add(Event.OfReply event) {
        turn = event instanceof Event.ModelWait waits ? turn.waiting(waits) : turn.goesOn();
        if (!event.message().equals(message)) {
            helpers.values().stream()
                    .filter(helper -> event.isWithin(helper.message))
                    .forEach(helper -> helper.add(event));
            return;
        }
        switch (event) {
            case Event.Delta delta -> {
                texts.computeIfAbsent(delta.part(), part -> new StringBuilder())
                        .append(delta.text());
                if (!parts.containsKey(delta.part())) {
                    parts.put(
                            delta.part(),
                            delta instanceof Event.ReasoningDelta
                                    ? new Part.Reasoning(delta.part(), "", false)
                                    : new Part.Text(delta.part(), "", false));
                }
            }
            case Event.PartEnd end ->
                    parts.computeIfPresent(end.part(), (index, part) -> ended(part));
            case Event.ToolRequest request ->
                    parts.put(request.part(), Part.Tool.begun(request, turn.steps().size()));
            case Event.StepEnd end ->
                    turn =
                            turn.with(
                                    new Step(
                                            parts.isEmpty() ? 0 : parts.lastKey() + 1,
                                            end.inputTokens(),
                                            end.cachedTokens(),
                                            end.outputTokens(),
                                            end.reasoningTokens(),
                                            end.memo()));
            case Event.ModelChange change -> turn = turn.by(change.model());
            case Event.ApprovalRequest request ->
                    tool(request.part(), tool -> tool.asking(request));
            case Event.ApprovalAnswer answer -> tool(answer.part(), tool -> tool.answered(answer));
            case Event.ToolStart start -> tool(start.part(), Part.Tool::running);
            case Event.ToolEnd end -> tool(end.part(), tool -> tool.over(end));
            case Event.DelegateStart start -> {
                helpers.put(start.part(), new ReplyFold(start.reply(), run));
                parts.put(start.part(), Part.Delegation.begun(start));
            }
            case Event.DelegateEnd end ->
                    parts.computeIfPresent(
                            end.part(),
                            (index, old) ->
                                    old instanceof Part.Delegation helper ? helper.over(end) : old);
            case Event.AgentChange change -> parts.put(change.part(), Part.Handover.of(change));
            case Event.ModelWait _, Event.NodeStart _, Event.NodeInput _, Event.NodeEnd _ -> {}
            case Event.SourceAdd source ->
                    parts.put(
                            source.part(),
                            new Part.Source(
                                    source.part(),
                                    source.number(),
                                    source.title(),
                                    source.url(),
                                    source.excerpt()));
        }
    }

    private Part whole(Part part) {
        var helper = helpers.get(part.index());
        if (helper != null && part instanceof Part.Delegation delegation) {
            return delegation.with(helper.parts(), helper.turn.steps());
        }
        return with(part, text(part.index()));
    }

    private void tool(int part, UnaryOperator<Part.Tool> change) {
        parts.computeIfPresent(
                part, (index, old) -> old instanceof Part.Tool tool ? change.apply(tool) : old);
    }

    private String text(int index) {
        var text = texts.get(index);
        return text == null ? "" : text.toString();
    }

    private static Part ended(Part part) {
        return switch (part) {
            case Part.Text text -> new Part.Text(text.index(), "", true);
            case Part.Reasoning reasoning -> new Part.Reasoning(reasoning.index(), "", true);
            case Part.Tool tool -> tool.ready();
            case Part.Source _, Part.Delegation _, Part.Handover _ -> part;
        };
    }

    private static Part with(Part part, String text) {
        return switch (part) {
            case Part.Text(var index, _, var ended) -> new Part.Text(index, text, ended);
            case Part.Reasoning(var index, _, var ended) -> new Part.Reasoning(index, text, ended);
            case Part.Tool tool -> tool.with(text, tool.result());
            case Part.Source _, Part.Delegation _, Part.Handover _ -> part;
        };
    }
}
