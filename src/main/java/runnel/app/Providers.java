package runnel.app;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Problem;
import runnel.llm.Models;
import runnel.llm.Provider;
import runnel.llm.echo.EchoProvider;
import runnel.llm.langchain.LocalServers;
import runnel.llm.langchain.OpenAiProvider;
import runnel.llm.langchain.Transport;

/** Which models there are, by the configuration and by what runs on this machine. */
final class Providers {
    private static final Logger LOG = LoggerFactory.getLogger(Providers.class);
    private static final String OPENAI = "openai";
    private static final String OPENAI_URL = "https://api.openai.com/v1";

    private Providers() {}

    static Models find(Config config, Transport transport) {
        var providers = new ArrayList<Provider>();
        var url = config.text(Setting.OPENAI_BASE_URL);
        var key = config.text(Setting.OPENAI_API_KEY);
        if (!url.isEmpty() || !key.isEmpty()) {
            providers.add(
                    new OpenAiProvider(OPENAI, url.isEmpty() ? OPENAI_URL : url, key, transport));
        }
        if (config.flag(Setting.DISCOVER)) {
            providers.addAll(
                    LocalServers.find(
                            LocalServers.USUAL, config.number(Setting.PORT, 0, 65_535), transport));
        }
        providers.add(new EchoProvider(config.number(Setting.ECHO_PACE_MILLIS, 0, 60_000)));
        var chosen = chosen(config.text(Setting.MODEL), providers);
        LOG.info("default model {}", chosen);
        return new Models(providers, chosen);
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
