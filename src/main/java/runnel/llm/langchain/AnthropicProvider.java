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

    private final String baseUrl;
    private final String key;
    private final Transport transport;

    public AnthropicProvider(String baseUrl, String key, Transport transport) {
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.key = key.strip();
        this.transport = transport;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> models() {
        return ModelList.ids(
                transport.get(
                        baseUrl + "/models?limit=100",
                        Map.of("x-api-key", key, "anthropic-version", VERSION),
                        OpenAiProvider.LIST_MILLIS));
    }

    @Override
    public Model model(String name) {
        var model =
                AnthropicStreamingChatModel.builder()
                        .httpClientBuilder(transport.shared())
                        .baseUrl(baseUrl)
                        .apiKey(key)
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
