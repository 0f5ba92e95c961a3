package runnel.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import runnel.conversation.Message.Part;
import runnel.conversation.Step;
import runnel.llm.Prompt;
import runnel.tool.ToolCall;
import runnel.tool.ToolResult;

/** A reply as a model sees it: what it said, which tools it asked for, and what came of them. */
public final class Rounds {
    /** For a call that has no result and will get none. */
    private static final String STOPPED =
            "The call was stopped. It is not known whether it took effect.";

    private Rounds() {}

    /** One model call that asked for tools. */
    record Round(String text, List<Part.Tool> calls, String memo) {
        Round {
            calls = List.copyOf(calls);
        }

        boolean isOver() {
            return calls.stream().allMatch(Part.Tool::isOver);
        }
    }

    /** The turns of a whole reply. */
    public static List<Prompt.Turn> turns(List<Part> parts, List<Step> steps) {
        var turns = new ArrayList<>(turns(of(parts, steps)));
        var last = text(open(parts, steps));
        if (!last.isEmpty()) {
            turns.add(new Prompt.Assistant(last, List.of()));
        }
        return turns;
    }

    static List<Prompt.Turn> turns(List<Round> rounds) {
        var turns = new ArrayList<Prompt.Turn>();
        for (var round : rounds) {
            var calls = round.calls().stream().map(Rounds::call).toList();
            if (calls.isEmpty() && round.text().isEmpty()) {
                // A call of a workflow's step, which has said nothing.
                continue;
            }
            turns.add(new Prompt.Assistant(round.text(), calls, round.memo()));
            for (var tool : round.calls()) {
                turns.add(new Prompt.Tool(result(tool)));
            }
        }
        return turns;
    }

    /** The model calls that are over. */
    static List<Round> of(List<Part> parts, List<Step> steps) {
        var rounds = new ArrayList<Round>(steps.size());
        var from = 0;
        for (var step : steps) {
            var begin = from;
            var said =
                    parts.stream()
                            .filter(part -> part.index() >= begin && part.index() < step.end())
                            .toList();
            rounds.add(new Round(text(said), tools(said), step.memo()));
            from = step.end();
        }
        return rounds;
    }

    /** What an unfinished model call has said. */
    static List<Part> open(List<Part> parts, List<Step> steps) {
        var from = steps.isEmpty() ? 0 : steps.getLast().end();
        return parts.stream().filter(part -> part.index() >= from && isSaid(part)).toList();
    }

    /** Whether it is the model's own, not something that came of its calls. */
    private static boolean isSaid(Part part) {
        return part instanceof Part.Text
                || part instanceof Part.Reasoning
                || part instanceof Part.Tool;
    }

    static String text(List<Part> parts) {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining());
    }

    static String reasoning(List<Part> parts) {
        return parts.stream()
                .filter(Part.Reasoning.class::isInstance)
                .map(part -> ((Part.Reasoning) part).text())
                .collect(Collectors.joining());
    }

    static List<Part.Tool> tools(List<Part> parts) {
        return parts.stream()
                .filter(Part.Tool.class::isInstance)
                .map(Part.Tool.class::cast)
                .toList();
    }

    private static ToolCall call(Part.Tool tool) {
        return new ToolCall(tool.call(), tool.tool(), tool.arguments());
    }

    // What comes from outside is fenced, so that it cannot pass for anything else.
    private static ToolResult result(Part.Tool tool) {
        if (!tool.isOver()) {
            return new ToolResult(call(tool), STOPPED, true);
        }
        var failed = tool.state() == Part.Tool.State.FAILED;
        var text = tool.result().replace("</tool-result", "<\\/tool-result");
        return new ToolResult(
                call(tool),
                failed ? "Error: " + text : "<tool-result>\n" + text + "\n</tool-result>",
                failed);
    }
}
