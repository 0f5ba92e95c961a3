package runnel.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.llm.Models;
import runnel.llm.PictureLimits;
import runnel.llm.Provider;
import runnel.llm.echo.EchoProvider;
import runnel.llm.langchain.AnthropicProvider;
import runnel.llm.langchain.GeminiProvider;
import runnel.llm.langchain.LocalServers;
import runnel.llm.langchain.OllamaProvider;
import runnel.llm.langchain.OpenAiProvider;
import runnel.llm.langchain.Transport;

/** Which models there are, by the configuration and by what runs on this machine. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final String OPENAI = "openai";
    private static final String GOOGLE_KEY = "AIza";
    private static final String OPENAI_URL = "https://api.openai.com/v1";

    /** DashScope takes pictures of 10 MB when encoded. */
    private static final PictureLimits DASHSCOPE_PICTURES =
            new PictureLimits(7_500_000, 36_000_000);

    private Providers() {}

    static Models find(Config config, Transport transport) {
        return look(config, transport).get();
    }

    /** Begins to look around on this machine; what is returned waits for what there is. */
    static Supplier<Models> look(Config config, Transport transport) {
        if (!config.flag(Setting.DISCOVER)) {
            return () -> among(config, transport, List.of());
        }
        var local =
                LocalServers.look(
                        LocalServers.USUAL, config.number(Setting.PORT, 0, 65_535), transport);
        return () -> among(config, transport, local.get());
    }

    private static Models among(Config config, Transport transport, List<Provider> local) {
        var providers = new ArrayList<Provider>();
        hosted(config, transport, providers);
        providers.addAll(local);
        providers.add(new EchoProvider(config.number(Setting.ECHO_PACE_MILLIS, 0, 60_000)));
        var chosen = chosen(config.text(Setting.MODEL), providers);
        LOG.info("default model {}", chosen);
        return new Models(providers, chosen, config.list(Setting.FALLBACK_MODELS), Clock.system());
    }

    /** Those that a key or an address was given for. */
    private static void hosted(Config config, Transport transport, List<Provider> providers) {
        var common = config.text(Setting.API_KEY);
        // Google's keys can be told by their looks.
        var google = common.startsWith(GOOGLE_KEY);
        var url = config.text(Setting.OPENAI_BASE_URL);
        var key = or(config.text(Setting.OPENAI_API_KEY), google ? "" : common);
        if (!url.isEmpty() || !key.isEmpty()) {
            providers.add(new OpenAiProvider(OPENAI, or(url, OPENAI_URL), key, transport));
        }
        var gemini = geminiKey(config);
        if (!gemini.isEmpty()) {
            providers.add(
                    new GeminiProvider(config.text(Setting.GEMINI_BASE_URL), gemini, transport));
        }
        var anthropic = config.text(Setting.ANTHROPIC_API_KEY);
        if (!anthropic.isEmpty()) {
            providers.add(
                    new AnthropicProvider(
                            config.text(Setting.ANTHROPIC_BASE_URL), anthropic, transport));
        }
        compatible(config, "dashscope", Setting.DASHSCOPE_BASE_URL, Setting.DASHSCOPE_API_KEY)
                .map(place -> place.at(transport).with(DASHSCOPE_PICTURES))
                .ifPresent(providers::add);
        compatible(config, "deepseek", Setting.DEEPSEEK_BASE_URL, Setting.DEEPSEEK_API_KEY)
                .map(place -> place.at(transport))
                .ifPresent(providers::add);
        if (!config.text(Setting.OLLAMA_BASE_URL).isEmpty()) {
            providers.add(new OllamaProvider(config.text(Setting.OLLAMA_BASE_URL), transport));
        }
    }

    /** The key for Gemini; empty where there is none. */
    static String geminiKey(Config config) {
        var common = config.text(Setting.API_KEY);
        return or(config.text(Setting.GEMINI_API_KEY), common.startsWith(GOOGLE_KEY) ? common : "");
    }

    /** Where an OpenAI-compatible provider is. */
    private record Place(String name, String url, String key) {
        private OpenAiProvider at(Transport transport) {
            return new OpenAiProvider(name, url, key, transport);
        }
    }

    private static Optional<Place> compatible(
            Config config, String name, Setting url, Setting key) {
        return config.text(key).isEmpty()
                ? Optional.empty()
                : Optional.of(new Place(name, config.text(url), config.text(key)));
    }

    private static String or(String text, String other) {
        return text.isEmpty() ? other : text;
    }

    /**
     * The full name of the default model: the configured one, else the first that a provider lists.
     */
    private static String chosen(String configured, List<Provider> providers) {
        if (!configured.isEmpty()) {
            var named =
                    providers.stream()
                            .anyMatch(provider -> configured.startsWith(provider.name() + "/"));
            var first = providers.getFirst().name();
            if (!named && first.equals(EchoProvider.NAME)) {
                throw new Problem(
                        Problem.Kind.INVALID,
                        "model-unknown",
                        configured,
                        providers.stream().map(Provider::name).collect(Collectors.joining(", ")));
            }
            return named ? configured : first + "/" + configured;
        }
        for (var provider : providers) {
            for (var model : listed(provider)) {
                if (!model.contains("embed")) {
                    return provider.name() + "/" + model;
                }
            }
        }
        return EchoProvider.NAME + "/" + EchoProvider.NAME;
    }

    private static List<String> listed(Provider provider) {
        try {
            return provider.models();
        } catch (Problem e) {
            LOG.warn("{} lists no models: {}", provider.name(), e.getMessage());
            return List.of();
        }
    }
}
