package runnel.llm.langchain;

import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import java.util.List;
import java.util.Map;
import runnel.llm.Model;
import runnel.llm.Provider;

/** Anthropic's Claude. Thread-safe. */
public final class AnthropicProvider implements Provider {
    public static final String NAME = "anthropic";

    /** Tokens of one answer, at most; this provider wants to be told. */
    static final int OUTPUT_TOKENS = 8_192;

    private static final String VERSION = "2023-06-01";

    private final Account account;

    public AnthropicProvider(String baseUrl, String key, Transport transport) {
        this.account = new Account(baseUrl, key, transport);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> models() {
        return ModelList.ids(
                account.get(
                        "/models?limit=100",
                        Map.of("x-api-key", account.key(), "anthropic-version", VERSION)));
    }

    @Override
    public Model model(String name) {
        var model =
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(account.transport().shared())
                        .baseUrl(account.baseUrl())
                        .apiKey(account.key())
                        .version(VERSION)
                        .modelName(name)
                        .maxTokens(OUTPUT_TOKENS)
                        .cacheSystemMessages(true)
                        .cacheTools(true)
                        .returnThinking(true)
                        .sendThinking(true)
                        .build();
        return new LangChainModel(name, model, Dialect.ANTHROPIC);
    }
}
