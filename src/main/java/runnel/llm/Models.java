package runnel.llm;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import runnel.base.Clock;
import runnel.base.Problem;

/**
 * Every model on offer, by full name: {@code provider/model}. Thread-safe.
 *
 * <p>A model need not be listed by its provider to be used under its full name: only the provider
 * must be known. A bare name stands for the first listed model of that name; it may hold slashes
 * itself.
 */
public final class Models {
    /** For so long what a provider lists is believed, and so is that it does not answer. */
    static final long FRESH_MILLIS = 30_000;

    /** Models kept for the next one who asks: to make one costs more than a short answer. */
    static final int MADE_MOST = 200;

    private static final Logger LOG = LoggerFactory.getLogger(Models.class);

    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final Map<String, Listing> listings = new ConcurrentHashMap<>();
    private final Map<String, Model> made = new ConcurrentHashMap<>();
    private final String defaultName;
    private final List<String> fallbacks;
    private final Clock clock;

    private record Listing(List<String> models, long atMillis) {}

    /** As the other, by the machine's clock. */
    public Models(List<Provider> providers, String defaultName) {
        this(providers, defaultName, List.of(), Clock.system());
    }

    /**
     * @param defaultName full name of the model that answers where none is asked for
     * @param fallbacks models that answer, in this order, where the one that was asked for fails
     *     before its first word
     * @throws Problem {@code model-unknown} when its provider is not among these
     */
    public Models(
            List<Provider> providers, String defaultName, List<String> fallbacks, Clock clock) {
        providers.forEach(provider -> this.providers.putIfAbsent(provider.name(), provider));
        this.clock = clock;
        this.defaultName = fullName(defaultName);
        this.fallbacks = fallbacks.stream().map(this::fullName).toList();
    }

    /**
     * The full name to use for what was asked for: the default for empty text. Asks the providers
     * for a bare name only.
     *
     * @throws Problem {@code model-unknown} where no provider could have such a model
     */
    public String fullName(String asked) {
        if (asked.isEmpty()) {
            return defaultName;
        }
        var slash = asked.indexOf('/');
        if (slash > 0
                && slash < asked.length() - 1
                && providers.containsKey(asked.substring(0, slash))) {
            return asked;
        }
        for (var provider : providers.values()) {
            if (listed(provider).contains(asked)) {
                return provider.name() + "/" + asked;
            }
        }
        throw new Problem(
                Problem.Kind.INVALID,
                "model-unknown",
                asked,
                String.join(", ", providers.keySet()));
    }

    /**
     * @throws Problem {@code model-unknown} where no provider could have such a model
     */
    public void check(String asked) {
        fullName(asked);
    }

    /**
     * @throws Problem {@code model-unknown} where no provider could have such a model
     */
    public Model model(String asked) {
        var name = fullName(asked);
        var others = fallbacks.stream().filter(other -> !other.equals(name)).toList();
        return others.isEmpty() ? plain(name) : new Fallback(name, others, this);
    }

    /** The model of that full name, with no other behind it. */
    Model plain(String name) {
        // Their names come from outside, so there may be any number.
        if (made.size() >= MADE_MOST) {
            made.clear();
        }
        return made.computeIfAbsent(name, this::make);
    }

    private Model make(String name) {
        var slash = name.indexOf('/');
        return Objects.requireNonNull(providers.get(name.substring(0, slash)))
                .model(name.substring(slash + 1));
    }

    public String defaultName() {
        return defaultName;
    }

    /**
     * Full names of all models, the default first; asks the providers, which may take a while.
     * Silent ones are left out.
     */
    public List<String> list() {
        var names = new LinkedHashSet<String>();
        names.add(defaultName);
        for (var provider : providers.values()) {
            listed(provider).forEach(model -> names.add(provider.name() + "/" + model));
        }
        return List.copyOf(names);
    }

    private List<String> listed(Provider provider) {
        var known = listings.get(provider.name());
        if (known == null || clock.millis() - known.atMillis() >= FRESH_MILLIS) {
            known = new Listing(ask(provider), clock.millis());
            listings.put(provider.name(), known);
        }
        return known.models();
    }

    private static List<String> ask(Provider provider) {
        try {
            return List.copyOf(provider.models());
        } catch (Problem e) {
            LOG.warn("{} does not list its models: {}", provider.name(), e.getMessage());
            return List.of();
        }
    }
}
