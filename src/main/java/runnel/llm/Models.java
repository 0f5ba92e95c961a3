package runnel.llm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import runnel.base.Problem;

/**
 * Every model on offer, by full name: {@code provider/model}. Thread-safe.
 *
 * <p>A model need not be listed by its provider to be used: only the provider must be known.
 */
public final class Models {
    private final Map<String, Provider> providers = new LinkedHashMap<>();
    private final String defaultName;

    /**
     * @param defaultName full name of the model that answers where none is asked for
     * @throws Problem {@code model-unknown} when its provider is not among these
     */
    public Models(List<Provider> providers, String defaultName) {
        providers.forEach(provider -> this.providers.putIfAbsent(provider.name(), provider));
        this.defaultName = defaultName;
        check(defaultName);
    }

    /** The full name to use for what was asked for: the default for empty text. */
    public String fullName(String asked) {
        return asked.isEmpty() ? defaultName : asked;
    }

    /** @throws Problem {@code model-unknown} where no provider could have such a model */
    public void check(String asked) {
        provider(fullName(asked));
    }

    public Model model(String fullName) {
        return provider(fullName).model(fullName.substring(fullName.indexOf('/') + 1));
    }

    public String defaultName() {
        return defaultName;
    }

    /** Full names of all models, the default first; asks the providers, which may take a while. */
    public List<String> list() {
        var names = new ArrayList<String>();
        names.add(defaultName);
        for (var provider : providers.values()) {
            for (var model : provider.models()) {
                var name = provider.name() + "/" + model;
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private Provider provider(String fullName) {
        var slash = fullName.indexOf('/');
        var provider = slash < 1 ? null : providers.get(fullName.substring(0, slash));
        if (provider == null || slash == fullName.length() - 1) {
            throw new Problem(
                    Problem.Kind.INVALID, "model-unknown", fullName, String.join(", ", providers.keySet()));
        }
        return provider;
    }
}
