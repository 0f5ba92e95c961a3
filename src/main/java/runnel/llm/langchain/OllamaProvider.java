package runnel.llm.langchain;

import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import runnel.base.Json;
import runnel.llm.Model;
import runnel.llm.Provider;

/** Ollama by its own interface, which streams lines of JSON. Thread-safe. */
public final class OllamaProvider implements Provider {
    public static final String NAME = "ollama";

    private final String baseUrl;
    private final Transport transport;

    /**
     * @param baseUrl such as {@code http://127.0.0.1:11434}
     * @throws runnel.base.Problem {@code model-address-invalid}
     */
    public OllamaProvider(String baseUrl, Transport transport) {
        this.baseUrl = BaseUrl.plain(baseUrl);
        this.transport = transport;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> models() {
        var answer = transport.get(baseUrl + "/api/tags", Map.of(), OpenAiProvider.LIST_MILLIS);
        var names = new ArrayList<String>();
        Json.parse(answer).path("models").forEach(model -> names.add(model.path("name").asText()));
        return names;
    }

    @Override
    public Model model(String name) {
        var model =
                OllamaStreamingChatModel.builder()
                        .httpClientBuilder(transport.shared())
                        .baseUrl(baseUrl)
                        .modelName(name)
                        .returnThinking(true)
                        .build();
        return new LangChainModel(name, model, Dialect.OLLAMA);
    }
}
