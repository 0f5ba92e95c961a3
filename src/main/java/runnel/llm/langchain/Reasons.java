package runnel.llm.langchain;

import dev.langchain4j.model.output.FinishReason;
import java.util.Locale;
import runnel.llm.Finish;

/** Reads a provider's reason to finish, also where LangChain4j knows none. */
final class Reasons {
    private Reasons() {}

    static Finish finish(FinishReason reason) {
        return switch (reason) {
            case STOP, OTHER -> Finish.STOP;
            case LENGTH -> Finish.LENGTH;
            case TOOL_EXECUTION -> Finish.TOOL_CALLS;
            case CONTENT_FILTER -> Finish.FILTERED;
        };
    }

    /**
     * @param stated the provider's own word; empty where it gave none
     */
    static Finish finish(String stated) {
        return switch (stated.toLowerCase(Locale.ROOT)) {
            case "", "insufficient_system_resource", "network_error", "abort", "aborted" ->
                    Finish.TRUNCATED;
            case "length", "max_tokens", "model_length", "max_output_tokens" -> Finish.LENGTH;
            case "tool_calls", "tool_use", "function_call" -> Finish.TOOL_CALLS;
            case "content_filter",
                    "safety",
                    "sensitive",
                    "refusal",
                    "recitation",
                    "blocklist",
                    "prohibited_content",
                    "spii" ->
                    Finish.FILTERED;
            default -> Finish.STOP;
        };
    }
}
