package runnel.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import runnel.base.Clock;
import runnel.base.Problem;
import runnel.bi.AskData;
import runnel.cube.analytics.Analytics;
import runnel.llm.Model;
import runnel.llm.langchain.Limits;
import runnel.llm.langchain.Transport;

/** What answers questions about data, by the configuration, without a server. */
public final class Asker implements AutoCloseable {
    private final DataSource data;
    private final AskData ask;
    private final @Nullable Transport transport;
    private final Optional<Model> model;

    private Asker(Config config, String asked) {
        data = DataSource.open(config);
        ask = new AskData(data.analytics(), config.analyticsClock(), data.manner());
        if (asked.isEmpty()) {
            transport = null;
            model = Optional.empty();
        } else {
            transport = new Transport(Limits.DEFAULT, Clock.system());
            model = Optional.of(Providers.find(config, transport).model(asked));
        }
    }

    /**
     * @param model who reads questions; empty for the parser
     * @throws Problem when the data or the model is not to be had
     */
    public static Asker open(Config config, String model) {
        return new Asker(config, model);
    }

    public Analytics analytics() {
        return data.analytics();
    }

    public AskData ask() {
        return ask;
    }

    public Optional<Model> model() {
        return model;
    }

    @Override
    public void close() {
        data.close();
        if (transport != null) {
            transport.close();
        }
    }
}
