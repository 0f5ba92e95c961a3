package runnel.llm.langchain;

import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import runnel.llm.Model;
import runnel.llm.PictureLimits;
import runnel.llm.Provider;

/**
 * Any provider that speaks OpenAI's chat completions: OpenAI itself, DashScope, DeepSeek,
 * OpenRouter, vLLM, llama.cpp, Ollama, LM Studio and many more. Thread-safe.
 */
public final class OpenAiProvider implements Provider {
    /** To list the models: people wait for it. */
    static final int LIST_MILLIS = 3_000;

    private final String name;
    private final String baseUrl;
    private final String key;
    private final Transport transport;
    private final PictureLimits pictures;

    /**
     * @param name see {@link Provider#name}
     * @param baseUrl with or without {@code /v1} and a slash at the end
     * @param key empty where none is needed
     * @throws runnel.base.Problem {@code model-address-invalid}
     */
    public OpenAiProvider(String name, String baseUrl, String key, Transport transport) {
        this(name, baseUrl, key, transport, Dialect.OPENAI.pictures());
    }

    private OpenAiProvider(
            String name, String baseUrl, String key, Transport transport, PictureLimits pictures) {
        this.pictures = pictures;
        this.name = name;
        this.baseUrl = BaseUrl.of(baseUrl);
        this.key = key.strip();
        this.transport = transport;
    }

    /** The same, where pictures have limits of their own. */
    public OpenAiProvider with(PictureLimits pictures) {
        return new OpenAiProvider(name, baseUrl, key, transport, pictures);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> models() {
        return ModelList.ids(transport.get(baseUrl + "/models", key, LIST_MILLIS));
    }

    @Override
    public Model model(String name) {
        var model =
                OpenAiStreamingChatModel.builder()
                        .httpClientBuilder(transport.shared())
                        .baseUrl(baseUrl)
                        .modelName(name)
                        .returnThinking(true);
        if (!key.isEmpty()) {
            model.apiKey(key);
        }
        return new LangChainModel(name, model.build(), Dialect.OPENAI, true, pictures);
    }
}
