package runnel.llm.echo;

import java.util.List;
import runnel.llm.Model;
import runnel.llm.Provider;

/** Offers the one {@link EchoModel}; every name gives the same. Immutable. */
public final class EchoProvider implements Provider {
    public static final String NAME = "echo";

    private final int paceMillis;

    public EchoProvider(int paceMillis) {
        this.paceMillis = paceMillis;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> models() {
        return List.of(NAME);
    }

    @Override
    public Model model(String name) {
        return new EchoModel(name, paceMillis);
    }
}
