package runnel.llm.langchain;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;
import runnel.llm.Usage;

/** The tokens of a reply, as each provider counts them. */
final class Counts {
    private Counts() {}

    static Usage usage(@Nullable TokenUsage usage) {
        if (usage == null) {
            return Usage.NONE;
        }
        var cached = 0L;
        var reasoning = 0L;
        if (usage instanceof AnthropicTokenUsage more) {
            // What the cache gave and took is not in the count of what was read.
            cached = count(more.cacheReadInputTokens());
            var all =
                    count(more.inputTokenCount()) + cached + count(more.cacheCreationInputTokens());
            return new Usage(all, cached, count(more.outputTokenCount()), 0);
        }
        if (usage instanceof GoogleAiGeminiTokenUsage more) {
            cached = count(more.cachedContentTokenCount());
            reasoning = count(more.thoughtsTokenCount());
            var written = count(more.outputTokenCount()) + reasoning;
            return new Usage(count(more.inputTokenCount()), cached, written, reasoning);
        }
        if (usage instanceof OpenAiTokenUsage more) {
            var input = more.inputTokensDetails();
            var output = more.outputTokensDetails();
            cached = input == null ? 0 : count(input.cachedTokens());
            reasoning = output == null ? 0 : count(output.reasoningTokens());
        }
        return new Usage(
                count(usage.inputTokenCount()), cached, count(usage.outputTokenCount()), reasoning);
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}
