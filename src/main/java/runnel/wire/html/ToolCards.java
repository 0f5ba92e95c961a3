package runnel.wire.html;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import runnel.conversation.Message.Part;
import runnel.event.Event;
import runnel.markdown.Edit;

/** The tool calls of the reply that is being written, as far as one viewer has them. */
final class ToolCards {
    private final String message;
    private final String run;
    private final Fragments fragments;

    /** Without arguments and results: the page has those. */
    private final Map<Integer, Part.Tool> tools = new HashMap<>();

    ToolCards(String message, String run, Fragments fragments) {
        this.message = message;
        this.run = run;
        this.fragments = fragments;
    }

    void add(Part.Tool tool) {
        tools.put(tool.index(), tool.with("", tool.result()));
    }

    Part.Tool begin(Event.ToolRequest request, Operations out) {
        var tool = Part.Tool.begun(request, 0);
        tools.put(tool.index(), tool);
        out.append(Ids.body(message), fragments.tool(message, run, tool));
        return tool;
    }

    void write(Event.ToolDelta delta, Operations out) {
        var html = delta.text().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        out.edit(
                Ids.arguments(message, delta.part()),
                new Edit(List.of(), 0, Integer.MAX_VALUE, html, true));
    }

    /** The arguments are complete. */
    void written(int part, Operations out) {
        change(part, Part.Tool::ready, out);
    }

    void ask(Event.ApprovalRequest request, Operations out) {
        change(request.part(), tool -> tool.asking(request), out);
        // What is to be allowed must be seen.
        out.set(Ids.fold(message, request.part()), "open", "");
        out.text(Ids.ANNOUNCEMENT, fragments.asks());
    }

    void answer(Event.ApprovalAnswer answer, Operations out) {
        change(answer.part(), tool -> tool.answered(answer), out);
    }

    void start(int part, Operations out) {
        change(part, Part.Tool::running, out);
    }

    void end(Event.ToolEnd end, Operations out) {
        change(end.part(), tool -> tool.over(end), out);
    }

    /** The run is over: what still worked was stopped. */
    void stop(Operations out) {
        for (var tool : List.copyOf(tools.values())) {
            if (!tool.isOver()) {
                out.unset(Ids.fold(message, tool.index()), "open");
                out.replace(Ids.card(message, tool.index()), fragments.toolStopped(message, tool));
                out.replace(
                        Ids.question(message, tool.index()),
                        fragments.toolQuestion(message, run, tool.ready()));
            }
        }
    }

    private void change(int part, UnaryOperator<Part.Tool> change, Operations out) {
        var before = tools.get(part);
        if (before == null) {
            return;
        }
        var tool = change.apply(before);
        tools.put(part, tool.with("", ""));
        out.replace(Ids.card(message, part), fragments.toolHead(message, tool));
        var asked = before.state() == Part.Tool.State.ASKING;
        if (asked || tool.state() == Part.Tool.State.ASKING) {
            out.replace(Ids.question(message, part), fragments.toolQuestion(message, run, tool));
        }
        if (asked) {
            out.unset(Ids.fold(message, part), "open");
        }
        if (tool.isOver()) {
            out.text(Ids.result(message, part), tool.result());
        }
    }
}
