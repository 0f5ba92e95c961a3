package runnel.agent;

import java.util.List;
import runnel.conversation.Message.Part;
import runnel.event.Event;

/**
 * Writes what is settled of a reply into another version of it: the model calls that are over, with
 * their tools' results, so that nothing of it has to be done again.
 */
final class Copy {
    private final AgentContext context;
    private int highest = -1;

    /**
     * @param context of a reply that has branched; it still shows the one that was left
     */
    Copy(AgentContext context) {
        this.context = context;
    }

    /** Returns the highest index of a part that was written; -1 for none. */
    int settled() {
        var parts = context.shown();
        var steps = context.steps();
        var from = 0;
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var said = between(parts, from, step.end());
            said.forEach(this::write);
            emit(
                    new Event.StepEnd(
                            context.reply(),
                            i,
                            step.inputTokens(),
                            step.cachedTokens(),
                            step.outputTokens(),
                            step.reasoningTokens(),
                            step.memo()));
            Rounds.tools(said).forEach(this::finish);
            from = step.end();
        }
        between(parts, from, Integer.MAX_VALUE).stream()
                .filter(Part.Source.class::isInstance)
                .forEach(this::write);
        return highest;
    }

    private static List<Part> between(List<Part> parts, int from, int end) {
        return parts.stream().filter(part -> part.index() >= from && part.index() < end).toList();
    }

    private void write(Part part) {
        var reply = context.reply();
        highest = Math.max(highest, part.index());
        switch (part) {
            case Part.Text(var index, var text, _) -> {
                emit(new Event.TextDelta(reply, index, text));
                emit(new Event.PartEnd(reply, index));
            }
            case Part.Reasoning(var index, var text, _) -> {
                emit(new Event.ReasoningDelta(reply, index, text));
                emit(new Event.PartEnd(reply, index));
            }
            case Part.Tool tool -> {
                emit(new Event.ToolRequest(reply, tool.index(), tool.call(), tool.tool()));
                emit(new Event.ToolDelta(reply, tool.index(), tool.arguments()));
                emit(new Event.PartEnd(reply, tool.index()));
            }
            case Part.Source source ->
                    emit(
                            new Event.SourceAdd(
                                    reply,
                                    source.index(),
                                    source.number(),
                                    source.title(),
                                    source.url(),
                                    source.excerpt()));
        }
    }

    private void finish(Part.Tool tool) {
        if (tool.isOver()) {
            emit(
                    new Event.ToolEnd(
                            context.reply(),
                            tool.index(),
                            tool.state() == Part.Tool.State.FAILED,
                            tool.result(),
                            tool.millis()));
        }
    }

    private void emit(Event event) {
        try {
            context.emit(event);
        } catch (InterruptedException e) {
            throw new ReplyWriter.Stopped(e);
        }
    }
}
