package runnel.workflow;

import java.util.List;
import runnel.llm.Finish;
import runnel.llm.Model;
import runnel.llm.Prompt;
import runnel.llm.Reply;
import runnel.llm.Usage;
import runnel.tool.ToolCall;

/**
 * Stands where a model would, and asks for one call of one tool: so a tool that a workflow uses is
 * kept, asked about and taken up again as one that an agent uses.
 *
 * @param attempt how many calls may have been made when this one is over; from 1
 */
record FixedCall(String tool, String arguments, int attempt) implements Model {
    @Override
    public String name() {
        return tool;
    }

    @Override
    public Reply stream(Prompt prompt, Sink sink) {
        var made = (int) prompt.turns().stream().filter(Prompt.Tool.class::isInstance).count();
        return made >= attempt
                ? new Reply(Finish.STOP, Usage.NONE, List.of())
                : new Reply(
                        Finish.TOOL_CALLS,
                        Usage.NONE,
                        List.of(new ToolCall("call" + made, tool, arguments)));
    }
}
