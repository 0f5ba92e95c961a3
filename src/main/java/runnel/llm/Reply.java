package runnel.llm;

import java.util.List;
import runnel.tool.ToolCall;

/**
 * How a reply ended, after all its pieces.
 *
 * @param calls the tools the model wants called before it goes on; empty unless {@code finish} is
 *     TOOL_CALLS
 * @param memo what the provider wants to be handed back with this turn, in its own words; empty for
 *     nothing
 */
public record Reply(Finish finish, Usage usage, List<ToolCall> calls, String memo) {
    public Reply {
        calls = List.copyOf(calls);
    }

    public Reply(Finish finish, Usage usage, List<ToolCall> calls) {
        this(finish, usage, calls, "");
    }
}
