package runnel.llm.langchain;

import dev.langchain4j.model.googleai.GoogleAiGeminiStreamingChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import runnel.base.Json;
import runnel.llm.Model;
import runnel.llm.Provider;

/**
 * Google's Gemini. Thread-safe.
 *
 * <p>A model whose name ends in {@value #SEARCH} searches the web with Google before it answers,
 * and names the pages that its answer rests on; it takes no other tools.
 */
public final class GeminiProvider implements Provider {
    public static final String NAME = "gemini";

    /** Ends the name of a model that searches. */
    public static final String SEARCH = ":search";

    private final Account account;

    public GeminiProvider(String baseUrl, String key, Transport transport) {
        this.account = new Account(baseUrl, key, transport);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> models() {
        var answer = account.get("/models?pageSize=200", Map.of("x-goog-api-key", account.key()));
        var names = new ArrayList<String>();
        for (var model : Json.parse(answer).path("models")) {
            var name = model.path("name").asText().replaceFirst("^models/", "");
            var chats = false;
            for (var method : model.path("supportedGenerationMethods")) {
                chats |= method.asText().equals("generateContent");
            }
            if (chats && name.startsWith("gemini") && !name.contains("embedding")) {
                names.add(name);
                names.add(name + SEARCH);
            }
        }
        return names;
    }

    @Override
    public Model model(String name) {
        var searches = name.endsWith(SEARCH);
        var model =
                GoogleAiGeminiStreamingChatModel.builder()
                        .httpClientBuilder(account.transport().shared())
                        .baseUrl(account.baseUrl())
                        .apiKey(account.key())
                        .modelName(
                                searches
                                        ? name.substring(0, name.length() - SEARCH.length())
                                        : name)
                        .allowGoogleSearch(searches)
                        .returnThinking(true)
                        .sendThinking(true)
                        .build();
        return new LangChainModel(
                name, model, Dialect.GEMINI, !searches, Dialect.GEMINI.pictures());
    }
}
