package runnel.agent;

import java.util.List;
import java.util.function.Consumer;
import runnel.conversation.Message.Part;
import runnel.conversation.Step;
import runnel.event.Event;

/**
 * Writes what is settled of a reply into another version of it: the model calls that are over, with
 * their tools' results, so that nothing of it has to be done again.
 */
final class Copy {
    private final String reply;
    private final Consumer<Event> out;
    private int highest = -1;

    /**
     * @param reply the new version
     */
    Copy(String reply, Consumer<Event> out) {
        this.reply = reply;
        this.out = out;
    }

    /** Returns the highest index of a part that was written; -1 for none. */
    int settled(List<Part> parts, List<Step> steps) {
        var from = steps(parts, steps);
        between(parts, from, Integer.MAX_VALUE).stream().filter(Copy::isAside).forEach(this::write);
        return highest;
    }

    /** All of a reply that is over. */
    private void whole(List<Part> parts, List<Step> steps) {
        between(parts, steps(parts, steps), Integer.MAX_VALUE).forEach(this::write);
    }

    /** Writes the steps; where the parts behind them begin. */
    private int steps(List<Part> parts, List<Step> steps) {
        var from = 0;
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var said = between(parts, from, step.end());
            said.forEach(this::write);
            out.accept(
                    new Event.StepEnd(
                            reply,
                            i,
                            step.inputTokens(),
                            step.cachedTokens(),
                            step.outputTokens(),
                            step.reasoningTokens(),
                            step.memo()));
            Rounds.tools(said).forEach(this::finish);
            from = step.end();
        }
        return from;
    }

    /** What belongs to the calls before it, not to what the model says next. */
    private static boolean isAside(Part part) {
        return part instanceof Part.Source
                || part instanceof Part.Delegation
                || part instanceof Part.Handover;
    }

    private static List<Part> between(List<Part> parts, int from, int end) {
        return parts.stream().filter(part -> part.index() >= from && part.index() < end).toList();
    }

    private void write(Part part) {
        highest = Math.max(highest, part.index());
        switch (part) {
            case Part.Text(var index, var text, _) -> {
                out.accept(new Event.TextDelta(reply, index, text));
                out.accept(new Event.PartEnd(reply, index));
            }
            case Part.Reasoning(var index, var text, _) -> {
                out.accept(new Event.ReasoningDelta(reply, index, text));
                out.accept(new Event.PartEnd(reply, index));
            }
            case Part.Tool tool -> {
                out.accept(new Event.ToolRequest(reply, tool.index(), tool.call(), tool.tool()));
                out.accept(new Event.ToolDelta(reply, tool.index(), tool.arguments()));
                out.accept(new Event.PartEnd(reply, tool.index()));
            }
            case Part.Delegation helper -> write(helper);
            case Part.Handover change ->
                    out.accept(
                            new Event.AgentChange(
                                    reply,
                                    change.index(),
                                    change.call(),
                                    change.agent(),
                                    change.model(),
                                    change.note()));
            case Part.Source source ->
                    out.accept(
                            new Event.SourceAdd(
                                    reply,
                                    source.index(),
                                    source.number(),
                                    source.title(),
                                    source.url(),
                                    source.excerpt()));
        }
    }

    private void write(Part.Delegation helper) {
        var inner = reply + "." + helper.index();
        out.accept(
                new Event.DelegateStart(
                        reply,
                        helper.index(),
                        helper.call(),
                        inner,
                        helper.agent(),
                        helper.model()));
        new Copy(inner, out).whole(helper.parts(), helper.steps());
        var tokens = helper.tokens();
        out.accept(
                new Event.DelegateEnd(
                        reply,
                        helper.index(),
                        tokens.input(),
                        tokens.cached(),
                        tokens.output(),
                        tokens.reasoning()));
    }

    private void finish(Part.Tool tool) {
        if (tool.isOver()) {
            out.accept(
                    new Event.ToolEnd(
                            reply,
                            tool.index(),
                            tool.state() == Part.Tool.State.FAILED,
                            tool.result(),
                            tool.millis()));
        }
    }
}
