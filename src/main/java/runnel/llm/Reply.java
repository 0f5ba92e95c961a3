package runnel.llm;

import java.util.List;
import runnel.tool.ToolCall;

/**
 * How a reply ended, after all its pieces.
 *
 * @param calls the tools the model wants called before it goes on; empty unless {@code finish} is
 *     TOOL_CALLS
 */
public record Reply(Finish finish, Usage usage, List<ToolCall> calls) {
    public Reply {
        calls = List.copyOf(calls);
    }
}
